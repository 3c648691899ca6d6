import LibraryModel
import Passes
import Secrets
import Testing

@Suite("the changing code of a kiosk")
struct KioskCodeTests {
    private let codes: KioskCode
    private let lane = LaneID(rawValue: "east-in")
    /// The start of a step.
    private let nine = WallTime(milliseconds: 1_795_222_800_000)
    private let code: String

    init() throws {
        codes = KioskCode(key: try Self.key(1))
        code = try #require(codes.make(lane, at: nine))
    }

    private static func key(_ seed: UInt64) throws -> AuthenticationKey {
        var chance = SeededChance(seed: seed)
        return try AuthenticationKey(using: &chance)
    }

    @Test("reads LANE.STEP.MAC; the MAC is HMAC-SHA-512 cut short, as other programs compute it too")
    func golden() { #expect(code == "east-in.5xrkk0.1727c1da04416bc8") }

    @Test("is good from one step before its own until 90 s after its start", arguments: [
        (-5.001, KioskVerdict.expired), (-5, .valid(LaneID(rawValue: "east-in"))), (0, .valid(LaneID(rawValue: "east-in"))),
        (4.999, .valid(LaneID(rawValue: "east-in"))), (5, .valid(LaneID(rawValue: "east-in"))),
        (89.999, .valid(LaneID(rawValue: "east-in"))), (90, .expired), (86_400, .expired), (-86_400, .expired),
    ])
    func life(seconds: Double, verdict: KioskVerdict) {
        #expect(codes.check(code, at: nine + .milliseconds(Int(seconds * 1000))) == verdict)
    }

    @Test("changes every five seconds and says when")
    func steps() {
        #expect(codes.make(lane, at: nine + .milliseconds(4999)) == code)
        #expect(codes.make(lane, at: nine + .seconds(5)) != code)
        #expect(codes.make(lane, at: nine - .milliseconds(1)) != code)
        #expect(KioskCode.change(after: nine) == nine + .seconds(5))
        #expect(KioskCode.change(after: nine + .milliseconds(4999)) == nine + .seconds(5))
        #expect(KioskCode.end(ofCodeAt: nine + .milliseconds(4999)) == nine + .seconds(90))
        #expect(KioskCode.change(after: WallTime(milliseconds: -1)) == WallTime(milliseconds: 0))
    }

    @Test("of the longest lane name in the farthest year still fits and needs no escape in a URL")
    func longest() throws {
        let lane = LaneID(rawValue: String(repeating: "z", count: 32))
        let farthest = WallTime(seconds: 32_503_679_999)
        let code = try #require(codes.make(lane, at: farthest))
        #expect(code.utf8.count <= KioskCode.longest)
        let plain = Set("abcdefghijklmnopqrstuvwxyz0123456789-.")
        #expect(code.allSatisfy(plain.contains))
        #expect(codes.check(code, at: farthest) == .valid(lane))
    }

    @Test("is not made for what is no lane's name, nor before 1970", arguments: [
        "", "East", "1-in", "-in", "east.in", "east in", "东", "east/in", String(repeating: "a", count: 33),
    ])
    func noLane(name: String) {
        #expect(codes.make(LaneID(rawValue: name), at: nine) == nil)
        #expect(codes.make(lane, at: WallTime(milliseconds: -1)) == nil)
        #expect(codes.make(lane, at: WallTime(milliseconds: 0)) != nil)
    }

    @Test("of another lane, another step or another key is forged")
    func forged() throws {
        let parts = code.split(separator: ".").map(String.init)
        #expect(codes.check("west-in.\(parts[1]).\(parts[2])", at: nine) == .forged)
        let later = try #require(codes.make(lane, at: nine + .seconds(5))).split(separator: ".")[1]
        #expect(codes.check("east-in.\(later).\(parts[2])", at: nine) == .forged)
        let other = try #require(KioskCode(key: try Self.key(2)).make(lane, at: nine))
        #expect(codes.check(other, at: nine) == .forged)
        #expect(codes.check("east-in.\(parts[1]).0000000000000000", at: nine) == .forged)
    }

    @Test("cannot be cut, lengthened or changed by a bit")
    func everyChange() {
        let bytes = Array(code.utf8)
        for count in bytes.indices { #expect(codes.check(bytes.prefix(count), at: nine) == .malformed) }
        for extra: UInt8 in 0...255 {
            #expect(codes.check(bytes + [extra], at: nine) == .malformed)
            #expect(codes.check([extra] + bytes, at: nine).isRefusal)
        }
        for index in bytes.indices {
            for bit in 0..<8 {
                var changed = bytes
                changed[index] ^= 1 << UInt8(bit)
                #expect(codes.check(changed, at: nine).isRefusal)
            }
        }
    }

    @Test("has one spelling", arguments: [
        (".", ".0"), (".", ".+"), (".", ".-"), (".", "..") , ("east", "EAST"), ("east-in", ""),
    ])
    func spelling(old: String, new: String) {
        #expect(codes.check(code.replacing(old, with: new, maxReplacements: 1), at: nine) == .malformed)
        #expect(codes.check(code.uppercased(), at: nine) == .malformed)
        let mac = code.split(separator: ".")[2]
        if mac.uppercased() != mac {
            #expect(codes.check(code.replacing(mac, with: mac.uppercased()), at: nine) == .malformed)
        }
    }

    @Test("is refused without a crash whatever the bytes are", arguments: [
        "", ".", "..", "...", "a.0.", "a.zzzzzzzzzzzzzzzzzzzz.0000000000000000", "a.zzzzzzzzz.0000000000000000",
        "a.-1.0000000000000000", "GH1:ABC", "https://example.org/#k=a.1.2", "\u{0}.\u{0}.\u{0}",
        String(repeating: ".", count: 64), String(repeating: "a", count: 1_000_000),
    ])
    func hostile(text: String) {
        #expect(codes.check(text, at: nine) == .malformed)
    }

    @Test("is refused at the ends of time without a crash")
    func endsOfTime() {
        for time in [WallTime(milliseconds: 0), WallTime(seconds: 32_503_679_999), WallTime(seconds: -1_000_000_000_000)] {
            #expect(codes.check(code, at: time) == .expired)
        }
        #expect(codes.check("a.zzzzzzzz.0000000000000000", at: nine) == .forged)
    }

    @Test("twenty thousand random texts are all refused")
    func random() {
        var chance = SeededChance(seed: 77)
        let alphabet = Array("abcdefghijklmnopqrstuvwxyz0123456789-.".utf8)
        for round in 0..<20_000 {
            let count = Int.random(in: 0...70, using: &chance)
            let bytes: [UInt8] = (0..<count).map { _ in
                round.isMultiple(of: 2) ? .random(in: 0...255, using: &chance) : alphabet.randomElement(using: &chance) ?? 0
            }
            #expect(codes.check(bytes, at: nine).isRefusal)
        }
    }
}

extension KioskVerdict {
    var isRefusal: Bool { if case .valid = self { false } else { true } }
}
