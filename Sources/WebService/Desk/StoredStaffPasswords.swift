public import Accounts
public import LibraryModel
public import LibraryStore

/// The staff accounts of the store as the book that passwords are compared with. A closed account is none.
public struct StoredStaffPasswords: PasswordBook {
    private let store: any StaffStore

    public init(_ store: any StaffStore) { self.store = store }

    public func entry(of holder: StaffID) async throws(AccountError) -> PasswordEntry? {
        try await asking { () throws(StoreError) in
            guard let account = try await store.staff(holder), account.closedAt == nil else { return nil }
            return PasswordEntry(
                hash: account.passwordHash, mustChange: account.mustChange, wrongTries: account.wrongTries,
                lastTryAt: account.lastTryAt)
        }
    }

    public func noteTry(of holder: StaffID, isRight: Bool, at time: WallTime) async throws(AccountError) {
        try await asking { () throws(StoreError) in
            _ = try await store.noteTry(of: holder, isRight: isRight, at: time)
        }
    }

    public func replaceHash(_ old: String, with hash: PasswordHash, of holder: StaffID) async throws(AccountError) {
        try await asking { () throws(StoreError) in
            _ = try await store.replaceHash(old, with: hash.text, of: holder)
        }
    }
}
