public import LibraryModel

/// Somebody of the staff, with a password kept here.
public struct StaffAccount: Hashable, Sendable {
    public let id: StaffID
    /// For colleagues; at most ``StoreLimits/word`` characters.
    public let name: String
    public var role: StaffRole
    /// As the hashing library writes it, with its parameters and salt.
    public var passwordHash: String
    /// The password was handed out and must be replaced at the first sign-in.
    public var mustChange: Bool
    /// Wrong tries since the last right one, and when the last of them was.
    public var wrongTries: Int
    public var lastTryAt: WallTime?
    public let madeAt: WallTime
    /// Nil while it may be used. A closed account stays, so that the log can be understood.
    public var closedAt: WallTime?

    public init(
        id: StaffID, name: String, role: StaffRole, passwordHash: String, mustChange: Bool, wrongTries: Int = 0,
        lastTryAt: WallTime? = nil, madeAt: WallTime, closedAt: WallTime? = nil
    ) {
        (self.id, self.role, self.passwordHash, self.mustChange) = (id, role, passwordHash, mustChange)
        self.name = String(name.prefix(StoreLimits.word))
        (self.wrongTries, self.lastTryAt) = (wrongTries, lastTryAt)
        (self.madeAt, self.closedAt) = (madeAt, closedAt)
    }
}

/// One browser at which somebody of the staff is signed in.
public struct StaffSession: Hashable, Sendable {
    public let id: RecordID
    public let staff: StaffID
    public let openedAt: WallTime
    public let endsAt: WallTime

    public init(id: RecordID, staff: StaffID, openedAt: WallTime, endsAt: WallTime) {
        (self.id, self.staff, self.openedAt, self.endsAt) = (id, staff, openedAt, endsAt)
    }
}

/// What can be changed of a staff account.
public enum StaffChange: Hashable, Sendable {
    case role(StaffRole)
    /// All sessions end but `kept`.
    case password(hash: String, mustChange: Bool, keeping: RecordID?)
    /// For good; all sessions end.
    case closed(at: WallTime)
}
