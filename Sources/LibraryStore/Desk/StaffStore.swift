public import LibraryModel

/// Accounts and sign-ins of the staff. Secrets are here as hashes only.
public protocol StaffStore: Sendable {
    /// Closed ones too, by login; at most ``StoreLimits/page``.
    func staff() async throws(StoreError) -> [StaffAccount]
    func staff(_ id: StaffID) async throws(StoreError) -> StaffAccount?
    /// False, and nothing done, when the login was ever used: who an old act names stays clear.
    func add(_ account: StaffAccount) async throws(StoreError) -> Bool
    /// False when there is no such account, or it is closed.
    func change(_ id: StaffID, _ change: StaffChange) async throws(StoreError) -> Bool

    /// A wrong try, or after a right one zero; atomically. Answers how many.
    func noteTry(of id: StaffID, isRight: Bool, at time: WallTime) async throws(StoreError) -> Int
    /// Puts a new hash of the same password in the place of `old`; false when the password has been changed meanwhile.
    func replaceHash(_ old: String, with new: String, of id: StaffID) async throws(StoreError) -> Bool

    func open(_ session: StaffSession) async throws(StoreError)
    /// With the account as it is now; nil when the session has ended at `time`, or the account is closed.
    func staffSession(
        _ id: RecordID, at time: WallTime
    ) async throws(StoreError) -> (session: StaffSession, account: StaffAccount)?
    func closeStaffSession(_ id: RecordID) async throws(StoreError)
}
