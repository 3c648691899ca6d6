import LibraryModel
import Passes
import Testing

@Suite struct KeyRingTests {
    private static let day: Int64 = 86_400

    /// A key that is valid from one day to another, counted from 1970.
    private func key(_ seed: UInt8, from: Int64, until: Int64) throws -> SigningKey {
        try SigningKey(
            seed: Array(repeating: seed, count: 32), validFrom: WallTime(seconds: from * Self.day),
            validUntil: WallTime(seconds: until * Self.day))
    }

    private func claims(at second: Int64) -> PassClaims { Extremes.claims(issuedAt: WallTime(seconds: second)) }

    @Test func `keys roll over at the exact second, and passes of both verify`() throws {
        let old = try key(1, from: 10, until: 30)
        let new = try key(2, from: 20, until: 40)
        let ring = try SigningKeyRing([new, old])
        let (issuer, verifier) = (PassIssuer(ring: ring), PassVerifier(ring: ring.publicRing))
        let rows: [(second: Int64, signer: SigningKey?)] = [
            (10 * Self.day - 1, nil), (10 * Self.day, old), (20 * Self.day - 1, old), (20 * Self.day, new),
            (30 * Self.day, new), (40 * Self.day - 1, new), (40 * Self.day, nil),
        ]
        for (second, signer) in rows {
            #expect(ring.current(at: WallTime(seconds: second))?.id == signer?.id)
            let claims = claims(at: second)
            if let signer {
                #expect(verifier.verify(try issuer.issue(claims)) == .verified(claims, key: signer.id))
            } else {
                #expect(throws: PassError.noCurrentKey(at: claims.issuedAt)) { try issuer.issue(claims) }
            }
        }
    }

    @Test func `a pass issued outside its key's dates is of an unknown key`() throws {
        // The issuer believes in longer dates than the gate.
        let issuer = PassIssuer(ring: try SigningKeyRing([key(1, from: 0, until: 100)]))
        let gate = PassVerifier(ring: try KeyRing([key(1, from: 10, until: 30).verification]))
        for second in [10 * Self.day - 1, 30 * Self.day, 50 * Self.day] {
            #expect(gate.verify(try issuer.issue(claims(at: second))) == .rejected(.unknownKey))
        }
        for second in [10 * Self.day, 30 * Self.day - 1] {
            #expect(gate.verify(try issuer.issue(claims(at: second))).claims == claims(at: second))
        }
    }

    @Test func `a gate without the new key does not know its passes, one without the old key not the old ones`() throws {
        let old = try key(1, from: 10, until: 30)
        let new = try key(2, from: 20, until: 40)
        let (oldIssuer, newIssuer) = (PassIssuer(ring: try SigningKeyRing([old])), PassIssuer(ring: try SigningKeyRing([new])))
        let claims = claims(at: 25 * Self.day)
        let behind = PassVerifier(ring: try KeyRing([old.verification]))
        let ahead = PassVerifier(ring: try KeyRing([new.verification]))
        #expect(behind.verify(try newIssuer.issue(claims)) == .rejected(.unknownKey))
        #expect(ahead.verify(try oldIssuer.issue(claims)) == .rejected(.unknownKey))
    }

    @Test func `a ring holds 32 keys and no id twice`() throws {
        var chance = SeededChance(seed: 32)
        var ring = try SigningKeyRing()
        let (from, until) = (WallTime(seconds: 0), WallTime(seconds: Self.day))
        for count in 1...KeyRing.mostKeys {
            let (larger, added) = try ring.addingNewKey(validFrom: from, validUntil: until, using: &chance)
            ring = larger
            #expect(ring.publicRing.keys.count == count)
            #expect(ring.publicRing[added] != nil)
        }
        #expect(throws: PassError.tooManyKeys) {
            try ring.addingNewKey(validFrom: from, validUntil: until, using: &chance)
        }
        let one = try key(1, from: 0, until: 1).verification
        #expect(throws: PassError.duplicateKey(one.id)) { try KeyRing([one, one]) }
    }

    @Test func `expired keys are dropped at the instant of their end`() throws {
        let ring = try SigningKeyRing([key(1, from: 0, until: 10), key(2, from: 5, until: 20)])
        #expect(try ring.droppingKeys(endedBy: WallTime(seconds: 10 * Self.day - 1)).publicRing.keys.count == 2)
        #expect(try ring.droppingKeys(endedBy: WallTime(seconds: 10 * Self.day)).publicRing.keys.count == 1)
        #expect(try ring.droppingKeys(endedBy: WallTime(seconds: 20 * Self.day)).publicRing.keys.isEmpty)
    }

    @Test func `the same chance makes the same key, other chance another`() throws {
        func id(_ seed: UInt64) throws -> KeyID {
            var chance = SeededChance(seed: seed)
            return try SigningKey(validFrom: WallTime(seconds: 0), validUntil: WallTime(seconds: 1), using: &chance).id
        }
        #expect(try id(1) == id(1))
        #expect(try id(1) != id(2))
    }

    @Test(arguments: [(0, 0), (5, 4), (-1, 4), (0, 32_503_680_000)] as [(Int64, Int64)])
    func `dates out of order or range make no key`(from: Int64, until: Int64) {
        #expect(throws: PassError.badDates) {
            try SigningKey(
                seed: Array(repeating: 1, count: 32), validFrom: WallTime(seconds: from), validUntil: WallTime(seconds: until))
        }
    }

    @Test(arguments: [
        ("too short", Array(repeating: 1, count: 31)), ("the neutral point", [1] + Array(repeating: 0, count: 31)),
        ("not on the curve", [2] + Array(repeating: 0, count: 31)), ("not canonical", Array(repeating: 0xFF, count: 32)),
    ] as [(String, [UInt8])])
    func `bytes that are no point of the curve make no key`(what: String, bytes: [UInt8]) {
        #expect(throws: PassError.badKey, "\(what)") {
            try VerificationKey(publicKey: bytes, validFrom: WallTime(seconds: 0), validUntil: WallTime(seconds: 1))
        }
        #expect(throws: PassError.badKey) {
            try SigningKey(
                seed: Array(repeating: 1, count: 33), validFrom: WallTime(seconds: 0), validUntil: WallTime(seconds: 1))
        }
    }

    @Test func `a key id is four hexadecimal digits`() {
        #expect(KeyID("9f3A")?.description == "9f3a")
        #expect(KeyID(rawValue: 7).description == "0007")
        for text in ["", "9f3", "9f3a0", "9f3g", "+f3a", "９f3a"] { #expect(KeyID(text) == nil) }
    }
}
