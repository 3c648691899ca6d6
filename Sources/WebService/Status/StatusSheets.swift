import Foundation
import GateControl
import Hummingbird

/// The newest status, written once for all who ask until it changes.
actor StatusSheets {
    /// One answer as it goes over the line.
    struct Sheet: Sendable {
        let body: ByteBuffer
        /// The same for as long as nothing but the time has changed.
        let tag: String

        init(_ value: some Encodable, steady: some Encodable) throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            body = ByteBuffer(bytes: try encoder.encode(value))
            tag = EntityTag.weak(try encoder.encode(steady))
        }
    }

    /// Everything that is told of one report.
    struct Edition: Sendable {
        let report: StatusReport
        let exact: Sheet
        let coarse: Sheet
    }

    private let report: @Sendable () async -> StatusReport
    private var newest: Edition?

    init(_ report: @escaping @Sendable () async -> StatusReport) { self.report = report }

    func now() async throws -> Edition {
        let report = await report()
        if let newest, newest.report == report { return newest }
        let (coarse, steady) = (CoarseReport(report), report.steady)
        let edition = Edition(
            report: report, exact: try Sheet(report, steady: steady),
            coarse: try Sheet(coarse, steady: CoarseReport(steady)))
        newest = edition
        return edition
    }
}

extension StatusReport {
    /// Without what changes though nothing happens: the time of a count that is of this moment, and how long all has
    /// lasted. A camera's rate flickers, so that it counts as changed only when it comes to nothing, or back.
    var steady: StatusReport {
        var report = self
        (report.asOf, report.uptimeSeconds) = ("", 0)
        for index in report.campuses.indices where report.campuses[index].quality != .late { report.campuses[index].asOf = "" }
        for gate in report.gates.indices {
            for lane in report.gates[gate].lanes.indices {
                let rate = report.gates[gate].lanes[lane].framesPerSecond
                report.gates[gate].lanes[lane].framesPerSecond = rate.map { $0 > 0 ? 1 : 0 }
            }
        }
        return report
    }
}
