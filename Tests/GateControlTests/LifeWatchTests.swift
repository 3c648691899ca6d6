import GateControl
import GateHardware
import LibraryModel
import Logging
import ServiceLifecycle
import Testing

@Suite("The watchdog is fed while everything turns")
struct LifeWatchTests {
    private final class NotingWatchdog: Watchdog {
        let heard = Noted<WatchdogMessage>()
        var interval: Duration? { .milliseconds(2) }
        func tell(_ message: WatchdogMessage) -> Bool {
            heard.add(message)
            return true
        }
    }

    /// A log whose lines can be read.
    private struct NotingLog: LogHandler {
        let lines: Noted<String>
        var logLevel = Logger.Level.info
        var metadata: Logger.Metadata = [:]
        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }
        func log(event: LogEvent) { lines.add(event.message.description) }
    }

    @Test func `what stands still beyond its bound stops the feeding and is named once, and again when it turns`() async throws {
        let time = SimulatedTime(wall: GateUnderTest.nine)
        let (gate, camera) = (Beat(at: time.now()), Beat(at: time.now()))
        let (watchdog, lines) = (NotingWatchdog(), Noted<String>())
        let watch = LifeWatch(
            over: [
                SignOfLife("the gate", within: .seconds(5)) { gate.last },
                SignOfLife("the camera", within: .seconds(10)) { camera.last },
            ], time: time, watchdog: watchdog, logger: Logger(label: "test") { _ in NotingLog(lines: lines) })
        let services = ServiceGroup(services: [watch], logger: Logger(label: "test"))
        let running = Task { try await services.run() }
        while watchdog.heard.all.isEmpty { await Task.yield() }
        time.advance(by: .seconds(6))
        camera.mark(time.now())
        #expect(watch.hung == ["the gate"])
        while lines.all.isEmpty { await Task.yield() }
        #expect(lines.all[0].hasPrefix("the gate does not turn any more"))
        _ = watchdog.heard.takeAll()
        gate.mark(time.now())
        while watchdog.heard.all.isEmpty { await Task.yield() }
        #expect(watch.hung == [])
        #expect(lines.all.count == 2 && lines.all[1] == "the gate turns again")
        await services.triggerGracefulShutdown()
        try await running.value
    }

    @Test func `a gate's controller shows that it turns`() async throws {
        let gate = try await GateUnderTest()
        let lines = try GateLines(
            of: gate.settings.gates[0], on: SimulatedBank(time: gate.time), time: gate.time,
            cutOff: { _ in SimulatedCutOff(time: gate.time) }, alert: { _, _ in })
        let service = GateService(controller: gate.controller, lines: lines, readers: [:], time: LinuxTime())
        gate.time.advance(by: .seconds(6))
        let before = gate.time.now()
        #expect(service.controllerSign.last() < before)
        let services = ServiceGroup(services: [service], logger: Logger(label: "test"))
        let running = Task { try await services.run() }
        while service.controllerSign.last() < before { await Task.yield() }
        await services.triggerGracefulShutdown()
        try await running.value
    }
}
