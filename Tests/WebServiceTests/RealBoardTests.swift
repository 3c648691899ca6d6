import Foundation
import GateControl
import GateHardware
import LaneControl
import LibraryModel
import LibraryRules
import LibraryStore
import Passes
import Testing
import WebService

/// The service in front of a real controller and a real store, with the shipped configuration.
@Suite("The status of a board")
struct RealBoardTests {
    /// 2026-11-21T09:00:00+08:00.
    fileprivate static let nine = WallTime(milliseconds: 1_795_222_800_000)
    fileprivate static let booking = BookingID(rawValue: 0xA1B2_C3D4_E5F6_0718)

    private struct Board: Sendable {
        let settings: Settings
        let store: FaultyStore
        let controller: GateController
        let status: StatusBoard
        let readiness: Readiness
        let time = SimulatedTime(wall: RealBoardTests.nine)

        var answers: StatusAnswers {
            StatusAnswers(report: { await status.report() }, isReady: { await readiness.isReady() })
        }

        init() throws {
            let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent()
            let text = try String(contentsOf: root.appendingPathComponent("deploy/gatehouse.yaml"), encoding: .utf8)
            settings = try SettingsFile.read(text, name: "gatehouse.yaml")
            store = FaultyStore(try SQLiteStore(inMemory: .init()))
            let time = time
            let plan = try #require(settings.gates.first)
            controller = GateController(
                gate: plan.id, settings: settings,
                desk: PassDesk(verifier: PassVerifier(ring: try KeyRing([])), campuses: settings.campuses, policy: settings.location),
                store: store, outputs: Dictionary(uniqueKeysWithValues: try plan.lanes.map { ($0.id, try Self.outputs(of: $0, time)) }),
                on: try ThreadExecutor(for: "a test", time: LinuxTime()), time: time,
                chance: Chance(), tell: { _ in })
            status = StatusBoard(settings: settings, gates: [controller], store: store, time: time, version: "0.1.0")
            readiness = Readiness(of: [controller], store: store, time: time)
        }

        private static func outputs(of lane: LanePlan, _ time: SimulatedTime) throws -> LaneOutputs {
            let line = try SimulatedBank(time: time).output("\(lane.id).relay-entry")
            return LaneOutputs(relays: [
                .entry: PulsedOutput(line, time: time, cutOff: SimulatedCutOff(time: time), report: { _ in })
            ])
        }

        /// Anna is inside with her booking.
        func admitAnna() async throws {
            let patron = try #require(PatronID(rawValue: "2021000017"))
            _ = try await store.importPatrons([PatronRow(line: 2, patron: patron, name: "anna", standing: .active)])
            _ = try await store.importBookings(
                [BookingRow(line: 2, booking: RealBoardTests.booking, patron: patron, campus: settings.campuses[0].id, start: RealBoardTests.nine, end: RealBoardTests.nine + .hours(2))],
                at: RealBoardTests.nine - .hours(24))
            let pass = VerifiedPass(
                id: PassID(booking: RealBoardTests.booking, issuedAt: RealBoardTests.nine), campus: settings.campuses[0].id, start: RealBoardTests.nine,
                end: RealBoardTests.nine + .hours(2), expiresAt: RealBoardTests.nine + .seconds(60))
            let seat = try await store.admit(
                Circumstances(
                    clock: ClockReading(time: RealBoardTests.nine, trust: .trusted), gate: settings.gates[0].id,
                    lane: settings.gates[0].lanes[0].id, direction: .entry, campus: settings.campuses[0].id,
                    opening: settings.campuses[0].hours.opening(onDayOf: RealBoardTests.nine), cap: 300, pass: .verified(pass),
                    location: .inside(distance: .within)),
                under: settings.admission, id: RecordID(high: 1, low: 1), seat: RecordID(high: 1, low: 2)).seat
            #expect(try await store.passedIn(try #require(seat), at: RealBoardTests.nine) == .changed)
        }
    }

    private struct Chance: RandomNumberGenerator, Sendable {
        var last: UInt64 = 0
        mutating func next() -> UInt64 {
            last += 1
            return last
        }
    }

    @Test("counts people and names nobody")
    func nobody() async throws {
        let board = try Board()
        try await board.admitAnna()
        await board.controller.level(.ready, active: true, at: board.settings.gates[0].lanes[0].id)
        board.time.advance(by: .milliseconds(200))
        await board.controller.tick()
        await board.controller.present(Array("2021000017 anna".utf8), at: board.settings.gates[0].lanes[0].id, seen: .zero)
        try await served(board.answers) { port in
            let answer = try await ask(port, plain("GET", "/api/v1/status"))
            let report = try Reports.report(answer.body)
            #expect(report.campuses.first?.inside == 1)
            #expect(report.gates.first?.lanes.first?.lastDecision?.code == .notAPass)
            for word in ["anna", "2021000017", "2021****17", "\(Self.booking)"] { #expect(!answer.body.contains(word)) }
            let schema = try Schema()
            #expect(try schema.faults(try answer.json(), try schema.at("components", "schemas", "StatusReport")) == [])
        }
    }

    @Test("says the last count, and is not ready, while the store does not answer", arguments: StoreError.Code.allCases)
    func storeGone(_ code: StoreError.Code) async throws {
        let board = try Board()
        try await board.admitAnna()
        try await board.controller.resume()
        let running = Task { try await board.readiness.run() }
        defer { running.cancel() }
        try await served(board.answers) { port in
            #expect(try await ask(port, plain("GET", "/readyz")).status == 200)
            #expect(try Reports.report(try await ask(port, plain("GET", "/api/v1/status")).body).campuses.first?.source == .visits)
            board.store.fail(code)
            board.time.advance(by: .seconds(3))
            #expect(try await ask(port, plain("GET", "/readyz")).status == 503)
            #expect(try await ask(port, plain("GET", "/healthz")).status == 200)
            let report = try Reports.report(try await ask(port, plain("GET", "/api/v1/status")).body)
            #expect(report.health == .degraded)
            // A store that was lost leaves no count behind that anybody could go on from.
            #expect(report.campuses.first?.source == (code == .lost ? .unknown : .lastKnown))
            #expect(report.campuses.first?.inside == (code == .lost ? 0 : 1))
            board.store.heal()
            board.time.advance(by: .seconds(3))
            #expect(try await ask(port, plain("GET", "/readyz")).status == 200)
        }
    }

    @Test("a store that never answered has no counts")
    func neverAnswered() async throws {
        let board = try Board()
        board.store.fail(.diskFault)
        let report = await board.status.report()
        #expect(report.campuses.map(\.source) == [.unknown, .elsewhere])
        #expect(report.campuses.map(\.inside) == [0, 0])
        #expect(report.health == .degraded)
    }
}
