public import LibraryModel

/// A public key that gates hold, and the time in which passes may be issued under it: `[validFrom, validUntil)`.
public struct VerificationKey: Hashable, Sendable {
    public let id: KeyID
    /// Ed25519, 32 bytes (RFC 8032 section 5.1.5).
    public let publicKey: [UInt8]
    public let validFrom: WallTime
    /// The first instant at which no pass may be issued under the key any more.
    public let validUntil: WallTime

    /// The instants that a key's dates may take: the years 1970 to 2999.
    public static let allowedDates = WallTime(milliseconds: 0)...WallTime(seconds: 32_503_679_999)

    /// Refuses bytes that are no Ed25519 key and dates that are out of order or outside ``allowedDates``.
    public init(publicKey: [UInt8], validFrom: WallTime, validUntil: WallTime) throws(PassError) {
        guard Ed25519.isPublicKey(publicKey), let id = KeyID(bytes: Array(Ed25519.sha256(publicKey).prefix(2))) else {
            throw .badKey
        }
        guard validFrom < validUntil, Self.allowedDates.contains(validFrom), Self.allowedDates.contains(validUntil)
        else { throw .badDates }
        (self.id, self.publicKey, self.validFrom, self.validUntil) = (id, publicKey, validFrom, validUntil)
    }

    /// Whether a pass may be issued under this key at `instant`; the end does not belong to it.
    public func isValid(at instant: WallTime) -> Bool { validFrom <= instant && instant < validUntil }
}
