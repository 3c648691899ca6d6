import Accounts
import ArgumentParser
import LibraryModel
import LibraryStore

/// Passwords that are handed out and replaced at the first sign-in.
enum FirstPasswords {
    /// How many are hashed at once.
    static let atOnce = 2
    /// How often the terminal is told how far it is.
    static let tellEvery = 100
    static let length = 12
    /// No characters that look like others.
    private static let letters = Array("abcdefghjkmnpqrstuvwxyz23456789")

    static func new(using chance: inout some RandomNumberGenerator) -> String {
        String((0..<length).compactMap { _ in letters.randomElement(using: &chance) })
    }

    static func account(of patron: PatronID, _ password: String) async throws -> Account {
        guard let account = try await hash([AccountRow(line: 1, patron: patron, password: password)]).first
        else { preconditionFailure("one row is one account") }
        return account
    }

    /// The hash of one password.
    static func hash(_ password: String) async throws -> String {
        do {
            guard let hash = try await PasswordDesk().hash(password) else {
                throw Failure.exit(Failure.unavailable, "hashing was interrupted")
            }
            return hash.text
        } catch let error as AccountError { throw Failure.exit(Failure.unavailable, "\(error)") }
    }

    /// Prints a password of the staff, once.
    static func say(_ password: String, of id: StaffID) {
        print("login \(id)  password \(password)")
        print("to be changed at the next sign-in; it is not shown again")
    }

    /// Hashes them in the order of the file, and says on standard error how far it is.
    static func hash(_ rows: [AccountRow]) async throws -> [Account] {
        let desk = PasswordDesk(queue: BlockingQueue(atOnce: atOnce, longest: atOnce))
        var accounts: [Account] = []
        for start in stride(from: 0, to: rows.count, by: tellEvery) {
            let part = rows[start..<min(start + tellEvery, rows.count)]
            accounts += try await hash(part, desk)
            if rows.count > tellEvery { Failure.complain("accounts: \(accounts.count) of \(rows.count) passwords hashed") }
        }
        return accounts
    }

    private static func hash(_ rows: ArraySlice<AccountRow>, _ desk: PasswordDesk) async throws -> [Account] {
        try await withThrowingTaskGroup(of: (Int, Account).self) { group in
            var (hashed, waiting) = ([Int: Account](), rows.enumerated().makeIterator())
            func start() {
                guard let (place, row) = waiting.next() else { return }
                group.addTask { (place, try await account(row, desk)) }
            }
            for _ in 0..<atOnce { start() }
            while let (place, account) = try await group.next() {
                hashed[place] = account
                start()
            }
            return (0..<rows.count).compactMap { hashed[$0] }
        }
    }

    private static func account(_ row: AccountRow, _ desk: PasswordDesk) async throws -> Account {
        do {
            guard let hash = try await desk.hash(row.password) else { throw Failure.exit(Failure.unavailable, "hashing was interrupted") }
            return Account(patron: row.patron, passwordHash: hash.text, mustChange: true)
        } catch let error as AccountError { throw Failure.exit(Failure.unavailable, "\(error)") }
    }
}
