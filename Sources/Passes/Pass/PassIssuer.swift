public import LibraryModel

/// Makes passes. There is one place that does, and it alone holds secret keys.
public struct PassIssuer: Sendable {
    private let ring: SigningKeyRing

    /// Passes are signed with the key of `ring` that is current when each is issued.
    public init(ring: SigningKeyRing) { self.ring = ring }

    /// The text of a pass, at most ``longestText`` characters, all of the QR alphanumeric set.
    ///
    /// Throws `claimOutOfRange` for claims that `PassCodec` cannot hold and `noCurrentKey` when no key may sign at
    /// `issuedAt`. A fix is rounded to 1e-5 degrees and whole metres and seconds, never refused.
    public func issue(_ claims: PassClaims) throws(PassError) -> String {
        let payload = try PassCodec.payload(claims)
        guard let key = ring.current(at: claims.issuedAt) else { throw .noCurrentKey(at: claims.issuedAt) }
        let signature = key.signature(over: SignedPass.signedBytes(key: key.id, payload: payload))
        return SignedPass(key: key.id, payload: payload, signature: signature).text
    }

    /// The most characters of an issued pass: what QR version 9-Q holds in alphanumeric mode (ISO/IEC 18004 table 7).
    public static let longestText = 189
}
