public import Accounts
public import LibraryModel
public import LibraryStore

/// The accounts of the store as the book that ``LocalPasswords`` looks into.
public struct StoredPasswords: PasswordBook {
    private let store: any AccountStore

    public init(_ store: any AccountStore) { self.store = store }

    public func entry(of patron: PatronID) async throws(AccountError) -> PasswordEntry? {
        try await asking { () throws(StoreError) in
            try await store.account(of: patron).map { account in
                PasswordEntry(
                    hash: account.passwordHash, mustChange: account.mustChange, wrongTries: account.wrongTries,
                    lastTryAt: account.lastTryAt)
            }
        }
    }

    public func noteTry(of patron: PatronID, isRight: Bool, at time: WallTime) async throws(AccountError) {
        try await asking { () throws(StoreError) in
            _ = try await store.noteTry(of: patron, isRight: isRight, at: time)
        }
    }

    public func replaceHash(_ old: String, with hash: PasswordHash, of patron: PatronID) async throws(AccountError) {
        try await asking { () throws(StoreError) in
            _ = try await store.replaceHash(old, with: hash.text, of: patron)
        }
    }
}

extension PasswordBook {
    /// A store that fails is a book that cannot be read.
    func asking<Value>(_ body: () async throws(StoreError) -> Value) async throws(AccountError) -> Value {
        do throws(StoreError) { return try await body() } catch { throw .bookFailed(error.description) }
    }
}
