public import LibraryModel

/// The public keys that a gate believes: all that passes still shown today may have been signed with.
///
/// Roll-over: the next key joins with a start before the old one's end, is on every gate before it starts, and signs
/// from its start on. The old one stays until its last pass has expired.
public struct KeyRing: Hashable, Sendable {
    /// The most keys of one ring.
    public static let mostKeys = 32

    /// Oldest start first.
    public let keys: [VerificationKey]

    /// Refuses more than ``mostKeys`` keys and two of one id.
    public init(_ keys: [VerificationKey]) throws(PassError) {
        guard keys.count <= Self.mostKeys else { throw .tooManyKeys }
        var ids: Set<KeyID> = []
        for key in keys where !ids.insert(key.id).inserted { throw .duplicateKey(key.id) }
        self.keys = keys.sorted { ($0.validFrom, $0.id.rawValue) < ($1.validFrom, $1.id.rawValue) }
    }

    /// The key of this id, whether valid or not.
    public subscript(id: KeyID) -> VerificationKey? { keys.first { $0.id == id } }

    /// The key that signs at `instant`: of those valid then the one that started last.
    public func current(at instant: WallTime) -> VerificationKey? { keys.last { $0.isValid(at: instant) } }
}
