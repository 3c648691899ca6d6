import ArgumentParser
import Foundation
import GateControl
import LibraryModel

/// `gatehouse status`: asks a running gate how it is.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Ask a running gate how it is.",
        discussion: "Exit status 0 healthy, 1 degraded, 2 unreachable.")

    @Option(name: .long, help: ArgumentHelp("The configuration that says where it listens.", valueName: "file"))
    var config: String?

    @Option(name: .long, help: "Where it listens, such as 127.0.0.1:8080; goes before --config.")
    var at: String?

    @Flag(name: .long, help: "Print what the gate answers, as JSON.")
    var json = false

    @Flag(name: .long, help: "Ask again every two seconds until interrupted.")
    var watch = false

    func run() async throws {
        let (host, port) = try place()
        repeat {
            let answer = HTTPQuestion.get("/api/v1/status", host: host, port: port)
            guard let body = answer, let report = try? JSONDecoder().decode(StatusReport.self, from: Data(body)) else {
                Failure.complain("no gate answers at \(host):\(port); is it running?")
                if watch { try await Task.sleep(for: .seconds(2)); continue }
                throw ExitCode(2)
            }
            if watch && !json { print("\u{1B}[2J\u{1B}[H", terminator: "") }
            print(json ? String(decoding: body, as: UTF8.self) : StatusPage.text(report))
            if !watch {
                if report.health == .degraded { throw ExitCode(1) }
                return
            }
            try await Task.sleep(for: .seconds(2))
        } while true
    }

    private func place() throws -> (String, Int) {
        if let at {
            let parts = at.split(separator: ":").map(String.init)
            guard parts.count == 2, let port = Int(parts[1]), (1...65535).contains(port) else {
                throw ValidationError("--at must be such as 127.0.0.1:8080")
            }
            return (parts[0], port)
        }
        let path = config ?? (FileManager.default.fileExists(atPath: ConfigurationFile.installed) ? ConfigurationFile.installed : nil)
        guard let path else { return (WebSettings().address, WebSettings().port) }
        let web = try ConfigurationFile.settings(in: path).web
        return (web.address, web.port)
    }
}
