public import LibraryModel

/// Makes passes. There is one place that does, and it alone holds secret keys.
public struct PassIssuer: Sendable {
    private let ring: SigningKeyRing

    /// Passes are signed with the key of `ring` that is current when each is issued.
    public init(ring: SigningKeyRing) { self.ring = ring }

    /// The text of a pass, at most ``longestText`` characters, all of the QR alphanumeric set.
    ///
    /// Throws `claimOutOfRange` for claims that `PassCodec` cannot hold and `noCurrentKey` when no key may sign at
    /// that instant. A fix is rounded to 1e-5 degrees and whole metres and seconds, never refused.
    ///
    /// - Parameter instant: by which the key is chosen; nil is when the pass is issued. A clock that is not believed must
    ///   not begin the next key.
    public func issue(_ claims: PassClaims, keyAt instant: WallTime? = nil) throws(PassError) -> String {
        let payload = try PassCodec.payload(claims)
        let instant = instant ?? claims.issuedAt
        guard let key = ring.current(at: instant) else { throw .noCurrentKey(at: instant) }
        let signature = key.signature(over: SignedPass.signedBytes(key: key.id, payload: payload))
        return SignedPass(key: key.id, payload: payload, signature: signature).text
    }

    /// The most characters of an issued pass: what QR version 9-Q holds in alphanumeric mode (ISO/IEC 18004 table 7).
    public static let longestText = 189
}
