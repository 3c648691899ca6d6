import Accounts
import LibraryModel
import Secrets
import Testing

@Suite("the cookie of a session")
struct SessionCookieTests {
    private let cookie: SessionCookie
    private let id = RecordID(high: 0x0123_4567_89AB_7DEF, low: 0x8123_4567_89AB_CDEF)

    init() throws {
        var chance = SeededChance(seed: 1)
        cookie = SessionCookie(key: try AuthenticationKey(using: &chance))
    }

    @Test("names its session")
    func roundTrip() {
        let value = cookie.value(for: id)
        #expect(value.hasPrefix("\(id)."))
        #expect(value.utf8.count == SessionCookie.byteCount)
        #expect(cookie.session(in: value) == id)
    }

    @Test("of another key or another session is worth nothing")
    func others() throws {
        var chance = SeededChance(seed: 2)
        #expect(try SessionCookie(key:  AuthenticationKey(using: &chance)).session(in: cookie.value(for: id)) == nil)
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

@Suite("access tokens")
struct TokenSecretTests {
    private let secret: TokenSecret

    init() throws {
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
