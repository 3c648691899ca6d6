import Dispatch
import GateHardware
import LibraryModel
import Synchronization
import Testing

@Suite("The cut-off with a thread of its own")
struct ThreadCutOffTests {
    /// Long enough that only a fault ends it.
    static let patience = DispatchTimeInterval.seconds(30)
    let time = LinuxTime()

    /// Blocks this thread until the bell, which async code must not do: here that is the point.
    static func block(on bell: DispatchSemaphore) -> Bool { bell.wait(timeout: .now() + patience) == .success }

    @Test
    func `a relay goes off while every thread of the pool is stuck`() async throws {
        let bank = SimulatedBank(time: time)
        let wentOff = DispatchSemaphore(value: 0)
        let blocked = 64
        bank.observe { _, change in
            if !change.active { for _ in 0..<blocked { wentOff.signal() } }
        }
        let relay = PulsedOutput(try bank.output("relay-entry"), time: time, cutOff: try ThreadCutOff(time: time)) { _ in }
        try relay.pulse(for: .milliseconds(50))
        let ended = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<blocked { group.addTask { Self.block(on: wentOff) } }
            return await group.reduce(true) { $0 && $1 }
        }
        #expect(ended)
        #expect(!bank.level(of: "relay-entry"))
        let history = bank.history(of: "relay-entry")
        #expect(history.count == 2 && history[1].at - history[0].at >= .milliseconds(45))
        withExtendedLifetime(relay) {}
    }

    @Test
    func `an alarm that was armed anew does not run`() throws {
        let cutOff = try ThreadCutOff(time: time)
        let rung = DispatchSemaphore(value: 0)
        let late = Noted<Bool>()
        cutOff.arm(at: time.now() + .milliseconds(20)) {
            late.add(true)
            return nil
        }
        cutOff.disarm()
        cutOff.arm(at: time.now() + .milliseconds(40)) {
            rung.signal()
            return nil
        }
        #expect(Self.block(on: rung))
        #expect(late.all == [])
    }

    @Test
    func `an action that answers an instant runs again`() throws {
        let cutOff = try ThreadCutOff(time: time)
        let done = DispatchSemaphore(value: 0)
        let runs = Noted<Bool>()
        let time = time
        cutOff.arm(at: time.now()) {
            runs.add(true)
            if runs.all.count < 4 { return time.now() }
            done.signal()
            return nil
        }
        #expect(Self.block(on: done))
        #expect(runs.all.count == 4)
    }

    @Test
    func `it can go away while armed, and from within its own action`() throws {
        let idle = try ThreadCutOff(time: time)
        idle.arm(at: time.now() + .seconds(3600)) { nil }
        let last = Mutex<ThreadCutOff?>(try ThreadCutOff(time: time))
        let gone = DispatchSemaphore(value: 0)
        withExtendedLifetime(idle) {
            let armed = last.withLock { $0 }
            armed?.arm(at: time.now() + .milliseconds(20)) {
                last.withLock { $0 = nil }
                gone.signal()
                return nil
            }
        }
        #expect(Self.block(on: gone))
    }
}
