import Accounts
import ArgumentParser
import GateControl
import LibraryModel
import LibraryStore

/// `gatehouse tokens`: what lets programs and kiosks in.
struct TokensCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tokens", abstract: "Make, show and withdraw access tokens of programs and kiosks.",
        subcommands: [Add.self, List.self, Withdraw.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a token; its secret is printed once.",
            discussion: """
                A program sends the secret as `Authorization: Bearer SECRET`. import: bring patrons and bookings made \
                elsewhere. kiosk: show the changing code of a lane; the addresses to open on the kiosk are printed. status: \
                ask for the exact status, events and metrics.
                """)

        @OptionGroup var file: ConfigurationFile
        @Argument(help: "A name for it, such as kiosk-east.") var name: String
        @Option(name: .long, help: "What it may do: import, kiosk or status.") var scope: String
        @Flag(name: .long, help: "Print JSON.") var json = false

        func run() async throws {
            let name = try Given.name(name, "the name")
            guard let scope = AccessToken.Scope(rawValue: scope) else {
                throw ValidationError("--scope is import, kiosk or status, not `\(scope)`")
            }
            let settings = try file.settings()
            let store = try settings.openStore()
            let known = try await HouseDesk.ask { () throws(StoreError) in try await store.tokens() }
            guard !known.contains(where: { $0.name == name }) else {
                throw Failure.exit(Failure.cannotCreate, "there is a token `\(name)`; withdraw it first, or choose another name")
            }
            var chance = SystemRandomNumberGenerator()
            let secret = TokenSecret(using: &chance)
            let token = AccessToken(name: name, scope: scope, hash: secret.hash, madeAt: Time.now)
            try await HouseDesk.ask { () throws(StoreError) in try await store.add(token) }
            if json { return print(try JSONText.of(["name": name, "scope": scope.rawValue, "secret": secret.text])) }
            print("secret: \(secret.text)")
            print("It is not shown again. `gatehouse tokens withdraw \(name)` ends it.")
            if scope == .kiosk { for line in settings.kioskAddresses(secret) { print("kiosk: \(line)") } }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show names and scopes; no secrets.")

        @OptionGroup var file: ConfigurationFile
        @Flag(name: .long, help: "Print JSON.") var json = false

        func run() async throws {
            let store = try file.settings().openStore()
            let tokens = try await HouseDesk.ask { () throws(StoreError) in try await store.tokens() }
            let lines = tokens.map { ["name": $0.name, "scope": $0.scope.rawValue, "madeAt": Time.text($0.madeAt)] }
            if json { return print(try JSONText.of(["tokens": lines])) }
            for token in tokens { print("\(token.name)  \(token.scope.rawValue)  made \(Time.text(token.madeAt).prefix(16))") }
        }
    }

    struct Withdraw: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "End a token, for good and at once.")

        @OptionGroup var file: ConfigurationFile
        @Argument(help: "Its name.") var name: String

        func run() async throws {
            let store = try file.settings().openStore()
            let was = try await HouseDesk.ask { () throws(StoreError) in try await store.withdrawToken(named: name, at: Time.now) }
            guard was else { throw Failure.exit(Failure.data, "there is no token `\(name)`; `gatehouse tokens list` shows them") }
            print("\(name) is withdrawn")
        }
    }
}

extension Settings {
    /// What is opened on the kiosk of each lane. The secret stands behind `#`, so it goes into no server's log.
    func kioskAddresses(_ secret: TokenSecret) -> [String] {
        gates.flatMap(\.lanes).map { "\(pageAddress)/kiosk/\($0.id)#token=\(secret.text)" }
    }
}
