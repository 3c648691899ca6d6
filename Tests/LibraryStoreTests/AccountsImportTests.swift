import LibraryModel
import LibraryStore
import Testing

@Suite("accounts.csv")
struct AccountsImportTests {
    @Test("is read with its lines; nothing prints a password")
    func rows() {
        let file = AccountRow.parse(Array("password,patron\n\"a,b \"\"c\",00123\r\n密码,2021100002\n".utf8))
        guard case .rows(let rows) = file else { return #expect(Bool(false), "\(file)") }
        #expect(rows.map(\.patron.rawValue) == ["00123", "2021100002"])
        #expect(rows.map(\.password) == ["a,b \"c", "密码"])
        #expect(rows.map(\.line) == [2, 3])
        #expect("\(rows[1]) \(String(reflecting: rows[1]))" == "line 3: 2021****02 line 3: 2021****02")
        #expect(!"\(file)".contains("密码"))
    }

    @Test("bad accounts are named by line, and the file is then none", arguments: [
        ("0 1,secret", "patron is not 1 to 20 letters and digits"),
        (",secret", "patron is not 1 to 20 letters and digits"),
        ("1,", "password is empty, longer than 128 bytes or has control characters"),
        ("1,\(String(repeating: "x", count: 129))", "password is empty, longer than 128 bytes or has control characters"),
        ("1,\"a\nb\"", "password is empty, longer than 128 bytes or has control characters"),
        ("2021100009,other", "patron 2021****09 stands on line 2 already"),
        ("1,secret,more", "3 fields where the header has 2"),
    ])
    func bad(record: String, reason: String) {
        let file = AccountRow.parse(Array("patron,password\n2021100009,secret\n\(record)\n".utf8))
        #expect(file == .problems([RowProblem(line: 3, reason: reason)]))
    }

    @Test("a wrong header is named", arguments: [
        ("patron\n", "column 'password' is missing"), ("patron,password,name\n", "unknown column 'name'"), ("", "the file has no header"),
    ])
    func header(text: String, reason: String) {
        #expect(AccountRow.parse(Array(text.utf8)) == .problems([RowProblem(line: 1, reason: reason)]))
    }

    @Test("patrons that the store does not know are named by line, at most fifty")
    func unknown() {
        let rows = (1...60).map { AccountRow(line: $0 + 1, patron: House.patron($0), password: "x") }
        #expect(AccountRow.problems(in: rows, unknown: []) == [])
        #expect(AccountRow.problems(in: rows, unknown: [House.patron(2)])
            == [RowProblem(line: 3, reason: "patron 2021****02 is not known")])
        #expect(AccountRow.problems(in: rows, unknown: Set(rows.map(\.patron))).count == 50)
    }
}
