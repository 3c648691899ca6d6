public import LibraryModel

/// Where local passwords are kept; the store, seen from here. What throws is ``AccountError/bookFailed(_:)``.
public protocol PasswordBook<Holder>: Sendable {
    /// How those are named whose passwords it keeps.
    associatedtype Holder: Hashable & Sendable

    /// Nil when there is no local password of that name.
    func entry(of holder: Holder) async throws(AccountError) -> PasswordEntry?
    /// A wrong try, or after a right one zero; atomically.
    func noteTry(of holder: Holder, isRight: Bool, at time: WallTime) async throws(AccountError)
    /// Puts a hash of the same password, made at today's cost, in the place of `old`; does nothing when the password has
    /// been changed meanwhile.
    func replaceHash(_ old: String, with hash: PasswordHash, of holder: Holder) async throws(AccountError)
}

/// A local password and how often it was guessed wrongly.
public struct PasswordEntry: Hashable, Sendable {
    /// As it was kept; what cannot be read as a ``PasswordHash`` is no password's.
    public var hash: String
    public var mustChange: Bool
    public var wrongTries: Int
    public var lastTryAt: WallTime?

    public init(hash: String, mustChange: Bool, wrongTries: Int = 0, lastTryAt: WallTime? = nil) {
        (self.hash, self.mustChange) = (hash, mustChange)
        (self.wrongTries, self.lastTryAt) = (wrongTries, lastTryAt)
    }
}
