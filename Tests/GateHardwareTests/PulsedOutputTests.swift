import GateHardware
import LibraryModel
import Testing

/// A relay on simulated time, with everything that its bound reported.
private struct Relay {
    static let name = "relay-entry"
    let time = SimulatedTime(wall: WallTime(seconds: 1_790_000_000))
    let bank: SimulatedBank
    let alerts = Noted<PulsedOutput.Alert>()
    let pulsed: PulsedOutput

    init(bound: Duration = .seconds(1)) throws {
        bank = SimulatedBank(time: time)
        pulsed = PulsedOutput(
            try bank.output(Self.name), bound: bound, time: time, cutOff: SimulatedCutOff(time: time)
        ) { [alerts] alert in alerts.add(alert) }
    }

    /// The changes of the line in milliseconds since the start, on being positive and off negative.
    var changes: [Int64] {
        bank.history(of: Self.name).map { ($0.active ? 1 : -1) * ($0.at - .zero).inMilliseconds }
    }

    var reported: [PulsedOutput.Alert] { alerts.all }
}

@Suite("The bound of a pulse (design invariant 3)")
struct PulsedOutputTests {
    @Test
    func `a pulse ends by itself at its length to the millisecond`() throws {
        let relay = try Relay()
        relay.time.advance(by: .milliseconds(5))
        try relay.pulsed.pulse(for: .milliseconds(300))
        relay.time.advance(by: .seconds(60))
        #expect(relay.changes == [5, -305])
        #expect(relay.reported == [])
        #expect(relay.time.waiting == 0)
    }

    @Test
    func `a pulse that is ended early stays off and leaves no alarm behind`() throws {
        let relay = try Relay()
        relay.time.advance(by: .milliseconds(5))
        try relay.pulsed.pulse(for: .milliseconds(300))
        relay.time.advance(by: .milliseconds(100))
        try relay.pulsed.off()
        #expect(relay.time.waiting == 0)
        relay.time.advance(by: .seconds(1))
        #expect(relay.changes == [5, -105])
    }

    struct Second: CustomTestStringConvertible {
        let what: String
        let first: Int
        let again: Int
        let second: Int
        let off: Int64
        var testDescription: String { what }
    }

    static let seconds = [
        Second(what: "a later end lengthens", first: 300, again: 200, second: 300, off: 500),
        Second(what: "an earlier end does not shorten", first: 500, again: 100, second: 100, off: 500),
        Second(what: "the bound counts from the first", first: 800, again: 600, second: 800, off: 1000),
        Second(what: "at the last moment too", first: 1000, again: 999, second: 1000, off: 1000),
    ]

    @Test(arguments: seconds)
    func `a second pulse while the first lasts stays within the bound`(row: Second) throws {
        let relay = try Relay()
        relay.time.advance(by: .milliseconds(1))
        try relay.pulsed.pulse(for: .milliseconds(row.first))
        relay.time.advance(by: .milliseconds(row.again))
        try relay.pulsed.pulse(for: .milliseconds(row.second))
        relay.time.advance(by: .seconds(60))
        #expect(relay.changes == [1, -(row.off + 1)])
    }

    @Test
    func `a pulse after the first went off has the whole bound again`() throws {
        let relay = try Relay()
        relay.time.advance(by: .milliseconds(1))
        try relay.pulsed.pulse(for: .seconds(1))
        relay.time.advance(by: .milliseconds(1000))
        try relay.pulsed.pulse(for: .seconds(1))
        relay.time.advance(by: .seconds(60))
        #expect(relay.changes == [1, -1001, 1001, -2001])
    }

    @Test(arguments: [Duration.zero, .milliseconds(-1), .milliseconds(501), .seconds(3600)])
    func `a length outside the bound is refused and nothing is energised`(length: Duration) throws {
        let relay = try Relay(bound: .milliseconds(500))
        #expect(throws: LineError.self) { try relay.pulsed.pulse(for: length) }
        #expect(relay.changes == [])
    }

    @Test
    func `no bound is longer than the longest`() throws {
        let relay = try Relay(bound: .seconds(30))
        #expect(throws: LineError.self) { try relay.pulsed.pulse(for: .milliseconds(1001)) }
        try relay.pulsed.pulse(for: .seconds(1))
    }

    @Test
    func `a line that does not go off is reported once and tried until it does`() throws {
        let relay = try Relay()
        try relay.pulsed.pulse(for: .milliseconds(300))
        relay.bank.inject(.failing, on: Relay.name)
        relay.time.advance(by: .milliseconds(395))
        #expect(relay.bank.level(of: Relay.name))
        #expect(relay.reported.count == 1)
        relay.bank.mend(Relay.name)
        relay.time.advance(by: .seconds(1))
        // Tried at 300, 320, 340, 360 and 380; the try at 400 ms succeeds.
        #expect(relay.changes == [0, -400])
        #expect(relay.reported.last == .freed(failedTries: 5))
        #expect(relay.time.waiting == 0)
    }

    @Test
    func `after many failures it is still tried every second`() throws {
        let relay = try Relay()
        try relay.pulsed.pulse(for: .milliseconds(300))
        relay.bank.inject(.failing, on: Relay.name)
        relay.time.advance(by: .seconds(3600))
        relay.bank.mend(Relay.name)
        relay.time.advance(by: PulsedOutput.slowRetry)
        #expect(!relay.bank.level(of: Relay.name))
        #expect(relay.reported.count == 2)
    }

    @Test
    func `a line that will not go off is not pulsed again`() throws {
        let relay = try Relay()
        try relay.pulsed.pulse(for: .milliseconds(300))
        relay.bank.inject(.failing, on: Relay.name)
        relay.time.advance(by: .milliseconds(300))
        #expect(throws: LineError.self) { try relay.pulsed.pulse(for: .milliseconds(300)) }
        relay.bank.mend(Relay.name)
        #expect(throws: LineError.self) { try relay.pulsed.pulse(for: .milliseconds(300)) }
        relay.time.advance(by: .milliseconds(20))
        #expect(!relay.bank.level(of: Relay.name))
        try relay.pulsed.pulse(for: .milliseconds(300))
    }

    @Test
    func `a switch-off that fails says so and is tried again by itself`() throws {
        let relay = try Relay()
        try relay.pulsed.pulse(for: .milliseconds(300))
        relay.bank.inject(.failing, on: Relay.name)
        relay.time.advance(by: .milliseconds(100))
        #expect(throws: LineError.self) { try relay.pulsed.off() }
        relay.bank.mend(Relay.name)
        relay.time.advance(by: .milliseconds(20))
        #expect(relay.changes == [0, -100])
    }

    @Test
    func `a switch-on that fails leaves the line to be switched off`() throws {
        let relay = try Relay()
        relay.bank.inject(.failing, on: Relay.name)
        #expect(throws: LineError.self) { try relay.pulsed.pulse(for: .milliseconds(300)) }
        // The pin went on although the call failed.
        relay.bank.drive(Relay.name, true, at: relay.time.now())
        relay.bank.mend(Relay.name)
        relay.time.advance(by: PulsedOutput.retry)
        #expect(!relay.bank.level(of: Relay.name))
        #expect(relay.reported.last == .freed(failedTries: 1))
    }

    @Test
    func `the line goes off when its owner goes away`() throws {
        let time = SimulatedTime(wall: WallTime(seconds: 0))
        let bank = SimulatedBank(time: time)
        func owner() throws {
            let pulsed = PulsedOutput(try bank.output("buzzer"), time: time, cutOff: SimulatedCutOff(time: time)) { _ in }
            try pulsed.pulse(for: .seconds(1))
            #expect(bank.level(of: "buzzer"))
        }
        try owner()
        #expect(!bank.level(of: "buzzer"))
        #expect(bank.heldLines == [])
        #expect(time.waiting == 0)
    }

    /// Numbers that look like chance and are the same on every run (an xorshift).
    struct Dice {
        var state: UInt64
        mutating func roll(_ sides: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(sides))
        }
    }

    @Test(arguments: 1...50)
    func `whatever is asked, in whatever order, no stretch of energy outlasts the bound`(seed: UInt64) throws {
        let relay = try Relay()
        var dice = Dice(state: seed &* 0x9E37_79B9_7F4A_7C15)
        for _ in 0..<400 {
            switch dice.roll(8) {
            case 0...2: try? relay.pulsed.pulse(for: .milliseconds(dice.roll(1100)))
            case 3: try? relay.pulsed.off()
            default: relay.time.advance(by: .milliseconds(dice.roll(400)))
            }
        }
        relay.time.advance(by: .seconds(1))
        let changes = relay.changes
        #expect(changes.count.isMultiple(of: 2) && !changes.isEmpty)
        for index in stride(from: 0, to: changes.count - 1, by: 2) {
            #expect(-changes[index + 1] - changes[index] <= 1000)
        }
    }
}
