import Accounts
import LibraryModel
import Testing

@Suite("passwords")
struct PasswordTests {
    private let desk = PasswordDesk(cost: .least)

    @Test("the right one is right and any other wrong", arguments: [
        "correct horse", "密码很长而且安全", "", " ", "a\u{0}b", String(repeating: "x", count: 128), "🔑🔑🔑🔑🔑🔑🔑🔑",
    ])
    func check(password: String) async throws {
        let hash = try #require(try await desk.hash(password))
        #expect(try await desk.check(password, against: hash) == .right(needsRehash: false))
        for other in [password + "x", "x" + password, String(password.dropLast()) + "y", "a", "a\u{0}c"] {
            #expect(try await desk.check(other, against: hash) == .wrong)
        }
    }

    @Test("one password never has the same hash twice, and its hash tells nothing when printed")
    func salt() async throws {
        let (first, second) = (try await desk.hash("correct horse"), try await desk.hash("correct horse"))
        #expect(first != second)
        let hash = try #require(first)
        #expect(hash.text.hasPrefix("$argon2id$v=19$m=8,t=1,p=1$"))
        #expect(!"\(hash) \(String(reflecting: hash))".contains("argon2id"))
    }

    @Test("the standard cost is 19 MiB and two passes, of which a unit with 256 MiB has room for one beside a gate, and a hash of another cost is to be made anew")
    func cost() async throws {
        let standard = PasswordDesk()
        let hash = try #require(try await standard.hash("correct horse"))
        #expect(hash.text.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
        #expect(try await standard.check("correct horse", against: hash) == .right(needsRehash: false))
        #expect(try await desk.check("correct horse", against: hash) == .right(needsRehash: true))
    }

    @Test("a hash of the first versions, of 64 MiB, is still compared and is to be made anew")
    func former() async throws {
        let standard = PasswordDesk()
        let hash = try #require(try await standard.hash("correct horse", at: .former))
        #expect(hash.text.hasPrefix("$argon2id$v=19$m=65536,t=2,p=1$"))
        #expect(PasswordHash(hash.text) == hash)
        #expect(try await standard.check("correct horse", against: hash) == .right(needsRehash: true))
        #expect(try await standard.check("another horse", against: hash) == .wrong)
    }

    @Test("a wide letter of a Chinese keyboard is the same as the narrow one (NFKC)", arguments: [
        ("ｃｏｒｒｅｃｔ１２３", "correct123"), ("e\u{301}tude-longue", "étude-longue"), ("ﬁne-password", "fine-password"),
    ])
    func forms(typed: String, other: String) async throws {
        let hash = try #require(try await desk.hash(typed))
        #expect(try await desk.check(other, against: hash) == .right(needsRehash: false))
    }

    @Test("one that is too long is wrong without any work")
    func tooLong() async throws {
        let hash = try #require(try await desk.hash(String(repeating: "x", count: 128)))
        #expect(try await desk.check(String(repeating: "x", count: 129), against: hash) == .wrong)
        #expect(try await desk.check(String(repeating: "密", count: 1_000_000), against: nil) == .wrong)
    }

    @Test("a card number without a hash is answered as wrong, whatever the password")
    func unknown() async throws {
        #expect(try await desk.check("", against: nil) == .wrong)
        #expect(try await desk.check("correct horse", against: nil) == .wrong)
    }

    @Test("what was kept but is no hash of ours, or one that would take the whole machine, is no hash", arguments: [
        "", "correct horse", "$argon2id$", "$2b$12$abcdefghijklmnopqrstuv", "$argon2id$v=19$m=4294967295,t=2,p=1$c2FsdA$aGFzaA",
        "$argon2id$v=19$m=65537,t=2,p=1$c2FsdA$aGFzaA", "$argon2id$v=19$m=65536,t=3,p=1$c2FsdA$aGFzaA",
        "$argon2id$v=19$m=65536,t=4294967295,p=1$c2FsdA$aGFzaA", "$argon2id$v=19$m=0,t=1,p=1$c2FsdA$aGFzaA",
        "$argon2id$v=19$m=65536,t=2,p=200$c2FsdA$aGFzaA", "$argon2i$v=19$m=65536,t=2,p=1$c2FsdA$aGFzaA",
        "$argon2id$v=19$m=65536$c2FsdA$aGFzaA", "$argon2id$v=19$m=65536,t=2,p=1$c2FsdA$\n",
        "$argon2id$v=19$m=65536,t=2,p=1$" + String(repeating: "A", count: 200) + "$aGFzaA",
    ])
    func notAHash(text: String) { #expect(PasswordHash(text) == nil) }

    @Test("a hash that was spoiled in the store matches nothing and is reported", arguments: [
        "$argon2id$v=19$m=8,t=1,p=1$c2FsdA$aGFzaA", "$argon2id$v=1$m=8,t=1,p=1$!$!", "$argon2id$$m=8,t=1,p=1$$",
    ])
    func spoiled(text: String) async throws {
        let hash = try #require(PasswordHash(text))
        await #expect(throws: AccountError.libraryFailed(call: "crypto_pwhash_argon2id_str_verify")) {
            try await desk.check("correct horse", against: hash)
        }
    }
}

@Suite("which passwords may be chosen (NIST SP 800-63B 5.1.1.2)")
struct PasswordWeaknessTests {
    @Test("length, the card number, one row; nothing is asked of their composition", arguments: [
        ("correct horse", nil), ("abcdefg", .tooShort), ("aaaabbbb", nil), ("密码很长而且安全", nil), ("密码密码密码密", .tooShort),
        ("        ", .isOneRow), ("aaaaaaaa", .isOneRow), ("12345678", .isOneRow), ("hgfedcba", .isOneRow), ("12345679", nil),
        ("２０２１１００００１", .isCardNumber), ("2021100001", .isCardNumber), ("20211000012", nil), ("aaaaaaaab", nil), ("", .tooShort),
        (String(repeating: "ab", count: 64), nil), (String(repeating: "ab", count: 64) + "c", .tooLong),
        (String(repeating: "密码", count: 22), .tooLong), ("handed-out-1", .isUnchanged), ("\u{FDFA}", nil),
    ] as [(String, PasswordWeakness?)])
    func rows(password: String, weakness: PasswordWeakness?) throws {
        let patron = try #require(PatronID(rawValue: "2021100001"))
        #expect(PasswordWeakness.of(password, for: patron, replacing: "handed-out-1") == weakness)
    }

    @Test("a card number of letters is known in either case")
    func letters() throws {
        let patron = try #require(PatronID(rawValue: "B2021ABCD"))
        #expect(PasswordWeakness.of("b2021abcd", for: patron) == .isCardNumber)
    }

    @Test("each has words of its own in both languages")
    func words() {
        let messages = PasswordWeakness.allCases.map(\.message)
        #expect(Set(messages.map(\.zh)).count == messages.count && Set(messages.map(\.en)).count == messages.count)
    }
}
