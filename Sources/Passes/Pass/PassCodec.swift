import LibraryModel

/// The claims of a pass as a CBOR map, which is what gets signed.
///
/// Keys follow CWT (RFC 8392) where it has the claim. The others are negative, where the IANA registry of CWT claims
/// assigns nothing, so that they take one byte and clash with no registered claim.
///
/// | key | claim | CBOR | range | bytes with key |
/// |---|---|---|---|---|
/// | 6 | `iat`, issued at, seconds since 1970 | unsigned | to 4,294,967,295 (the year 2106) | 6 |
/// | -1 | booking id | byte string | 8 bytes | 10 |
/// | -2 | campus number | unsigned | 1 to 23 | 2 |
/// | -3 | start of the booking, minutes since 1970 | unsigned | to 71,582,788 (the year 2106) | 6 |
/// | -4 | length of the booking, minutes | unsigned | 1 to 1440 | 4 |
/// | -5 | lifetime of the pass, seconds | unsigned | 1 to 86,400; with a fix to 65,535 | 6; with a fix 4 |
/// | -6 | location fix, absent where the phone gave none | byte string | 10 bytes, ``PackedFix`` | 12 |
///
/// With its first byte the map takes 45 bytes at most. The envelope (``SignedPass``) takes 78: together 123, which is 189
/// characters with the prefix, what QR version 9-Q holds. A lifetime over 18 hours belongs to printed passes, which have
/// no fix; forbidding the two together is what keeps the budget.
enum PassCodec {
    private enum Key {
        static let issuedAt: Int64 = 6
        static let booking: Int64 = -1
        static let campus: Int64 = -2
        static let start: Int64 = -3
        static let length: Int64 = -4
        static let lifetime: Int64 = -5
        static let fix: Int64 = -6
    }

    private enum Limit {
        static let seconds: ClosedRange<Int64> = 0...4_294_967_295
        static let startMinutes: ClosedRange<Int64> = 0...71_582_788
        static let lengthMinutes: ClosedRange<Int64> = 1...1440
        static let lifetime: ClosedRange<Int64> = 1...PassClaims.longestLife.components.seconds
        static let lifetimeWithFix: ClosedRange<Int64> = 1...PassClaims.longestLifeWithFix.components.seconds
    }

    /// The payload of a pass; refuses claims outside the table by name. A fix is rounded, never refused.
    static func payload(_ claims: PassClaims) throws(PassError) -> [UInt8] {
        guard CampusID.allowed.contains(claims.campus.rawValue) else { throw .claimOutOfRange("campus") }
        let lifetimes = claims.fix == nil ? Limit.lifetime : Limit.lifetimeWithFix
        var map: [Int64: CBORValue] = [
            Key.issuedAt: try whole(claims.issuedAt, per: 1, in: Limit.seconds, "issuedAt"),
            Key.booking: .bytes((0..<8).reversed().map { UInt8(truncatingIfNeeded: claims.booking.rawValue >> (8 * $0)) }),
            Key.campus: .integer(Int64(claims.campus.rawValue)),
            Key.start: try whole(claims.start, per: 60, in: Limit.startMinutes, "start"),
            Key.length: try whole(claims.length, per: 60, in: Limit.lengthMinutes, "length"),
            Key.lifetime: try whole(claims.lifetime, per: 1, in: lifetimes, "lifetime"),
        ]
        if let fix = claims.fix { map[Key.fix] = .bytes(PackedFix.bytes(fix)) }
        return CBORValue.map(map).encoded
    }

    /// The claims in a payload; nil when one is missing, unknown or out of range, or the encoding is not deterministic.
    static func claims(_ payload: [UInt8]) -> PassClaims? {
        guard let map = CBORValue.decode(payload)?.map, map.count == (map[Key.fix] == nil ? 6 : 7),
            let issuedAt = map[Key.issuedAt]?.integer, Limit.seconds.contains(issuedAt),
            let booking = map[Key.booking]?.bytes, booking.count == 8,
            let campus = map[Key.campus]?.integer.flatMap(UInt8.init(exactly:)), CampusID.allowed.contains(campus),
            let start = map[Key.start]?.integer, Limit.startMinutes.contains(start),
            let length = map[Key.length]?.integer, Limit.lengthMinutes.contains(length),
            let lifetime = map[Key.lifetime]?.integer
        else { return nil }
        var fix: LocationFix?
        if let value = map[Key.fix] {
            guard let read = value.bytes.flatMap(PackedFix.fix) else { return nil }
            fix = read
        }
        guard (fix == nil ? Limit.lifetime : Limit.lifetimeWithFix).contains(lifetime) else { return nil }
        return PassClaims(
            booking: BookingID(rawValue: booking.reduce(0) { $0 << 8 | UInt64($1) }), campus: CampusID(rawValue: campus),
            start: WallTime(seconds: start * 60), length: .seconds(length * 60), issuedAt: WallTime(seconds: issuedAt),
            lifetime: .seconds(lifetime), fix: fix)
    }

    /// `time` in whole units of `unit` seconds.
    private static func whole(
        _ time: WallTime, per unit: Int64, in range: ClosedRange<Int64>, _ claim: String
    ) throws(PassError) -> CBORValue {
        let (count, rest) = time.milliseconds.quotientAndRemainder(dividingBy: unit * 1000)
        guard rest == 0, range.contains(count) else { throw .claimOutOfRange(claim) }
        return .integer(count)
    }

    /// `duration` in whole units of `unit` seconds.
    private static func whole(
        _ duration: Duration, per unit: Int64, in range: ClosedRange<Int64>, _ claim: String
    ) throws(PassError) -> CBORValue {
        let (seconds, attoseconds) = duration.components
        let (count, rest) = seconds.quotientAndRemainder(dividingBy: unit)
        guard attoseconds == 0, rest == 0, range.contains(count) else { throw .claimOutOfRange(claim) }
        return .integer(count)
    }
}
