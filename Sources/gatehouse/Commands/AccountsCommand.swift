import Accounts
import ArgumentParser
import GateControl
import LibraryModel
import LibraryStore

/// `gatehouse accounts`: passwords of patrons who sign in with their card number (R1).
struct AccountsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accounts", abstract: "Give out first passwords, and replace forgotten ones.",
        subcommands: [Import.self, Reset.self])

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take first passwords from a CSV file, whole or not at all.",
            discussion: """
                Columns: patron,password. Each password must be changed at the first sign-in. Patrons who have a password \
                already keep it, unless --replace is given; so importing a file again changes nothing. Hashing takes its \
                time on purpose, some 30 ms each: 50,000 take about a quarter of an hour. Delete the file afterwards.
                """)

        @OptionGroup var file: ConfigurationFile
        @Argument(help: "The CSV file, UTF-8.") var csv: String
        @Flag(name: .long, help: "Replace the passwords of patrons who have one, and sign them out everywhere.") var replace = false

        func run() async throws {
            let store = try file.settings().openStore()
            let rows = try ImportedFile.rows(AccountRow.parse(try ImportedFile.bytes(csv)), in: csv)
            let unknown = try await HouseDesk.ask { () throws(StoreError) in
                try await store.unknownPatrons(among: rows.map(\.patron))
            }
            let problems = AccountRow.problems(in: rows, unknown: unknown)
            guard problems.isEmpty else {
                Failure.complain("`gatehouse patrons import` takes patrons")
                throw ImportedFile.refused(problems, in: csv)
            }
            var fresh = rows
            if !replace {
                fresh = []
                for row in rows {
                    let known = try await HouseDesk.ask { () throws(StoreError) in try await store.account(of: row.patron) }
                    if known == nil { fresh.append(row) }
                }
            }
            let accounts = try await FirstPasswords.hash(fresh)
            try await HouseDesk.ask { () throws(StoreError) in
                try await store.setPasswords(accounts)
                guard replace else { return }
                for account in accounts { try await store.closeSessions(of: account.patron, except: nil) }
            }
            print("accounts: \(accounts.count) set, \(rows.count - accounts.count) had a password and keep it")
        }
    }

    struct Reset: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give a patron a new first password, and sign the old one out everywhere.",
            discussion: "The password is printed once. It must be changed at the next sign-in.")

        @OptionGroup var file: ConfigurationFile
        @Argument(help: "The card number.") var patron: String

        func run() async throws {
            let patron = try Given.patron(patron)
            let store = try file.settings().openStore()
            guard try await HouseDesk.ask({ () throws(StoreError) in try await store.patron(patron) }) != nil else {
                throw Failure.unknown(patron)
            }
            var chance = SystemRandomNumberGenerator()
            let password = FirstPasswords.new(using: &chance)
            let account = try await FirstPasswords.account(of: patron, password)
            try await HouseDesk.ask { () throws(StoreError) in
                try await store.setPasswords([account])
                try await store.closeSessions(of: patron, except: nil)
            }
            print("card \(patron.masked)  password \(password)")
            print("to be changed at the next sign-in; it is not shown again")
        }
    }
}
