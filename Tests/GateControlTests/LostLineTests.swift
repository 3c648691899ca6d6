import GateControl
import GateHardware
import LaneControl
import LibraryModel
import LibraryRules
import Testing

@Suite("A line that is lost is its lane's fault until it is back")
struct LostLineTests {
    static let gone = LineError(call: "wait for it", code: 19, advice: "the chip is gone")

    struct Row: Sendable, CustomTestStringConvertible {
        let input: LaneInput
        /// What a good pass is told meanwhile.
        let code: DecisionCode
        let state: LaneStatus.State

        var testDescription: String { "\(input.rawValue): \(code.rawValue)" }
    }

    static let rows = [
        Row(input: .ready, code: .gateFault, state: .fault),
        Row(input: .passageIn, code: .gateFault, state: .fault),
        Row(input: .passageOut, code: .entry, state: .fault),
        Row(input: .fire, code: .entry, state: .fault),
        Row(input: .buttonAdmit, code: .entry, state: .idle),
        Row(input: .buttonRelease, code: .entry, state: .idle),
        Row(input: .switchHold, code: .entry, state: .idle),
        Row(input: .switchOpen, code: .entry, state: .idle),
    ]

    /// What was told of the lines of a lane.
    private func news(_ gate: GateUnderTest, at lane: LaneID = GateUnderTest.inside) -> [String] {
        gate.told.all.filter { $0.lane == lane }.compactMap { happening in
            switch happening.what {
            case .lineFault(let words): words
            case .linesMended: "mended"
            default: nil
            }
        }
    }

    @Test("an input", arguments: rows)
    func input(row: Row) async throws {
        let gate = try await GateUnderTest(turnstile: "ready-input: true")
        try await gate.fill(2)
        for _ in 0..<3 { await gate.controller.lost(row.input, Self.gone, at: GateUnderTest.inside) }
        var status = try await gate.status()
        #expect(status.gpio == "fault" && status.needsCare && status.state == row.state)
        #expect(status.advice.count == 1 && status.advice[0].hasSuffix(Self.gone.description))
        #expect(news(gate) == status.advice, "told once")
        #expect(try await gate.status(of: GateUnderTest.outside).gpio == "ok")
        try await gate.present(1)
        #expect(gate.toldCodes == [row.code])
        await gate.press(.buttonRelease)
        #expect(gate.pulses(.exit) == 1, "whoever leaves is let go")
        await gate.advance(by: .seconds(10))
        await gate.controller.level(row.input, active: row.input == .ready, at: GateUnderTest.inside)
        await gate.advance(by: .seconds(1))
        status = try await gate.status()
        #expect(status.gpio == "ok" && !status.needsCare && status.state == .idle)
        #expect(news(gate).last == "mended")
        try await gate.present(2)
        #expect(gate.toldCodes.last == .entry)
    }

    @Test func `an edge heals an input as well as a level does`() async throws {
        let gate = try await GateUnderTest()
        await gate.controller.lost(.passageIn, Self.gone, at: GateUnderTest.inside)
        await gate.goThrough()
        #expect(try await gate.status().gpio == "ok")
    }

    @Test func `a fire input that is lost frees nobody, and traps nobody whom it had freed`() async throws {
        let gate = try await GateUnderTest()
        await gate.controller.lost(.fire, Self.gone, at: GateUnderTest.inside)
        await gate.advance(by: .seconds(5))
        #expect(try await gate.status().mode == .normal)
        #expect(gate.pulses(.entry) == 0 && gate.pulses(.exit) == 0)
        await gate.drive(.fire, true)
        await gate.advance(by: .seconds(1))
        await gate.controller.lost(.fire, Self.gone, at: GateUnderTest.inside)
        let before = gate.pulses(.exit)
        await gate.advance(by: .seconds(30))
        #expect(try await gate.status().mode == .emergency)
        #expect(gate.pulses(.exit) > before)
        await gate.controller.level(.fire, active: false, at: GateUnderTest.inside)
        await gate.advance(by: .seconds(1))
        #expect(try await gate.status().mode == .normal)
    }

    @Test func `outputs of a chip that goes are faults within a second, and at rest when it is back`() async throws {
        let gate = try await GateUnderTest()
        try await gate.fill(2)
        let relay = GateUnderTest.line("relay-entry", GateUnderTest.inside)
        await gate.press(.buttonAdmit, for: .milliseconds(50))
        #expect(gate.bank.level(of: relay))
        gate.bank.unplug()
        await gate.advance(by: .seconds(1))
        await gate.controller.catchUp()
        for lane in [GateUnderTest.inside, GateUnderTest.outside] {
            #expect(try await gate.status(of: lane).state == .fault)
            #expect(try await gate.status(of: lane).advice.count == 5)
        }
        await gate.advance(by: .seconds(10))
        try await gate.present(1)
        #expect(gate.toldCodes == [.gateFault])
        gate.bank.plugIn()
        await gate.advance(by: .seconds(1))
        await gate.controller.catchUp()
        #expect(!gate.bank.level(of: relay))
        #expect(try await gate.status().gpio == "ok")
        #expect(news(gate).count == 6 && news(gate).last == "mended")
        try await gate.present(2)
        #expect(gate.toldCodes.last == .entry && gate.bank.level(of: relay))
    }

    @Test func `a lamp that comes back shows what it should`() async throws {
        let gate = try await GateUnderTest()
        let lamp = GateUnderTest.line("lamp-green", GateUnderTest.inside)
        await gate.drive(.fire, true)
        await gate.advance(by: .seconds(1))
        #expect(gate.bank.level(of: lamp))
        gate.bank.inject(.gone, on: lamp)
        await gate.controller.catchUp()
        gate.bank.drive(lamp, false, at: gate.time.now())
        gate.bank.mend(lamp)
        #expect(!gate.bank.level(of: lamp))
        await gate.controller.catchUp()
        #expect(gate.bank.level(of: lamp))
    }
}
