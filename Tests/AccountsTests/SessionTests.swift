import Accounts
import LibraryModel
import Testing

@Suite("the cookie of a session")
struct SessionCookieTests {
    private let cookie: SessionCookie
    private let id = RecordID(high: 0x0123_4567_89AB_7DEF, low: 0x8123_4567_89AB_CDEF)

    init() {
        var chance = SeededChance(seed: 1)
        cookie = SessionCookie(key: SessionKey(using: &chance))
    }

    @Test("names its session")
    func roundTrip() {
        let value = cookie.value(for: id)
        #expect(value.hasPrefix("\(id)."))
        #expect(value.utf8.count == SessionCookie.byteCount)
        #expect(cookie.session(in: value) == id)
    }

    @Test("of another key or another session is worth nothing")
    func others() {
        var chance = SeededChance(seed: 2)
        #expect(SessionCookie(key: SessionKey(using: &chance)).session(in: cookie.value(for: id)) == nil)
        let other = RecordID(high: id.high, low: id.low + 1)
        let mixed = "\(other)" + cookie.value(for: id).dropFirst(32)
        #expect(cookie.session(in: mixed) == nil)
    }

    @Test("cannot be cut, lengthened or changed by a bit, and has one spelling")
    func everyChange() {
        let value = cookie.value(for: id)
        for count in 0..<value.utf8.count { #expect(cookie.session(in: String(value.prefix(count))) == nil) }
        for extra in ["0", " ", ".", "\u{0}", "é"] {
            #expect(cookie.session(in: value + extra) == nil)
            #expect(cookie.session(in: extra + value) == nil)
        }
        let bytes = Array(value.utf8)
        for index in bytes.indices {
            for bit in 0..<7 {
                var changed = bytes
                changed[index] ^= 1 << UInt8(bit)
                #expect(cookie.session(in: String(decoding: changed, as: UTF8.self)) == nil)
            }
        }
        #expect(cookie.session(in: value.uppercased()) == nil)
    }

    @Test("of hostile bytes names nothing", arguments: [
        "", ".", "..", String(repeating: ".", count: 97), String(repeating: "0", count: 97),
        String(repeating: "0", count: 32) + "." + String(repeating: "0", count: 64), String(repeating: "é", count: 48) + ".",
        String(repeating: "a", count: 1_000_000),
    ])
    func hostile(value: String) { #expect(cookie.session(in: value) == nil) }
}

@Suite("the key file of the sessions")
struct SessionKeyTests {
    private let folder: TemporaryFolder
    private let id = RecordID(high: 1, low: 2)

    init() throws { folder = try TemporaryFolder() }

    @Test("is made at the first start, for its owner alone, and read at the next")
    func firstStart() throws {
        var chance = SeededChance(seed: 1)
        let path = folder.path("session.key")
        let made = SessionCookie(key: try SessionKey.loadOrMake(path, using: &chance))
        #expect(try folder.mode(of: path) == 0o600)
        #expect(try folder.names() == ["session.key"])
        let again = SessionCookie(key: try SessionKey.loadOrMake(path, using: &chance))
        #expect(again.session(in: made.value(for: id)) == id)
    }

    @Test("that others may read is refused and stays as it is", arguments: [0o604, 0o644, 0o660, 0o620] as [UInt32])
    func tooOpen(mode: UInt32) throws {
        var chance = SeededChance(seed: 1)
        let path = folder.path("session.key")
        _ = try SessionKey.loadOrMake(path, using: &chance)
        try folder.chmod(path, mode)
        #expect(throws: AccountError.fileTooOpen(path: path)) { try SessionKey.loadOrMake(path, using: &chance) }
    }

    @Test("cut short, lengthened or of another kind is refused, never replaced")
    func spoiled() throws {
        var chance = SeededChance(seed: 1)
        let path = folder.path("session.key")
        _ = try SessionKey.loadOrMake(path, using: &chance)
        let good = try folder.read(path)
        let cuts = good.indices.map { String(good[..<$0]) }
        let others = [
            good + "\n", good.replacing("session", with: "kiosk"), good.replacing(" 1 ", with: " 2 "), good.dropLast() + "g",
            good.uppercased(), String(repeating: "0", count: 1000),
        ]
        for text in cuts + others {
            try folder.write(text, to: path, mode: 0o600)
            #expect(throws: AccountError.notAKeyFile(path: path)) { try SessionKey.loadOrMake(path, using: &chance) }
            #expect(try folder.read(path) == text)
        }
    }

    @Test("in a folder that is not there is named by its path, and a folder is no key file")
    func noFile() throws {
        var chance = SeededChance(seed: 1)
        let path = folder.path("nowhere/session.key")
        let error = #expect(throws: AccountError.self) { try SessionKey.loadOrMake(path, using: &chance) }
        guard case .fileFailed(path, "mkstemp", _)? = error else { return #expect(Bool(false), "\(String(describing: error))") }
        #expect("\(try #require(error))".hasSuffix("No such file or directory"))
        try folder.makeFolder(folder.path("folder"))
        #expect(throws: AccountError.notAKeyFile(path: folder.path("folder"))) {
            try SessionKey.loadOrMake(folder.path("folder"), using: &chance)
        }
    }

    @Test("two programs that start at once have one key")
    func race() async throws {
        let (path, id) = (folder.path("session.key"), id)
        let values = try await withThrowingTaskGroup(of: String.self) { group in
            for seed in 1...8 as ClosedRange<UInt64> {
                group.addTask {
                    var chance = SeededChance(seed: seed)
                    return SessionCookie(key: try SessionKey.loadOrMake(path, using: &chance)).value(for: id)
                }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(values.count == 1)
        #expect(try folder.names() == ["session.key"])
    }

    @Test("prints nothing of its secret")
    func printing() {
        var chance = SeededChance(seed: 1)
        let key = SessionKey(using: &chance)
        #expect("\(key) \(String(reflecting: key))" == "session key session key")
    }
}

@Suite("access tokens")
struct TokenSecretTests {
    private let secret: TokenSecret

    init() {
        var chance = SeededChance(seed: 1)
        secret = TokenSecret(using: &chance)
    }

    @Test("are read as they were written, and kept as a hash that does not give them away")
    func roundTrip() throws {
        #expect(secret.text.hasPrefix("gh_") && secret.text.utf8.count == 67)
        let read = try #require(TokenSecret(secret.text))
        #expect(read == secret && read.hash == secret.hash)
        #expect(secret.hash.utf8.count == 64 && !secret.text.contains(secret.hash.prefix(16)))
        var chance = SeededChance(seed: 2)
        #expect(TokenSecret(using: &chance).hash != secret.hash)
        #expect("\(secret) \(String(reflecting: secret))" == "gh_… gh_…")
    }

    @Test("of another form are none")
    func form() {
        for count in 0..<67 { #expect(TokenSecret(String(secret.text.prefix(count))) == nil) }
        for text in [secret.text + "0", " " + secret.text.dropLast(), secret.text.uppercased(), "gx_" + secret.text.dropFirst(3)] {
            #expect(TokenSecret(text) == nil)
        }
    }
}

@Suite("the state of a redirecting sign-in")
struct LoginStateTests {
    @Test("counts only where query and cookie carry the same word")
    func bound() {
        var chance = SeededChance(seed: 1)
        let (mine, other) = (LoginState(using: &chance), LoginState(using: &chance))
        #expect(LoginState.returned(query: mine.word, cookie: mine.word) == mine)
        let wrong: [(String?, String?)] = [
            (mine.word, other.word), (mine.word, nil), (nil, mine.word), (nil, nil), ("", ""), ("x", "x"),
            (mine.word.uppercased(), mine.word.uppercased()), (mine.word + "0", mine.word + "0"),
        ]
        for (query, cookie) in wrong { #expect(LoginState.returned(query: query, cookie: cookie) == nil) }
    }
}
