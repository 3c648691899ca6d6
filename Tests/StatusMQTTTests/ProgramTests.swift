import Foundation
import Glibc
import Testing

@Suite(
    "The program tells a real broker how it does",
    .enabled(if: Broker.isWanted, "mosquitto, mosquitto_sub and mosquitto_passwd are not installed"))
struct ProgramTests {
    private static let program: String = {
        let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(fileURLWithPath: own).deletingLastPathComponent().appendingPathComponent("gatehouse").path
    }()

    struct Row: Sendable, CustomTestStringConvertible {
        let what: String
        let signal: Int32
        var testDescription: String { what }
    }

    @Test(arguments: [
        Row(what: "killed, the broker says its will", signal: SIGKILL),
        Row(what: "stopped, it says so itself", signal: SIGTERM),
    ])
    func `a board that is gone is offline`(row: Row) async throws {
        let broker = try Broker()
        let folder = broker.folder + "/gate"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Broker.run(Self.program, ["keys", "create", "--dir", folder + "/keys"])
        let text = BoardUnderTest.text(
            "enabled: true, port: \(broker.port)", store: folder + "/state", keys: folder + "/keys", port: try FreePort.any())
        try text.write(toFile: folder + "/gatehouse.yaml", atomically: true, encoding: .utf8)
        try "patron,name,standing\n20260001,anna,active\n".write(toFile: folder + "/patrons.csv", atomically: true, encoding: .utf8)
        try Broker.run(Self.program, ["patrons", "import", folder + "/patrons.csv", "--config", folder + "/gatehouse.yaml"])
        let listener = try await Listener(at: broker)
        let gate = Process()
        gate.executableURL = URL(fileURLWithPath: Self.program)
        gate.arguments = ["run", "--config", folder + "/gatehouse.yaml"]
        (gate.standardOutput, gate.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
        try gate.run()
        defer { if gate.isRunning { kill(gate.processIdentifier, SIGKILL) } }
        #expect(try await listener.wait(on: BrokerTests.availability).payload == "online")
        let east = try await listener.wait(on: BrokerTests.east)
        #expect(east.json["quality"] as? String == "exact")
        kill(gate.processIdentifier, row.signal)
        let last = try await listener.wait(on: BrokerTests.availability) { $0.payload == "offline" }
        #expect(last.topic == BrokerTests.availability)
        gate.waitUntilExit()
        let later = try await Listener(at: broker, to: BrokerTests.availability)
        let kept = try await later.wait(on: BrokerTests.availability)
        #expect(kept.payload == "offline" && kept.isRetained)
    }
}
