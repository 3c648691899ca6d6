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
