import LibraryModel
import LibraryStore
import Testing

@Suite("accounts, sessions and tokens in the store")
struct AccountsTests {
    private static let now = House.nine
    private let folder: StoreFolder
    private let store: SQLiteStore

    init() async throws {
        folder = try StoreFolder()
        store = try folder.open()
        _ = try await store.importPatrons((1...3).map(House.patronRow))
    }

    private func account(_ number: Int, hash: String = "$argon2id$x", mustChange: Bool = true) -> Account {
        Account(patron: House.patron(number), passwordHash: hash, mustChange: mustChange)
    }

    private func session(_ number: Int, of patron: Int = 1, hours: Int = 8) -> Session {
        Session(
            id: House.id(number), patron: House.patron(patron), openedAt: Self.now, endsAt: Self.now + .hours(hours))
    }

    // MARK: Passwords

    @Test("an account is read as it was set, survives a restart, and setting it again replaces it whole")
    func passwords() async throws {
        #expect(try await store.account(of: House.patron(1)) == nil)
        try await store.setPasswords([account(1), account(2)])
        #expect(try await folder.open().account(of: House.patron(1)) == account(1))
        _ = try await store.noteTry(of: House.patron(1), isRight: false, at: Self.now)
        try await store.setPasswords([account(1, hash: "$argon2id$y", mustChange: false)])
        #expect(try await store.account(of: House.patron(1)) == account(1, hash: "$argon2id$y", mustChange: false))
        #expect(try await store.account(of: House.patron(2)) == account(2))
    }

    @Test("a new hash of the same password takes the place of the old one, but never of a changed password")
    func newHash() async throws {
        try await store.setPasswords([account(1, hash: "old")])
        #expect(try await store.replaceHash("old", with: "new", of: House.patron(1)))
        #expect(try await store.account(of: House.patron(1)) == account(1, hash: "new"))
        #expect(try await !store.replaceHash("old", with: "newer", of: House.patron(1)))
        #expect(try await !store.replaceHash("old", with: "newer", of: House.patron(2)))
        #expect(try await store.account(of: House.patron(1)) == account(1, hash: "new"))
    }

    @Test("passwords are set all or none, and a patron that nobody knows is named without the number")
    func unknownPatron() async throws {
        await #expect {
            try await store.setPasswords([account(1), account(9), account(2)])
        } throws: { error in
            guard let error = error as? StoreError else { return false }
            return error.statement == "set passwords" && error.detail == "patron 2021****09 is not known"
        }
        #expect(try await store.account(of: House.patron(1)) == nil)
        let asked = [1, 9, 2, 8].map(House.patron)
        #expect(try await store.unknownPatrons(among: asked) == [House.patron(9), House.patron(8)])
    }

    @Test("wrong tries are counted with their instant, and a right one clears them")
    func tries() async throws {
        try await store.setPasswords([account(1)])
        for count in 1...3 {
            let at = Self.now + .seconds(count)
            #expect(try await store.noteTry(of: House.patron(1), isRight: false, at: at) == count)
            #expect(try await store.account(of: House.patron(1))?.lastTryAt == at)
        }
        #expect(try await store.noteTry(of: House.patron(1), isRight: true, at: Self.now) == 0)
        #expect(try await store.account(of: House.patron(1))?.wrongTries == 0)
        #expect(try await store.noteTry(of: House.patron(2), isRight: false, at: Self.now) == 0, "there is no account")
        #expect(try await store.account(of: House.patron(2)) == nil)
    }

    @Test("of tries side by side, by two programs, none is lost")
    func triesSideBySide() async throws {
        try await store.setPasswords([account(1)])
        let stores = try (0..<2).map { _ in try folder.open { $0.busyTimeout = .seconds(60) } }
        let counts = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<200 {
                group.addTask { try await stores[number % 2].noteTry(of: House.patron(1), isRight: false, at: Self.now) }
            }
            return try await group.reduce(into: Set<Int>()) { $0.insert($1) }
        }
        #expect(counts == Set(1...200))
    }

    // MARK: Sessions

    @Test("a session lasts until its end and not an instant longer")
    func sessions() async throws {
        try await store.open(session(1))
        #expect(try await store.session(House.id(1), at: Self.now) == session(1))
        let end = session(1).endsAt
        #expect(try await store.session(House.id(1), at: end - .milliseconds(1)) != nil)
        #expect(try await store.session(House.id(1), at: end) == nil)
        #expect(try await store.session(House.id(2), at: Self.now) == nil)
    }

    @Test("closing ends one session, a new password all of the patron but the one at hand")
    func closing() async throws {
        for (number, patron) in [(1, 1), (2, 1), (3, 1), (4, 2)] { try await store.open(session(number, of: patron)) }
        try await store.close(House.id(1))
        try await store.close(House.id(1))
        try await store.closeSessions(of: House.patron(1), except: House.id(2))
        #expect(try await open([1, 2, 3, 4]) == [2, 4])
        try await store.closeSessions(of: House.patron(1), except: nil)
        #expect(try await open([1, 2, 3, 4]) == [4])
        try await store.closeSessions(of: House.patron(3), except: nil)
    }

    private func open(_ numbers: [Int]) async throws -> [Int] {
        var open: [Int] = []
        for number in numbers where try await store.session(House.id(number), at: Self.now) != nil { open.append(number) }
        return open
    }

    @Test("a session of nobody cannot be opened, and an id opened twice stays with the first patron")
    func foreign() async throws {
        await #expect(throws: StoreError.self) { try await store.open(session(1, of: 9)) }
        try await store.open(session(1))
        try await store.open(session(1, of: 2))
        #expect(try await store.session(House.id(1), at: Self.now)?.patron == House.patron(1))
    }

    @Test("the sweep deletes sessions that ended and no other")
    func sweep() async throws {
        for number in 1...1200 { try await store.open(session(number, hours: number <= 1100 ? 1 : 8)) }
        let counts = try await store.sweep(at: vouched(Self.now + .hours(1)), keeping: RetentionPolicy())
        #expect(counts.sessions == 1100)
        #expect(try await store.session(House.id(1100), at: Self.now) == nil)
        #expect(try await store.session(House.id(1101), at: Self.now) != nil)
        #expect(try await store.sweep(at: vouched(Self.now + .hours(1)), keeping: RetentionPolicy()).sessions == 0)
    }

    // MARK: Tokens

    @Test("a token is found by its hash until it is withdrawn; its name is then free, its hash never")
    func tokens() async throws {
        let kiosk = AccessToken(name: "east-kiosk", scope: .kiosk, hash: "aa", madeAt: Self.now)
        let records = AccessToken(name: "campus-card", scope: .import, hash: "bb", madeAt: Self.now)
        try await store.add(kiosk)
        try await store.add(records)
        #expect(try await store.tokens() == [records, kiosk])
        #expect(try await store.token(hash: "aa") == kiosk)
        #expect(try await store.token(hash: "a") == nil)
        #expect(try await store.token(hash: "") == nil)
        await #expect { try await store.add(AccessToken(name: "east-kiosk", scope: .import, hash: "cc", madeAt: Self.now))
        } throws: { ($0 as? StoreError)?.detail == "a token of this name is there" }
        #expect(try await store.withdrawToken(named: "east-kiosk", at: Self.now))
        #expect(try await !store.withdrawToken(named: "east-kiosk", at: Self.now))
        #expect(try await !store.withdrawToken(named: "nobody", at: Self.now))
        #expect(try await store.token(hash: "aa") == nil)
        await #expect(throws: StoreError.self, "a withdrawn secret never comes back") { try await store.add(kiosk) }
        let next = AccessToken(name: "east-kiosk", scope: .kiosk, hash: "dd", madeAt: Self.now)
        try await store.add(next)
        #expect(try await folder.open().tokens() == [records, next])
    }

    // MARK: What the database itself refuses and how it looks up

    @Test("the database refuses what no code of ours writes", arguments: [
        "INSERT INTO account (patron, password_hash, must_change, wrong_tries) VALUES ('9', 'x', 0, 0)",
        "INSERT INTO account (patron, password_hash, must_change, wrong_tries) VALUES ('2021100001', '', 0, 0)",
        "INSERT INTO account (patron, password_hash, must_change, wrong_tries) VALUES ('2021100001', 'x', 2, 0)",
        "INSERT INTO account (patron, password_hash, must_change, wrong_tries) VALUES ('2021100001', 'x', 0, -1)",
        "INSERT INTO session (id, patron, opened_at, ends_at) VALUES ('short', '2021100001', 0, 1)",
        "INSERT INTO access_token (hash, name, scope, made_at) VALUES ('x', 'n', 'staff', 0)",
        "INSERT INTO access_token (hash, name, scope, made_at) VALUES ('x', '', 'kiosk', 0)",
    ])
    func constraints(sql: String) throws {
        let other = try OtherProgram(folder.path())
        #expect(throws: (any Error).self) { try other.run(sql) }
    }

    @Test("every question uses an index", arguments: [
        "SELECT * FROM account WHERE patron = 'x'",
        "SELECT * FROM session WHERE id = 'x' AND ends_at > 1",
        "DELETE FROM session WHERE patron = 'x' AND id <> 'y'",
        "SELECT id FROM session WHERE ends_at <= 1 LIMIT 500",
        "SELECT * FROM access_token WHERE hash = 'x' AND withdrawn_at IS NULL",
        "SELECT hash FROM access_token WHERE name = 'x' AND withdrawn_at IS NULL",
        "SELECT * FROM access_token WHERE withdrawn_at IS NULL ORDER BY name LIMIT 1000",
    ])
    func indexes(sql: String) throws {
        let plan = try OtherProgram(folder.path()).texts("EXPLAIN QUERY PLAN \(sql)", column: "detail")
        #expect(!plan.isEmpty)
        #expect(plan.allSatisfy { $0.contains("INDEX") && !$0.contains("TEMP B-TREE") }, "\(plan)")
    }
}
