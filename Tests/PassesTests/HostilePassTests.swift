import LibraryModel
import Passes
import Testing

/// Design invariant 8: bad input ends in a clear refusal, never in a crash or an opened lane.
@Suite struct HostilePassTests {
    let fixture: Fixture
    let valid: String
    let binary: [UInt8]

    init() throws {
        fixture = try Fixture()
        valid = try fixture.issuer.issue(fixture.claims)
        binary = try #require(Base45.decode(valid.utf8.dropFirst(4)))
    }

    private func verdict(_ text: String) -> PassVerdict { fixture.verifier.verify(text) }

    @Test(arguments: [
        "", "G", "GH", "GH1", "GH:", "gh1:ABC", " GH1:", "https://example.org", "GHX:1", "GH1234:1", "HC1:AB", "ＧＨ１:",
    ])
    func `what does not begin like a pass is not a pass`(text: String) {
        #expect(verdict(text) == .rejected(.notAPass))
    }

    @Test(arguments: ["GH2:", "GH2:ABC", "GH0:", "GH01:", "GH10:ABC", "GH999:"])
    func `a pass of another version is named so`(text: String) {
        #expect(verdict(text) == .rejected(.unsupportedVersion))
    }

    @Test func `a pass cut anywhere is malformed, or not a pass within the prefix`() {
        for count in 0..<valid.utf8.count {
            let cut = Array(valid.utf8.prefix(count))
            #expect(fixture.verifier.verify(cut) == .rejected(count < 4 ? .notAPass : .malformed))
        }
        for count in 0..<binary.count {
            #expect(verdict("GH1:" + Base45.encode(Array(binary.prefix(count)))) == .rejected(.malformed))
        }
    }

    @Test func `anything behind a pass makes it malformed`() {
        #expect(verdict(valid + " ") == .rejected(.malformed))
        #expect(verdict(valid + "\n") == .rejected(.malformed))
        #expect(verdict(valid + "000") == .rejected(.malformed))
        #expect(verdict(valid + valid) == .rejected(.malformed))
    }

    @Test func `no single bit of the text can change`() {
        let text = Array(valid.utf8)
        for index in text.indices {
            for bit in 0..<8 {
                var flipped = text
                flipped[index] ^= 1 << UInt8(bit)
                #expect(fixture.verifier.verify(flipped).claims == nil)
            }
        }
    }

    @Test func `no single bit of the signed bytes can change`() {
        for index in binary.indices {
            for bit in 0..<8 {
                var flipped = binary
                flipped[index] ^= 1 << UInt8(bit)
                #expect(verdict("GH1:" + Base45.encode(flipped)).claims == nil)
            }
        }
    }

    @Test func `the other signature that the same key allows in theory is refused`() {
        // S + L, where L is the order of the curve (RFC 8032 section 5.1), little-endian.
        let order = hex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010")
        var changed = binary
        var carry = 0
        for index in 0..<32 {
            let sum = Int(changed[changed.count - 32 + index]) + Int(order[index]) + carry
            changed[changed.count - 32 + index] = UInt8(sum & 0xFF)
            carry = sum >> 8
        }
        #expect(carry == 0)
        #expect(verdict("GH1:" + Base45.encode(changed)) == .rejected(.badSignature))
    }

    @Test func `another algorithm is another version`() {
        let payload = CBORValue.map(fixture.map).encoded
        #expect(verdict(fixture.forge(payload: payload)).claims != nil)
        for algorithm: Int64 in [-7, -19, -37, 0, 5] {
            let text = fixture.forge(protected: fixture.protected(algorithm: algorithm), payload: payload)
            #expect(verdict(text) == .rejected(.unsupportedVersion))
        }
    }

    @Test func `a key that the ring does not hold is unknown, under our id its signature is bad`() throws {
        let other = try SigningKey(
            seed: Array(repeating: 3, count: 32), validFrom: fixture.key.verification.validFrom,
            validUntil: fixture.key.verification.validUntil)
        let foreign = try PassIssuer(ring: SigningKeyRing([other])).issue(fixture.claims)
        #expect(verdict(foreign) == .rejected(.unknownKey))
        let payload = CBORValue.map(fixture.map).encoded
        #expect(verdict(fixture.forge(payload: payload, signedBy: other)) == .rejected(.badSignature))
    }

    @Test func `a signature that holds does not excuse bad claims, and bad claims are not looked at before it holds`() throws {
        let bad = CBORValue.map(fixture.map.merging([-2: .integer(24)]) { $1 }).encoded
        let other = try SigningKey(
            seed: Array(repeating: 3, count: 32), validFrom: fixture.key.verification.validFrom,
            validUntil: fixture.key.verification.validUntil)
        #expect(verdict(fixture.forge(payload: bad)) == .rejected(.malformed))
        #expect(verdict(fixture.forge(payload: bad, signedBy: other)) == .rejected(.badSignature))
    }

    @Test func `twenty thousand random strings are all refused`() {
        var chance = SeededChance(seed: 20_000)
        let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:".utf8)
        func random(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 0...255, using: &chance) } }
        for round in 0..<20_000 {
            let count = Int.random(in: 0...600, using: &chance)
            let bytes: [UInt8]
            switch round % 4 {
            case 0: bytes = random(count)
            case 1: bytes = Array("GH1:".utf8) + (0..<count).map { _ in alphabet.randomElement(using: &chance) ?? 0 }
            case 2: bytes = Array(("GH1:" + Base45.encode(random(count / 2))).utf8)
            default:
                var spoiled = binary
                for _ in 0...count % 4 {
                    spoiled[Int.random(in: 0..<spoiled.count, using: &chance)] ^= .random(in: 1...255, using: &chance)
                }
                bytes = Array(("GH1:" + Base45.encode(spoiled)).utf8)
            }
            // Two spoilings of one byte could undo each other; then it is the pass itself.
            guard bytes != Array(valid.utf8) else { continue }
            #expect(fixture.verifier.verify(bytes).claims == nil)
        }
    }
}
