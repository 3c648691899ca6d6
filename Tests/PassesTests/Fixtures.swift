import LibraryModel
import Passes
import Testing

/// The instant that an RFC 3339 text names.
func instant(_ text: String) throws -> WallTime { try #require(LocalTime(rfc3339: text)).instant }

/// The bytes that hexadecimal digits stand for; blanks do not count.
func hex(_ text: String) -> [UInt8] {
    let digits = text.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}

/// One key, one ring of it and one set of claims that most tests share.
struct Fixture {
    let key: SigningKey
    let issuer: PassIssuer
    let verifier: PassVerifier
    /// Claims with every part, at a place in Hangzhou.
    let claims: PassClaims

    init() throws {
        // The seed of RFC 8032 section 7.1, test 1: public, so that anybody can check the golden pass.
        key = try SigningKey(
            seed: hex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"),
            validFrom: try instant("2026-11-01T00:00:00Z"), validUntil: try instant("2027-11-01T00:00:00Z"))
        let ring = try SigningKeyRing([key])
        issuer = PassIssuer(ring: ring)
        verifier = PassVerifier(ring: ring.publicRing)
        let point = try #require(GeoPoint(latitude: 30.26345, longitude: 120.12321))
        claims = PassClaims(
            booking: BookingID(rawValue: 0x0123_4567_89AB_CDEF), campus: CampusID(rawValue: 1),
            start: try instant("2026-11-21T08:40:00+08:00"), length: .minutes(240),
            issuedAt: try instant("2026-11-21T08:35:17+08:00"), lifetime: .seconds(60),
            fix: LocationFix(point: point, accuracy: Metres(12), datum: .gcj02, age: .seconds(3)))
    }

    /// A pass as the standards spell it, put together here from parts that may lie, and signed with the right key.
    func forge(
        protected: CBORValue? = nil, unprotected: CBORValue = .map([:]), payload: [UInt8], signedBy signer: SigningKey? = nil
    ) -> String {
        let header = (protected ?? self.protected()).encoded
        let signed = [0x84, 0x6A] + Array("Signature1".utf8) + CBORValue.bytes(header).encoded + [0x40]
            + CBORValue.bytes(payload).encoded
        let signature = (signer ?? key).signature(over: signed)
        return text(.array([.bytes(header), unprotected, .bytes(payload), .bytes(signature)]))
    }

    func protected(algorithm: Int64 = -8) -> CBORValue {
        .map([1: .integer(algorithm), 4: .bytes([UInt8(key.id.rawValue >> 8), UInt8(key.id.rawValue & 0xFF)])])
    }

    func text(_ envelope: CBORValue) -> String { "GH1:" + Base45.encode(envelope.encoded) }

    /// The claims of ``claims`` as a map, to be spoiled.
    var map: [Int64: CBORValue] {
        [
            6: .integer(1_795_221_317), -1: .bytes(hex("0123456789abcdef")), -2: .integer(1), -3: .integer(29_920_360),
            -4: .integer(240), -5: .integer(60), -6: .bytes(Array(repeating: 0, count: 10)),
        ]
    }
}
