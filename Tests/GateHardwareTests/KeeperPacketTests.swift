import GateHardware
import LibraryModel
import Testing

@Suite("What goes between the controller and the keeper of its relays")
struct KeeperPacketTests {
    static let allWishes: [KeeperOrder.Wish] = [
        .pulse(line: 0, until: Instant(nanoseconds: 1)), .pulse(line: 63, until: Instant(nanoseconds: .max)), .off(line: 5),
        .probe(line: 63), .beat,
    ]

    @Test("an order is read as it was written", arguments: allWishes)
    func orders(_ wish: KeeperOrder.Wish) {
        for number in [0, 1, 0x0102_0304, UInt32.max] {
            let order = KeeperOrder(wish, number: number)
            #expect(KeeperOrder(order.packet) == order)
        }
    }

    static let error = LineError(call: "request relay-entry", code: 16, advice: "the line is in use by `某人`")
    static let saidAnswers: [KeeperAnswer] = [
        .done(number: 7), .refused(number: .max, error), .refused(number: 0, LineError(call: "", code: 4095, advice: "")),
        .stuck(line: 63, error), .freed(line: 2, failedTries: 812),
    ]

    @Test("an answer is read as it was written", arguments: saidAnswers)
    func answers(_ answer: KeeperAnswer) { #expect(KeeperAnswer(answer.packet) == answer) }

    @Test("a text that is too long is cut between characters")
    func longTexts() {
        let long = String(repeating: "卡", count: 4000)
        let answer = KeeperAnswer.refused(number: 1, LineError(call: long, code: 5, advice: long))
        #expect(answer.packet.count <= KeeperAnswer.largest)
        guard case .refused(1, let error) = KeeperAnswer(answer.packet) else {
            Issue.record("it is not read any more")
            return
        }
        #expect(error.call.count == 160 && error.call.allSatisfy { $0 == "卡" } && error.advice == error.call)
    }

    /// One packet that is no order or answer, made from a good one.
    struct Bad: CustomTestStringConvertible, Sendable {
        let what: String
        let packet: [UInt8]
        var testDescription: String { what }

        init(_ what: String, _ good: [UInt8], _ change: (inout [UInt8]) -> Void) {
            var packet = good
            change(&packet)
            (self.what, self.packet) = (what, packet)
        }
    }

    static let pulse = KeeperOrder(.pulse(line: 1, until: Instant(nanoseconds: 5)), number: 9).packet
    static let beat = KeeperOrder(.beat, number: 9).packet
    static let badOrders = [
        Bad("empty", pulse) { $0 = [] },
        Bad("a byte short", pulse) { $0.removeLast() },
        Bad("a byte long", pulse) { $0.append(0) },
        Bad("another version", pulse) { $0[0] = 2 },
        Bad("version 0", pulse) { $0[0] = 0 },
        Bad("wish 0", pulse) { $0[1] = 0 },
        Bad("wish 5", pulse) { $0[1] = 5 },
        Bad("line 64", pulse) { $0[2] = 64 },
        Bad("something where nothing is", pulse) { $0[3] = 1 },
        Bad("a pulse without an end", pulse) { $0[8] = 0 },
        Bad("a pulse that ends before the clock began", pulse) { $0[15] = 0x80 },
        Bad("off with an end", pulse) { $0[1] = 2 },
        Bad("a probe with an end", pulse) { $0[1] = 3 },
        Bad("a beat of a line", beat) { $0[2] = 1 },
        Bad("a beat with an end", beat) { $0[9] = 1 },
        Bad("an answer", KeeperAnswer.refused(number: 1, error).packet) { _ in },
    ]

    @Test("what is not exactly an order is none", arguments: badOrders)
    func badOrder(_ row: Bad) { #expect(KeeperOrder(row.packet) == nil) }

    static let done = KeeperAnswer.done(number: 1).packet
    static let refused = KeeperAnswer.refused(number: 1, LineError(call: "ab", code: 5, advice: "cd")).packet
    static let freed = KeeperAnswer.freed(line: 1, failedTries: 1).packet
    static let stuck = KeeperAnswer.stuck(line: 1, LineError(call: "ab", code: 5, advice: "cd")).packet
    static let badAnswers = [
        Bad("empty", done) { $0 = [] },
        Bad("half a head", done) { $0 = Array($0.prefix(8)) },
        Bad("another version", done) { $0[0] = 2 },
        Bad("kind 0", done) { $0[1] = 0 },
        Bad("kind 5", done) { $0[1] = 5 },
        Bad("line 64", stuck) { $0[2] = 64 },
        Bad("something where nothing is", done) { $0[3] = 1 },
        Bad("done at a line", done) { $0[2] = 1 },
        Bad("done with an errno", done) { $0[8] = 5 },
        Bad("done with a text", done) { $0.append(0x61) },
        Bad("done that speaks of a text", done) { $0[12] = 1 },
        Bad("a refusal of a line", refused) { $0[2] = 1 },
        Bad("a refusal without an errno", refused) { $0[8] = 0 },
        Bad("an errno that Linux has not", refused) { $0[9] = 0x10 },
        Bad("a call longer than the packet", refused) { $0[12] = 200 },
        Bad("an advice longer than the packet", refused) { $0[14] = 3 },
        Bad("a byte behind the texts", refused) { $0.append(0x61) },
        Bad("a text that is not UTF-8", refused) { $0[16] = 0xFF },
        Bad("a character that two texts share", refused) { ($0[17], $0[18]) = (0xC3, 0xA4) },
        Bad("a stuck line with a number", stuck) { $0[4] = 1 },
        Bad("a freed line with an errno", freed) { $0[8] = 5 },
        Bad("larger than any answer", refused) {
            ($0[12], $0[13], $0[14], $0[15]) = (0xE1, 0x01, 0xE0, 0x01)
            $0 = Array($0.prefix(16)) + Array(repeating: 0x61, count: 961)
        },
    ]

    @Test("what is not exactly an answer is none", arguments: badAnswers)
    func badAnswer(_ row: Bad) { #expect(KeeperAnswer(row.packet) == nil) }

    @Test("no bytes of any kind do harm")
    func anyBytes() {
        var chance = SeededChance(seed: 20_260_301)
        for _ in 0..<20_000 {
            var packet = (0..<Int.random(in: 0...40, using: &chance)).map { _ in UInt8.random(in: 0...5, using: &chance) }
            if let order = KeeperOrder(packet) { #expect(order.packet == packet) }
            if !packet.isEmpty { packet[0] = 1 }
            if let answer = KeeperAnswer(packet) { #expect(answer.packet == packet) }
        }
    }
}
