import Foundation
import LibraryModel
import LibraryStore
import Testing

@Suite("gatehouse accounts and tokens")
struct AccountCommandTests {
    let library: Library

    init() throws { library = try Library() }

    private func account(_ number: String) async throws -> Account? {
        try await library.store().account(of: #require(PatronID(rawValue: number)))
    }

    @Test("first passwords are hashed, must be changed, and stay when the file comes again")
    func importing() async throws {
        try library.write("accounts.csv", "patron,password\n20210001,apple-tree\n20210002,stone-wall\n")
        let file = library.folder + "/accounts.csv"
        #expect(try library.run("accounts", "import", file).output.contains("2 set, 0 had a password"))
        let first = try #require(try await account("20210001"))
        #expect(first.mustChange && first.passwordHash.hasPrefix("$argon2id$") && !first.passwordHash.contains("apple"))
        #expect(try library.run("accounts", "import", file).output.contains("0 set, 2 had a password"))
        #expect(try await account("20210001") == first)
        #expect(try library.run("accounts", "import", file, "--replace").output.contains("2 set"))
        #expect(try await account("20210001") != first)
    }

    @Test("a patron whom nobody knows gets no password, and then nobody of the file does; no password is printed")
    func stranger() async throws {
        try library.write("accounts.csv", "patron,password\n20210001,apple-tree\n99999999,stone-wall\n")
        let answer = try library.run("accounts", "import", library.folder + "/accounts.csv")
        #expect(answer.status == 65 && answer.errors.contains("line 3"))
        #expect(!answer.errors.contains("stone-wall") && !answer.errors.contains("99999999"))
        #expect(try await account("20210001") == nil)
    }

    @Test("a reset prints a new first password once and ends the old one's sessions")
    func reset() async throws {
        let patron = try #require(PatronID(rawValue: "20210001"))
        let session = Session(
            id: RecordID(high: 1, low: 1), patron: patron, openedAt: WallTime(milliseconds: 0),
            endsAt: WallTime(milliseconds: .max))
        let answer = try library.run("accounts", "reset", "20210001")
        #expect(answer.status == 0 && answer.output.contains("2021****01  password "))
        let first = try #require(try await account("20210001"))
        #expect(first.mustChange)
        try await library.store().open(session)
        #expect(try library.run("accounts", "reset", "20210001").output != answer.output)
        #expect(try await library.store().session(session.id, at: WallTime(milliseconds: 1)) == nil)
        #expect(try library.run("accounts", "reset", "99999999").status == 65)
    }

    @Test("a token's secret is printed once; the name is taken until it is withdrawn")
    func tokens() async throws {
        let made = try library.run("tokens", "add", "door", "--scope", "kiosk", "--json")
        let secret = try #require(try made.json()["secret"] as? String)
        #expect(try library.run("tokens", "add", "door", "--scope", "import").status == 73)
        let listed = try library.run("tokens", "list", "--json")
        let tokens = try #require(try listed.json()["tokens"] as? [[String: String]])
        #expect(tokens.map { $0["name"] } == ["door"] && tokens.map { $0["scope"] } == ["kiosk"])
        #expect(!listed.output.contains(secret))
        #expect(try library.run("tokens", "list").output.hasPrefix("door  kiosk  made "))
        #expect(try library.run("tokens", "withdraw", "door").status == 0)
        #expect(try library.run("tokens", "withdraw", "door").status == 65)
        #expect(try library.run("tokens", "list").output.isEmpty)
        let again = try library.run("tokens", "add", "door", "--scope", "kiosk")
        #expect(again.output.contains("/kiosk/east-in#token=gh_"), "\(again.output)")
    }
}
