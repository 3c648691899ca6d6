public import LibraryModel

/// What became of the bytes in a code.
public enum PassVerdict: Hashable, Sendable {
    /// The signature holds and every claim is in range. Whether the pass is in time is for the rules to say.
    case verified(PassClaims, key: KeyID)
    case rejected(PassRejection)

    /// The claims, where they can be believed.
    public var claims: PassClaims? { if case .verified(let claims, _) = self { claims } else { nil } }
}
