import Foundation
import LibraryModel
import LibraryStore
import Testing

@Suite("gatehouse staff")
struct StaffCommandTests {
    let library: Library

    init() throws { library = try Library() }

    private func account(_ login: String) async throws -> StaffAccount? {
        try await library.store().staff(#require(StaffID(rawValue: login)))
    }

    private func add(_ login: String, _ role: String = "desk") throws -> Program.Answer {
        try library.run("staff", "add", login, "--name", "Anna", "--role", role)
    }

    @Test("an account gets a first password, printed once and kept as a hash; its login is not given again")
    func adding() async throws {
        let answer = try add("anna", "supervisor")
        let password = try #require(answer.output.firstMatch(of: /password ([a-z0-9]{12})\n/)?.1)
        let anna = try #require(try await account("anna"))
        #expect(anna.mustChange && anna.role == .supervisor && anna.passwordHash.hasPrefix("$argon2id$"))
        #expect(!anna.passwordHash.contains(password))
        #expect(try add("anna").status == 73)
        let listed = try library.run("staff", "list")
        #expect(listed.output == "anna  supervisor  first password  Anna\n" && !listed.output.contains(password))
        let json = try library.run("staff", "list", "--json").json()["staff"] as? [[String: Any]]
        #expect(json?.first?["login"] as? String == "anna" && json?.first?["mustChangePassword"] as? Bool == true)
    }

    @Test("role, reset and close change the account; a closed one stays closed")
    func changes() async throws {
        _ = try add("anna")
        let first = try #require(try await account("anna"))
        #expect(try library.run("staff", "role", "anna", "administrator").output == "anna is administrator\n")
        #expect(try library.run("staff", "reset", "anna").output.contains("login anna  password "))
        let second = try #require(try await account("anna"))
        #expect(second.role == .administrator && second.passwordHash != first.passwordHash)
        let session = StaffSession(
            id: RecordID(high: 1, low: 1), staff: second.id, openedAt: WallTime(milliseconds: 0), endsAt: WallTime(milliseconds: .max))
        try await library.store().open(session)
        #expect(try library.run("staff", "close", "anna").status == 0)
        #expect(try await library.store().staffSession(session.id, at: WallTime(milliseconds: 1)) == nil)
        for arguments in [["close", "anna"], ["role", "anna", "desk"], ["reset", "anna"], ["close", "nobody"]] {
            let answer = try Program.run(["staff"] + arguments + ["--config", library.config])
            #expect(answer.status == 65 && answer.errors.contains("gatehouse staff list"), "\(answer.errors)")
        }
        #expect(try library.run("staff", "list").output.contains("anna  administrator  closed "))
    }
}
