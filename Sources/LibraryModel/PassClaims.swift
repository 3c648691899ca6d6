/// What a pass says once its signature holds (design section 4).
public struct PassClaims: Hashable, Sendable {
    public let booking: BookingID
    public let campus: CampusID
    /// Start of the booking; whole minutes.
    public let start: WallTime
    /// Length of the booking; whole minutes, 1 to 1440.
    public let length: Duration
    /// When the pass was issued; whole seconds.
    public let issuedAt: WallTime
    /// How long it may be shown; whole seconds, from 1 to ``longestLife``, with a fix to ``longestLifeWithFix``.
    public let lifetime: Duration
    public let fix: LocationFix?

    public init(
        booking: BookingID, campus: CampusID, start: WallTime, length: Duration, issuedAt: WallTime, lifetime: Duration,
        fix: LocationFix? = nil
    ) {
        (self.booking, self.campus, self.start, self.length) = (booking, campus, start, length)
        (self.issuedAt, self.lifetime, self.fix) = (issuedAt, lifetime, fix)
    }

    public var id: PassID { PassID(booking: booking, issuedAt: issuedAt) }
    public var end: WallTime { start + length }
    public var expiresAt: WallTime { issuedAt + lifetime }

    /// Design section 4.
    public static let longestLife = Duration.seconds(86_400)
    public static let longestLifeWithFix = Duration.seconds(65_535)

    /// On paper, for a patron without a phone (R23): it lives to the end of its booking. Nil when that has passed, or lies
    /// further off than a pass can live.
    public init?(printed booking: Booking, issuedAt: WallTime, fix: LocationFix?) {
        let life = booking.end - issuedAt
        guard life > .zero, life <= (fix == nil ? Self.longestLife : Self.longestLifeWithFix) else { return nil }
        self.init(
            booking: booking.id, campus: booking.campus, start: booking.start, length: booking.end - booking.start,
            issuedAt: issuedAt, lifetime: life, fix: fix)
    }
}

extension Geofence {
    /// For whoever stands there, and vouches that the patron does too: the middle of the ground, or a corner, which belongs
    /// to it.
    public var vouchedFix: LocationFix? {
        let point: GeoPoint? = switch shape {
        case .circle(let centre, _): centre
        case .polygon(let corners): corners.first
        }
        return point.map { LocationFix(point: $0, accuracy: Metres(1), datum: datum, age: .zero) }
    }
}

/// The pass's own id: a booking has no two passes of one second.
public struct PassID: Hashable, Codable, Sendable {
    public let booking: BookingID
    public let issuedAt: WallTime

    public init(booking: BookingID, issuedAt: WallTime) { (self.booking, self.issuedAt) = (booking, issuedAt) }
}

/// Why a code is not a pass that can be believed, before any rule is asked.
public enum PassRejection: String, Codable, Sendable, CaseIterable {
    case notAPass = "not_a_pass"
    case malformed
    case unsupportedVersion = "unsupported_version"
    case unknownKey = "unknown_key"
    case badSignature = "bad_signature"
}
