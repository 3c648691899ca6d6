import GateControl
import GateHardware
import LibraryModel
import LibraryStore
import Testing

@Suite("no code crashes the gate or opens the entry (design invariant 8)")
struct HostileCodeTests {
    @Test(arguments: 1...4)
    func `any bytes are refused, recorded once, and open nothing`(seed: UInt64) async throws {
        let count = 900
        var chance = SeededChance(seed: seed)
        let gate = try await GateUnderTest()
        try await gate.fill(1)
        let good = try gate.pass(1)
        for _ in 0..<count { try await gate.present(Self.code(from: good, using: &chance)) }
        #expect(gate.toldCodes.count == count)
        #expect(gate.toldCodes.allSatisfy { !$0.admits })
        #expect(try await gate.recorded().count == count)
        #expect(gate.pulses(.entry) == 0 && gate.pulses(.exit) == 0)
        #expect(try await gate.seats() == [0, 0])
        #expect(await gate.controller.backlog() == RecordKeeper.Backlog())
    }

    /// Plain noise, noise behind the prefix, and a good pass with some bytes changed, cut or added.
    private static func code(from good: [UInt8], using chance: inout SeededChance) -> [UInt8] {
        let noise = (0..<Int.random(in: 0...600, using: &chance)).map { _ in UInt8.random(in: 0...255, using: &chance) }
        switch Int.random(in: 0..<5, using: &chance) {
        case 0: return noise
        case 1: return Array("GH1:".utf8) + noise
        case 2: return Array(good.dropLast(Int.random(in: 1..<good.count, using: &chance)))
        case 3: return good + noise + [0x30]
        default:
            var changed = good
            let place = Int.random(in: 4..<good.count, using: &chance)
            changed[place] = changed[place] == 0x41 ? 0x42 : 0x41
            return changed
        }
    }

    @Test func `after five bad codes the lane rests from bad ones, and a good pass still enters`() async throws {
        let gate = try await GateUnderTest()
        try await gate.fill(2)
        for _ in 0..<7 { try await gate.present(Array("no pass".utf8)) }
        #expect(gate.toldCodes == Array(repeating: .notAPass, count: 5) + [.rateLimited, .rateLimited])
        try await gate.enter(1)
        #expect(gate.toldCodes.last == .entry)
        await gate.advance(by: .seconds(31))
        try await gate.present(Array("no pass".utf8))
        #expect(gate.toldCodes.last == .notAPass)
        #expect(try await gate.recorded().count == 9)
    }

    @Test func `one lane's bad codes do not tire another lane`() async throws {
        let gate = try await GateUnderTest(gates: 2)
        for _ in 0..<7 { try await gate.present(Array("no pass".utf8)) }
        try await gate.present(Array("no pass".utf8), at: LaneID(rawValue: "side-in"))
        #expect(gate.toldCodes.last == .notAPass)
    }

    @Test func `a lane that nobody has is nothing`() async throws {
        let gate = try await GateUnderTest()
        let answer = await gate.controller.present(Array("x".utf8), at: LaneID(rawValue: "nowhere"), seen: gate.time.now())
        #expect(answer == nil)
        #expect(gate.toldCodes.isEmpty)
        #expect(try await gate.recorded().isEmpty)
    }
}
