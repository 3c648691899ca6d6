import Accounts
import Foundation
import LibraryModel
import Testing

@Suite("what a CAS server's answer says (protocol 3.0.3 section 2.5.2)")
struct CASAnswerTests {
    private static func read(_ text: String) throws(CASMalformed) -> CASAnswer { try CASAnswer(Array(text.utf8)) }
    private static func reason(_ text: String) -> String? {
        do throws(CASMalformed) {
            _ = try read(text)
            return nil
        } catch {
            return error.reason
        }
    }

    @Test("user and attributes, in whatever dress", arguments: [
        LocalCAS.success("<cas:user>2021100001</cas:user>"),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + LocalCAS.success("<cas:user>\n  2021100001\t</cas:user>"),
        "<?xml version='1.0' encoding='utf-8' standalone='yes'?>" + LocalCAS.success("<cas:user>2021100001</cas:user>"),
        "<?xml version=\"1.0\"?><!-- hello -->" + LocalCAS.success("<cas:user><![CDATA[2021100001]]></cas:user>"),
        LocalCAS.success("<cas:user>2021<!-- x -->100001</cas:user>"), LocalCAS.success("<cas:user>&#50;021100001</cas:user>"),
        LocalCAS.success("<cas:user>2021100001</cas:user><cas:proxyGrantingTicket>PGTIOU-1</cas:proxyGrantingTicket>"),
        LocalCAS.success("<cas:user>2021100001</cas:user>") + LocalCAS.success("<cas:user>2021100002</cas:user>"),
        "\u{FEFF}" + LocalCAS.success("<cas:user>2021100001</cas:user>"),
        "<serviceResponse xmlns=\"http://www.yale.edu/tp/cas\"><authenticationSuccess><user>2021100001</user></authenticationSuccess></serviceResponse>",
    ])
    func success(text: String) throws {
        #expect(try Self.read(text) == .success(user: "2021100001", attributes: [:]))
    }

    @Test("attributes are listed by name; one that holds elements has no value")
    func attributes() throws {
        let text = LocalCAS.success(
            """
            <cas:user>anna</cas:user>
            <cas:attributes>
              <cas:cardNumber> 2021100001 </cas:cardNumber>
              <cas:affiliation>staff</cas:affiliation><cas:affiliation>faculty</cas:affiliation>
              <cas:姓名>安 &amp; 娜</cas:姓名>
              <cas:empty/>
              <cas:address><cas:cardNumber>9</cas:cardNumber></cas:address>
              <other:cardNumber xmlns:other="http://example.org">7</other:cardNumber>
              <cardNumber>8</cardNumber>
            </cas:attributes>
            """)
        #expect(try Self.read(text) == .success(user: "anna", attributes: [
            "cardNumber": ["2021100001"], "affiliation": ["staff", "faculty"], "姓名": ["安 & 娜"], "empty": [""],
        ]))
    }

    @Test("failure with its code", arguments: [
        ("<cas:authenticationFailure code=\"INVALID_TICKET\">\n Ticket ST-1 not recognized\n</cas:authenticationFailure>", "INVALID_TICKET"),
        ("<cas:authenticationFailure code='INVALID_SERVICE'/>", "INVALID_SERVICE"), ("<cas:authenticationFailure/>", ""),
    ])
    func failure(inside: String, code: String) throws {
        #expect(try Self.read(LocalCAS.wrapped(inside)) == .failure(code: code))
    }

    private static let bad: [(text: String, reason: String)] = [
        ("", "it is not XML"), ("hello", "it is not XML"), ("<a", "it is not XML"), ("<html></html>", "it is no service response"),
        ("<serviceResponse/>", "it is no service response"),
        ("<cas:serviceResponse xmlns:cas=\"http://example.org\"/>", "it is no service response"),
        (LocalCAS.wrapped(""), "it says neither success nor failure, or both"),
        (LocalCAS.wrapped("<cas:proxySuccess/>"), "it says neither success nor failure, or both"),
        (LocalCAS.wrapped("<cas:x><cas:authenticationSuccess><cas:user>1</cas:user></cas:authenticationSuccess></cas:x>"), "it says neither success nor failure, or both"),
        (
            LocalCAS.wrapped("<cas:authenticationFailure code='X'/><cas:authenticationSuccess><cas:user>1</cas:user></cas:authenticationSuccess>"),
            "it says neither success nor failure, or both"
        ),
        (
            LocalCAS.wrapped(String(repeating: "<cas:authenticationSuccess><cas:user>1</cas:user></cas:authenticationSuccess>", count: 2)),
            "it says neither success nor failure, or both"
        ),
        (LocalCAS.success(""), "it names no one"), (LocalCAS.success("<cas:user/>"), "it names no one"),
        (LocalCAS.success("<cas:user> \n </cas:user>"), "it names no one"),
        (LocalCAS.success("<cas:user>1</cas:user><cas:user>2</cas:user>"), "it names no one"),
        (LocalCAS.success("<user>1</user>"), "it names no one"),
        (LocalCAS.success("<cas:x><cas:user>1</cas:user></cas:x>"), "it names no one"),
        (LocalCAS.success("<cas:user>1<cas:b>2</cas:b></cas:user>"), "its user is no text"),
        (LocalCAS.success("<cas:user>1</cas:user><cas:proxies><cas:proxy>https://x</cas:proxy></cas:proxies>"), "it is about a proxy"),
        (String(LocalCAS.success("<cas:user>1</cas:user>").dropLast(3)), "it is not XML"),
        (LocalCAS.success("<cas:user>&unknown;1</cas:user>"), "it is not XML"),
        ("<!DOCTYPE x>" + LocalCAS.success("<cas:user>1</cas:user>"), "it has a document type"),
        ("<!doctype html><html></html>", "it has a document type"),
        ("<?xml version='1.0' encoding='UTF-16'?>" + LocalCAS.success("<cas:user>1</cas:user>"), "it is not UTF-8"),
        ("<?xml version='1.0' encoding='UTF-7'?>" + LocalCAS.success("<cas:user>1</cas:user>"), "it is not UTF-8"),
        ("<?xml version='1.0' encoding = \"gb18030\"?>" + LocalCAS.success("<cas:user>1</cas:user>"), "it is not UTF-8"),
        (LocalCAS.success("<cas:user>1\u{0}2</cas:user>"), "it is not UTF-8"),
        (LocalCAS.success("<cas:user>1</cas:user>" + String(repeating: "<a>", count: 20) + String(repeating: "</a>", count: 20)), "it is too deep or has too many parts"),
        (LocalCAS.success("<cas:user>1</cas:user>" + String(repeating: "<a/>", count: 2000)), "it is too deep or has too many parts"),
        (LocalCAS.success("<cas:user>1</cas:user>" + String(repeating: " ", count: 65_536)), "it is too long"),
    ]

    @Test("everything else says nothing, and why", arguments: bad)
    func malformed(text: String, reason: String) { #expect(Self.reason(text) == reason) }

    @Test("entity bombs are not read, let alone exploded")
    func bombs() {
        let laughs = (1...9).map { "<!ENTITY l\($0) \"\(String(repeating: "&l\($0 - 1);", count: 10))\">" }.joined()
        let bomb = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY l0 \"ha\">\(laughs)]>" + LocalCAS.success("<cas:user>&l9;</cas:user>")
        #expect(Self.reason(bomb) == "it has a document type")
        let file = "<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/hostname\">]>" + LocalCAS.success("<cas:user>&f;</cas:user>")
        #expect(Self.reason(file) == "it has a document type")
        // In UTF-16 the words look otherwise, byte by byte.
        let wide = Array("<!DOCTYPE x [<!ENTITY f \"1\">]><a>&f;</a>".utf16).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(throws: CASMalformed.self) { try CASAnswer([0xFF, 0xFE] + wide) }
        #expect(throws: CASMalformed.self) { try CASAnswer(wide) }
    }

    @Test("an answer cut short says nothing, and one with changed bytes is read or refused without a crash")
    func everyChange() throws {
        let good = Array(LocalCAS.success("<cas:user>2021100001</cas:user>").utf8)
        for count in good.indices where count < good.count - 1 {
            #expect(throws: CASMalformed.self) { try CASAnswer(Array(good.prefix(count))) }
        }
        var chance = SeededChance(seed: 9)
        for _ in 0..<5_000 {
            var changed = good
            for _ in 0..<Int.random(in: 1...3, using: &chance) {
                changed[Int.random(in: changed.indices, using: &chance)] = .random(in: 0...255, using: &chance)
            }
            _ = try? CASAnswer(changed)
        }
    }
}

@Suite("where the CAS server is and how it knows us")
struct CASPlaceTests {
    @Test("https, or http on this machine itself; no user, query or fragment", arguments: [
        ("https://cas.example.edu/cas", true), ("https://cas.example.edu", true), ("https://cas.example.edu:8443/authserver/", true),
        ("http://127.0.0.1:8080/cas", true), ("http://localhost/cas", true), ("http://[::1]:8080/cas", true),
        ("http://cas.example.edu/cas", false), ("http://127.0.0.1.example.edu/cas", false), ("http://localhost.example.edu/", false),
        ("ftp://cas.example.edu", false), ("file:///etc/passwd", false), ("cas.example.edu", false), ("", false), ("https://", false),
        ("https://anna@cas.example.edu", false), ("https://anna:x@cas.example.edu", false), ("https://cas.example.edu?x=1", false),
        ("https://cas.example.edu/#x", false), ("https://cas.example.edu/a b", false), ("https://cas.example.edu/\r\nX: y", false),
        ("https://统一.example.edu/", false), ("https://cas.example.edu/" + String(repeating: "a", count: 600), false),
    ])
    func addresses(address: String, isGood: Bool) throws {
        let good = "https://library.example.edu/auth/cas/return"
        for (server, service) in [(address, good), (good, address)] {
            if isGood {
                _ = try CASPlace(server: server, service: service)
            } else {
                #expect(throws: AccountError.badAddress(address)) { try CASPlace(server: server, service: service) }
            }
        }
    }

    @Test("the login page gets the service with its state, escaped whole")
    func login() throws {
        let place = try CASPlace(server: "https://cas.example.edu/cas/", service: "https://library.example.edu/auth/cas/return")
        let state = try #require(LoginState("0123456789abcdef0123456789abcdef"))
        #expect(place.login(for: state)
            == "https://cas.example.edu/cas/login?service=https%3A%2F%2Flibrary.example.edu%2Fauth%2Fcas%2Freturn%3Fstate%3D"
            + "0123456789abcdef0123456789abcdef")
        #expect(place.serviceIdentifier(for: state) == "https://library.example.edu/auth/cas/return?state=\(state.word)")
    }
}
