import GateHardware
import Glibc
import LibraryModel
import Testing

@Suite("An output that comes back")
struct SteadyOutputTests {
    let time = SimulatedTime(wall: WallTime(seconds: 1_790_000_000))
    let bank: SimulatedBank

    init() { bank = SimulatedBank(time: time) }

    private func code(_ work: () throws -> Void) throws -> Int32 { try #require(throws: LineError.self, performing: work).code }

    @Test
    func `a line that cannot be had at the start is taken at the first use after it can`() throws {
        bank.inject(.busy, on: "lamp-red")
        let lamp = SteadyOutput("lamp-red", on: bank)
        #expect(try code { try lamp.set(true) } == EBUSY)
        bank.mend("lamp-red")
        try lamp.set(true)
        #expect(bank.level(of: "lamp-red"))
    }

    @Test
    func `a line whose chip went is let go of, and begins inactive when it is taken again`() throws {
        let relay = SteadyOutput("relay-entry", on: bank)
        try relay.set(true)
        bank.unplug()
        #expect(try code { try relay.set(true) } == ENODEV)
        #expect(bank.level(of: "relay-entry"), "the wire of a chip that is gone is nobody's here")
        bank.plugIn()
        try relay.take()
        #expect(!bank.level(of: "relay-entry"))
        try relay.set(true)
        #expect(bank.level(of: "relay-entry"))
    }

    @Test
    func `a chip that was gone between two uses costs nobody an opening`() throws {
        let relay = SteadyOutput("relay-exit", on: bank)
        bank.unplug()
        bank.plugIn()
        try relay.set(true)
        #expect(bank.level(of: "relay-exit"))
    }

    @Test
    func `a line that does not obey is free for others, and taken once`() throws {
        let lamp = SteadyOutput("lamp-red", on: bank)
        bank.inject(.failing, on: "lamp-red")
        #expect(try code { try lamp.set(true) } == EIO)
        #expect(bank.heldLines == [])
        bank.mend("lamp-red")
        try lamp.take()
        try lamp.take()
        #expect(bank.heldLines == ["lamp-red"])
    }

    @Test
    func `a pulse that the chip's loss cut off ends at rest, and the next one comes`() throws {
        let relay = PulsedOutput(
            SteadyOutput("relay-entry", on: bank), time: time, cutOff: SimulatedCutOff(time: time), report: { _ in })
        try relay.pulse(for: .milliseconds(300))
        bank.unplug()
        time.advance(by: .seconds(5))
        #expect(try code { try relay.pulse(for: .milliseconds(300)) } == ENODEV)
        bank.plugIn()
        time.advance(by: PulsedOutput.slowRetry)
        #expect(!bank.level(of: "relay-entry"))
        try relay.pulse(for: .milliseconds(300))
        #expect(bank.level(of: "relay-entry"))
        time.advance(by: .milliseconds(300))
        #expect(!bank.level(of: "relay-entry"))
    }
}
