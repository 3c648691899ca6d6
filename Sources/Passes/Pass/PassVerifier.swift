import LibraryModel

/// Says whether bytes from a QR code are a pass that a key of the ring signed. Any bytes are welcome; none of them throw.
public struct PassVerifier: Sendable {
    public let ring: KeyRing

    public init(ring: KeyRing) { self.ring = ring }

    /// The verdict on the content of a code, in this order: form, version, key, signature, claims, the key's dates.
    ///
    /// No claim is looked at before the signature holds. A key that was not valid at `iat` counts as unknown.
    public func verify(_ content: some Collection<UInt8>) -> PassVerdict {
        let pass: SignedPass
        switch SignedPass.read(content) {
        case .success(let read): pass = read
        case .failure(let refusal): return .rejected(refusal.reason)
        }
        guard let key = ring[pass.key] else { return .rejected(.unknownKey) }
        guard Ed25519.verifies(pass.signature, over: pass.signedBytes, publicKey: key.publicKey) else {
            return .rejected(.badSignature)
        }
        guard let claims = PassCodec.claims(pass.payload) else { return .rejected(.malformed) }
        guard key.isValid(at: claims.issuedAt) else { return .rejected(.unknownKey) }
        return .verified(claims, key: key.id)
    }

    /// The verdict on a text.
    public func verify(_ text: String) -> PassVerdict { verify(text.utf8) }
}
