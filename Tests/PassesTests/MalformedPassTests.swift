import LibraryModel
import Passes
import Testing

/// Passes with a signature that holds, or an envelope that is nearly right: each differs from a good one in one thing.
@Suite struct MalformedPassTests {
    let fixture: Fixture
    init() throws { fixture = try Fixture() }

    @Test(arguments: [
        ("no iat", 6, nil), ("iat negative", 6, .integer(-1)), ("iat after 2106", 6, .integer(4_294_967_296)),
        ("iat of 64 bits", 6, .integer(.max)), ("iat as bytes", 6, .bytes([1])), ("no booking", -1, nil),
        ("booking of 7 bytes", -1, .bytes([1, 2, 3, 4, 5, 6, 7])),
        ("booking of 9 bytes", -1, .bytes([1, 2, 3, 4, 5, 6, 7, 8, 9])),
        ("booking as a number", -1, .integer(5)), ("no campus", -2, nil), ("campus 0", -2, .integer(0)),
        ("campus 24", -2, .integer(24)), ("campus 257", -2, .integer(257)), ("campus -1", -2, .integer(-1)),
        ("no start", -3, nil), ("start after 2106", -3, .integer(71_582_789)), ("start of 64 bits", -3, .integer(.max)),
        ("start negative", -3, .integer(.min)), ("no length", -4, nil), ("length 0", -4, .integer(0)),
        ("length over a day", -4, .integer(1441)), ("length of 64 bits", -4, .integer(.max)), ("no lifetime", -5, nil),
        ("lifetime 0", -5, .integer(0)), ("lifetime over 18 hours with a fix", -5, .integer(65_536)),
        ("fix of 9 bytes", -6, .bytes(Array(repeating: 0, count: 9))),
        ("fix of 11 bytes", -6, .bytes(Array(repeating: 0, count: 11))), ("fix as a number", -6, .integer(0)),
        ("fix beyond the pole", -6, .bytes(Array(repeating: 0xFF, count: 10))), ("a claim nobody knows", -7, .integer(0)),
        ("a registered claim without use here", 4, .integer(0)),
    ] as [(String, Int64, CBORValue?)])
    func `a claim out of range makes a signed pass malformed`(what: String, key: Int64, value: CBORValue?) {
        var map = fixture.map
        map[key] = value
        let text = fixture.forge(payload: CBORValue.map(map).encoded)
        #expect(fixture.verifier.verify(text) == .rejected(.malformed), "\(what)")
    }

    @Test func `a signed payload that is no map, or none that is deterministic, is malformed`() {
        let good = CBORValue.map(fixture.map).encoded
        // The first byte says seven entries in the long form; a2 reads fewer than there are; then bytes that are no CBOR.
        let payloads: [[UInt8]] = [
            [0xB8, 7] + good.dropFirst(), [0xA2] + good.dropFirst(), good + [0], [], [0xFF], Array(repeating: 0xC0, count: 40),
        ]
        for payload in payloads {
            #expect(fixture.verifier.verify(fixture.forge(payload: payload)) == .rejected(.malformed))
        }
    }

    @Test func `another header than the two of a pass makes it malformed`() {
        let payload = CBORValue.map(fixture.map).encoded
        let kid = CBORValue.bytes([UInt8(fixture.key.id.rawValue >> 8), UInt8(fixture.key.id.rawValue & 0xFF)])
        let headers: [CBORValue] = [
            .map([:]), .map([1: .integer(-8)]), .map([4: kid]), .map([1: .integer(-8), 4: .bytes([1])]),
            .map([1: .integer(-8), 4: .integer(1)]), .map([1: .integer(-8), 2: .array([.integer(4)]), 4: kid]),
            .map([1: .bytes([8]), 4: kid]), .array([]), .integer(0), .bytes([]),
        ]
        for header in headers {
            let text = fixture.forge(protected: header, payload: payload)
            #expect(fixture.verifier.verify(text) == .rejected(.malformed), "\(header)")
        }
        let unprotected = fixture.forge(unprotected: .map([4: kid]), payload: payload)
        #expect(fixture.verifier.verify(unprotected) == .rejected(.malformed))
    }

    @Test func `another envelope than an untagged COSE_Sign1 is malformed`() throws {
        let text = try fixture.issuer.issue(fixture.claims)
        let bytes = try #require(Base45.decode(text.utf8.dropFirst(4)))
        guard case .array(let items)? = CBORValue.decode(bytes) else {
            Issue.record("a pass is an array")
            return
        }
        let signature = try #require(items.last)
        let envelopes: [CBORValue] = [
            .array(Array(items.dropLast())), .array(items + [signature]), .array(items.dropLast() + [.bytes([])]),
            .array(items.dropLast() + [.bytes(Array(repeating: 0, count: 63))]), .map([0: .array(items)]), .bytes(bytes),
            .array([items[0], items[1], .integer(0), signature]), .array([items[2], items[1], items[0], signature]),
        ]
        for envelope in envelopes { #expect(fixture.verifier.verify(fixture.text(envelope)) == .rejected(.malformed)) }
        // Tag 18, which RFC 9052 section 2 gives a tagged COSE_Sign1.
        #expect(fixture.verifier.verify("GH1:" + Base45.encode([0xD2] + bytes)) == .rejected(.malformed))
    }

    @Test func `every length in a pass may lie without harm`() throws {
        let text = try fixture.issuer.issue(fixture.claims)
        let bytes = try #require(Base45.decode(text.utf8.dropFirst(4)))
        for index in bytes.indices {
            // The heads of byte strings, arrays and maps with lengths of up to 2^64 - 1.
            for head: [UInt8] in [[0x5B], [0x9B], [0xBB], [0x58], [0x9A], [0xBA]] {
                let lying = bytes[..<index] + head + Array(repeating: 0xFF, count: 8) + bytes[(index + 1)...]
                #expect(fixture.verifier.verify("GH1:" + Base45.encode(Array(lying))).claims == nil)
            }
        }
    }
}
