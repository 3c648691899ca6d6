public import LibraryModel

/// Passwords, sessions and tokens. Secrets are here as hashes only.
public protocol AccountStore: Sendable {
    /// Nil when the patron has no local account.
    func account(of patron: PatronID) async throws(StoreError) -> Account?

    /// Sets passwords; accounts that exist are replaced. All or none.
    func setPasswords(_ accounts: [Account]) async throws(StoreError)

    /// Puts a new hash of the same password in the place of `old`; false, and nothing done, when the password has been
    /// changed meanwhile.
    func replaceHash(_ old: String, with new: String, of patron: PatronID) async throws(StoreError) -> Bool

    /// A wrong try, or after a right one zero; atomically, so that tries side by side are all counted. Answers how many.
    func noteTry(of patron: PatronID, isRight: Bool, at time: WallTime) async throws(StoreError) -> Int

    /// Those of whom the store knows nothing, so that an import can name their lines.
    func unknownPatrons(among patrons: [PatronID]) async throws(StoreError) -> Set<PatronID>

    func open(_ session: Session) async throws(StoreError)
    /// Nil when there is none or it has ended at `time`.
    func session(_ id: RecordID, at time: WallTime) async throws(StoreError) -> Session?
    func close(_ session: RecordID) async throws(StoreError)
    /// All of a patron, but `kept`: after a change of the password.
    func closeSessions(of patron: PatronID, except kept: RecordID?) async throws(StoreError)

    /// Throws when a token of this name is there and not withdrawn.
    func add(_ token: AccessToken) async throws(StoreError)
    /// Those that are not withdrawn, by name.
    func tokens() async throws(StoreError) -> [AccessToken]
    /// By the hash of its secret; nil when there is none or it was withdrawn.
    func token(hash: String) async throws(StoreError) -> AccessToken?
    /// False when no such token is there.
    func withdrawToken(named name: String, at time: WallTime) async throws(StoreError) -> Bool
}

/// A local account (R1).
public struct Account: Hashable, Sendable {
    public let patron: PatronID
    /// As the hashing library writes it, with its parameters and salt.
    public var passwordHash: String
    /// The password was handed out and must be replaced at the first sign-in.
    public var mustChange: Bool
    /// Wrong tries since the last right one, and when the last of them was.
    public var wrongTries: Int
    public var lastTryAt: WallTime?

    public init(
        patron: PatronID, passwordHash: String, mustChange: Bool, wrongTries: Int = 0, lastTryAt: WallTime? = nil
    ) {
        (self.patron, self.passwordHash, self.mustChange) = (patron, passwordHash, mustChange)
        (self.wrongTries, self.lastTryAt) = (wrongTries, lastTryAt)
    }
}

/// One signed-in device.
public struct Session: Hashable, Sendable {
    public let id: RecordID
    public let patron: PatronID
    public let openedAt: WallTime
    public let endsAt: WallTime
    /// A password that is kept here opened it, not the university.
    public let isByPassword: Bool

    public init(id: RecordID, patron: PatronID, openedAt: WallTime, endsAt: WallTime, isByPassword: Bool = true) {
        (self.id, self.patron, self.openedAt, self.endsAt) = (id, patron, openedAt, endsAt)
        self.isByPassword = isByPassword
    }
}

/// Lets a program or a kiosk in; its secret was shown once, when it was made.
public struct AccessToken: Hashable, Sendable {
    /// What it may do; least privilege.
    public enum Scope: String, Sendable, CaseIterable {
        /// Bring patrons and bookings made elsewhere.
        case `import`
        /// Show the changing code of a lane.
        case kiosk
        /// Ask for the exact status, events and metrics.
        case status
    }

    public let name: String
    public let scope: Scope
    public let hash: String
    public let madeAt: WallTime

    public init(name: String, scope: Scope, hash: String, madeAt: WallTime) {
        (self.name, self.scope, self.hash, self.madeAt) = (name, scope, hash, madeAt)
    }
}
