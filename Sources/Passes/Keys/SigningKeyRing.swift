public import LibraryModel

/// The secret keys of the one place that issues passes, and the ring of their public halves.
public struct SigningKeyRing: Sendable {
    /// The public halves; what ``KeyFile/savePublic(_:to:)`` writes for the gates.
    public let publicRing: KeyRing
    private let keys: [KeyID: SigningKey]

    /// Refuses what ``KeyRing`` refuses.
    public init(_ keys: [SigningKey] = []) throws(PassError) {
        publicRing = try KeyRing(keys.map(\.verification))
        self.keys = Dictionary(keys.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Oldest start first.
    public var signingKeys: [SigningKey] { publicRing.keys.compactMap { keys[$0.id] } }

    /// The key that signs at `instant`: of those valid then the one that started last.
    public func current(at instant: WallTime) -> SigningKey? {
        publicRing.current(at: instant).flatMap { keys[$0.id] }
    }

    /// This ring and one new key. Draws again when the new id is taken, which one draw in 2,000 does in a full ring.
    public func addingNewKey(
        validFrom: WallTime, validUntil: WallTime, using generator: inout some RandomNumberGenerator
    ) throws(PassError) -> (ring: SigningKeyRing, added: KeyID) {
        let mostDraws = 8
        var key = try SigningKey(validFrom: validFrom, validUntil: validUntil, using: &generator)
        for _ in 1..<mostDraws where keys[key.id] != nil {
            key = try SigningKey(validFrom: validFrom, validUntil: validUntil, using: &generator)
        }
        return (try SigningKeyRing(signingKeys + [key]), key.id)
    }

    /// This ring without the keys that ended at or before `instant`.
    public func droppingKeys(endedBy instant: WallTime) throws(PassError) -> SigningKeyRing {
        try SigningKeyRing(signingKeys.filter { instant < $0.verification.validUntil })
    }
}
