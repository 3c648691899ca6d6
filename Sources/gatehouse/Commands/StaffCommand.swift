import ArgumentParser
import GateControl
import LibraryModel
import LibraryStore

/// `gatehouse staff`: who may sign in at the desk, and with what right.
struct StaffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "staff", abstract: "Make, show, change and close accounts of the staff desk.",
        discussion: """
            Roles, each with what its work needs: desk helps one patron at a lane; supervisor also closes, recounts, frees \
            the gates, and sets aside what the rules have said; administrator also does so for many at once. Whoever can run \
            this command is above all of them.
            """,
        subcommands: [Add.self, List.self, Role.self, Reset.self, Close.self])

    /// An account is named by its login.
    struct Login: ParsableArguments {
        @OptionGroup var file: ConfigurationFile
        @Argument(help: "The login, such as anna: small letters, digits, dots and hyphens.") var login: String

        func id() throws -> StaffID {
            guard let id = StaffID(rawValue: login) else {
                throw ValidationError(
                    "a login has 2 to \(StaffID.longest) small letters, digits, dots and hyphens, and begins with a letter")
            }
            return id
        }

        /// Changes the account; one that is not there, or closed, ends the command with status 65.
        func change(_ change: StaffChange) async throws {
            let (id, store) = (try id(), try file.settings().openStore())
            guard try await HouseDesk.ask({ () throws(StoreError) in try await store.change(id, change) }) else {
                throw Failure.exit(Failure.data, "no account `\(id)` is open; `gatehouse staff list` shows them")
            }
        }
    }

    /// `desk`, `supervisor` or `administrator`.
    static func role(_ text: String) throws -> StaffRole {
        guard let role = StaffRole(rawValue: text) else {
            throw ValidationError("a role is \(StaffRole.allCases.map(\.rawValue).joined(separator: ", ")), not `\(text)`")
        }
        return role
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make an account; its first password is printed once.",
            discussion: "The password must be changed at the first sign-in. A login that was ever used is not given again.")

        @OptionGroup var account: Login
        @Option(name: .long, help: "How colleagues know this person.") var name: String
        @Option(name: .long, help: "desk, supervisor or administrator.") var role: String

        func run() async throws {
            let (id, name, role) = (try account.id(), try Given.name(name, "--name"), try StaffCommand.role(role))
            let store = try account.file.settings().openStore()
            var chance = SystemRandomNumberGenerator()
            let password = FirstPasswords.new(using: &chance)
            let new = StaffAccount(
                id: id, name: name, role: role, passwordHash: try await FirstPasswords.hash(password), mustChange: true,
                madeAt: Time.now)
            guard try await HouseDesk.ask({ () throws(StoreError) in try await store.add(new) }) else {
                throw Failure.exit(Failure.cannotCreate, "the login `\(id)` is used, or was; choose another")
            }
            FirstPasswords.say(password, of: id)
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show the accounts; no passwords.")

        @OptionGroup var file: ConfigurationFile
        @Flag(name: .long, help: "Print JSON.") var json = false

        private struct Line: Encodable {
            let login: String
            let name: String
            let role: String
            let madeAt: String
            let mustChangePassword: Bool
            let closedAt: String?
        }

        func run() async throws {
            let store = try file.settings().openStore()
            let accounts = try await HouseDesk.ask { () throws(StoreError) in try await store.staff() }
            let lines = accounts.map { account in
                Line(
                    login: account.id.rawValue, name: account.name, role: account.role.rawValue,
                    madeAt: Time.text(account.madeAt), mustChangePassword: account.mustChange,
                    closedAt: account.closedAt.map { Time.text($0) })
            }
            if json { return print(try JSONText.of(["staff": lines])) }
            for line in lines {
                let state = line.closedAt.map { "closed \($0.prefix(16))" } ?? (line.mustChangePassword ? "first password" : "open")
                print("\(line.login)  \(line.role)  \(state)  \(line.name)")
            }
        }
    }

    struct Role: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Give an account another role; it holds from the next request on.")

        @OptionGroup var account: Login
        @Argument(help: "desk, supervisor or administrator.") var role: String

        func run() async throws {
            let role = try StaffCommand.role(role)
            try await account.change(.role(role))
            print("\(account.login) is \(role.rawValue)")
        }
    }

    struct Reset: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give an account a new first password, and sign the old one out everywhere.",
            discussion: "The password is printed once. It must be changed at the next sign-in.")

        @OptionGroup var account: Login

        func run() async throws {
            let id = try account.id()
            var chance = SystemRandomNumberGenerator()
            let password = FirstPasswords.new(using: &chance)
            let hash = try await FirstPasswords.hash(password)
            try await account.change(.password(hash: hash, mustChange: true, keeping: nil))
            FirstPasswords.say(password, of: id)
        }
    }

    struct Close: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "End an account for good, and sign it out everywhere; the log goes on naming it.")

        @OptionGroup var account: Login

        func run() async throws {
            try await account.change(.closed(at: Time.now))
            print("\(account.login) is closed")
        }
    }
}
