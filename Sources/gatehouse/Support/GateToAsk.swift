import Accounts
import ArgumentParser
import Foundation
import GateControl

/// A running gate that a command asks, and what lets it in there.
struct GateToAsk {
    /// What came of asking.
    enum Outcome {
        case exact(StatusReport, body: [UInt8])
        case coarse(CoarseReport, body: [UInt8])
        /// Plain words why there is nothing.
        case none(String)

        /// 0 healthy, 1 degraded, 2 not known.
        var exitStatus: Int32 {
            switch self {
            case .exact(let report, _): report.health == .healthy ? 0 : 1
            case .coarse(let report, _): report.health == .healthy ? 0 : 1
            case .none: 2
            }
        }
    }

    private let host: String
    private let port: Int
    /// What was handed to the command.
    private let token: String?
    /// Where a gate of this machine puts its own token; nil for a gate elsewhere, which must not learn it.
    private let localTokenFile: String?

    init(config: String?, at place: String?, token: String?) throws {
        let given = token ?? ProcessInfo.processInfo.environment["GATEHOUSE_TOKEN"]
        self.token = given.flatMap { $0.isEmpty ? nil : $0 }
        if let token = self.token, TokenSecret(token) == nil {
            throw ValidationError("the token is not of the form gh_ and 64 digits that `gatehouse tokens add` prints")
        }
        let installed = FileManager.default.fileExists(atPath: ConfigurationFile.installed) ? ConfigurationFile.installed : nil
        let settings = try (config ?? (place == nil ? installed : nil)).map { try ConfigurationFile.settings(in: $0) }
        if let place {
            guard let found = place.wholeMatch(of: /(?:\[([0-9A-Fa-f:.]+)\]|([^:\/\[\]]+)):([0-9]+)/), let port = Int(found.3),
                (1...65535).contains(port), let name = found.1 ?? found.2
            else { throw ValidationError("--at must be such as 127.0.0.1:8080, gate.example.edu:8080 or [::1]:8080") }
            (host, self.port) = (String(name), port)
        } else {
            let web = settings?.web ?? WebSettings()
            (host, port) = (web.address == "0.0.0.0" ? "127.0.0.1" : web.address, web.port)
        }
        let isHere = place == nil || ["localhost", "::1"].contains(host) || host.hasPrefix("127.")
        localTokenFile = isHere ? settings?.localTokenFile : nil
    }

    /// Where it is asked, as people write it.
    private var place: String { (host.contains(":") ? "[\(host)]" : host) + ":\(port)" }

    /// Asks once.
    func ask() -> Outcome {
        let local = token == nil ? localTokenFile.flatMap(LocalToken.secret)?.text : nil
        var answer = HTTPQuestion.ask("/api/v1/status", host: host, port: port, token: token ?? local)
        // The file may be of a program that has gone.
        if let refused = answer, refused.status == 401, local != nil {
            answer = HTTPQuestion.ask("/api/v1/status", host: host, port: port)
        }
        guard let answer else { return .none("no gate answers at \(place); is it running?") }
        let body = Data(answer.body)
        switch answer.status {
        case 200:
            if let report = try? JSONDecoder().decode(StatusReport.self, from: body) { return .exact(report, body: answer.body) }
            if let report = try? JSONDecoder().decode(CoarseReport.self, from: body) { return .coarse(report, body: answer.body) }
            return .none("what answers at \(place) is no gate of this version")
        case 401: return .none(token == nil ? "the gate tells nothing without a token; give --token" : "the gate does not know this token")
        case 403: return .none("the token may not ask for the status; make one with `gatehouse tokens add NAME --scope status`")
        default: return .none("the gate at \(place) answers \(answer.status)")
        }
    }
}
