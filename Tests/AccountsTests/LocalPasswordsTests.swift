import Accounts
import LibraryModel
import Testing

@Suite("signing in with card number and password")
struct LocalPasswordsTests {
    private let book = Shelf()
    private let desk = PasswordDesk(cost: .least)
    private let passwords: LocalPasswords
    private let anna: PatronID
    private let now = WallTime(seconds: 1_795_222_800)

    init() async throws {
        anna = try #require(PatronID(rawValue: "2021100001"))
        passwords = LocalPasswords(book: book, desk: desk)
        let hash = try #require(try await desk.hash("correct horse"))
        await book.put(anna, PasswordEntry(hash: hash.text, mustChange: true))
    }

    private func answer(_ card: String, _ password: String, after seconds: Int = 0) async throws -> Identification {
        try await passwords.identify(.password(card: card, password: password), at: now + .seconds(seconds))
    }

    @Test("our own page asks for them")
    func page() {
        var chance = SeededChance(seed: 1)
        #expect(passwords.signInPage(for: LoginState(using: &chance)) == nil)
    }

    @Test("the right password is the patron's, a handed-out one must be changed")
    func right() async throws {
        #expect(try await answer("2021100001", "correct horse") == .patron(anna, mustChange: true))
        await book.change(anna) { $0.mustChange = false }
        #expect(try await answer("2021100001", "correct horse") == .patron(anna, mustChange: false))
    }

    @Test("a wrong password, an unknown card, a card that is none and a ticket are answered in the same words", arguments: [
        ("2021100001", "wrong"), ("2021100001", ""), ("2021100002", "correct horse"), ("", ""), ("2021 100001", "correct horse"),
        ("2021100001\n", "correct horse"), (String(repeating: "1", count: 1_000_000), "x"), ("二〇二一", "correct horse"),
        ("2021100001", String(repeating: "x", count: 1_000_000)),
    ])
    func wrong(card: String, password: String) async throws {
        #expect(try await answer(card, password) == .refused(.wrongCredentials))
        var chance = SeededChance(seed: 1)
        let ticket = IdentityProof.ticket("ST-1", state: LoginState(using: &chance))
        #expect(try await passwords.identify(ticket, at: now) == .refused(.wrongCredentials))
    }

    @Test("after five wrong tries the right password waits too, and a right one clears the count", arguments: [
        "2021100001", "2021100009",
    ])
    func waits(card: String) async throws {
        for _ in 1...5 { #expect(try await answer(card, "wrong") == .refused(.wrongCredentials)) }
        #expect(try await answer(card, "correct horse") == .refused(.wait(.seconds(1))))
        #expect(try await answer(card, "correct horse") == .refused(.wait(.seconds(1))), "who waits is not counted")
        #expect(try await answer(card, "wrong", after: 1) == .refused(.wrongCredentials))
        #expect(try await answer(card, "wrong", after: 2) == .refused(.wait(.seconds(1))))
        guard card == anna.rawValue else { return }
        #expect(try await answer(card, "correct horse", after: 3) == .patron(anna, mustChange: true))
        #expect(await book.entries[anna]?.wrongTries == 0)
        #expect(try await answer(card, "wrong", after: 3) == .refused(.wrongCredentials))
    }

    @Test("of a hundred tries side by side no more are compared than one after another would be")
    func sideBySide() async throws {
        let answers = try await withThrowingTaskGroup(of: Identification.self) { group in
            for number in 0..<100 { group.addTask { try await answer("2021100001", "guess \(number)") } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let compared = answers.filter { $0 == .refused(.wrongCredentials) }.count
        #expect((1...5).contains(compared))
        #expect(await book.entries[anna]?.wrongTries == compared)
    }

    @Test("a hash of another cost is made anew at the sign-in, a good one stays")
    func rehash() async throws {
        let old = try #require(try await desk.hash("correct horse", at: .former))
        await book.change(anna) { $0.hash = old.text }
        #expect(try await answer("2021100001", "correct horse") == .patron(anna, mustChange: true))
        let new = try #require(await book.entries[anna]?.hash)
        #expect(new.contains("$m=8,t=1,p=1$"))
        #expect(try await answer("2021100001", "correct horse") == .patron(anna, mustChange: true))
        #expect(await book.entries[anna]?.hash == new)
    }

    @Test("a hash that cannot be read lets nobody in")
    func spoiled() async throws {
        await book.change(anna) { $0.hash = "correct horse" }
        #expect(try await answer("2021100001", "correct horse") == .refused(.wrongCredentials))
    }

    @Test("when too many wait, one is told to come again and nothing is counted")
    func busy() async throws {
        let proof = IdentityProof.password(card: "2021100001", password: "wrong")
        let answer = try await FullQueue.with { queue in
            try await LocalPasswords(book: book, desk: PasswordDesk(cost: .least, queue: queue)).identify(proof, at: now)
        }
        #expect(answer == .refused(.busy))
        #expect(await book.entries[anna]?.wrongTries == 0)
    }

    @Test("a book that fails says so, and the next try is free to go")
    func failing() async throws {
        await book.fail(true)
        await #expect(throws: AccountError.bookFailed("simulated")) { try await answer("2021100001", "correct horse") }
        await book.fail(false)
        #expect(try await answer("2021100001", "correct horse") == .patron(anna, mustChange: true))
    }
}

/// A book in memory.
private actor Shelf: PasswordBook {
    private(set) var entries: [PatronID: PasswordEntry] = [:]
    private var isFailing = false

    func put(_ patron: PatronID, _ entry: PasswordEntry) { entries[patron] = entry }

    func change(_ patron: PatronID, _ change: (inout PasswordEntry) -> Void) {
        guard var entry = entries[patron] else { return }
        change(&entry)
        entries[patron] = entry
    }

    func fail(_ isFailing: Bool) { self.isFailing = isFailing }

    func entry(of patron: PatronID) async throws(AccountError) -> PasswordEntry? {
        if isFailing { throw .bookFailed("simulated") }
        return entries[patron]
    }

    func noteTry(of patron: PatronID, isRight: Bool, at time: WallTime) async throws(AccountError) {
        change(patron) { entry in
            entry.wrongTries = isRight ? 0 : entry.wrongTries + 1
            entry.lastTryAt = time
        }
    }

    func replaceHash(_ old: String, with hash: PasswordHash, of patron: PatronID) async throws(AccountError) {
        change(patron) { if $0.hash == old { $0.hash = hash.text } }
    }
}
