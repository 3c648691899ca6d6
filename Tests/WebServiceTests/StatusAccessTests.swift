import Accounts
import Foundation
import GateControl
import LibraryModel
import LibraryStore
import Synchronization
import Testing
import WebService

@Suite("Who is told how much of the status")
struct StatusAccessTests {
    private static let (status, kiosk) = (secret(1), secret(2))

    private static func secret(_ seed: UInt64) -> TokenSecret {
        var chance = SeededChance(seed: seed)
        return TokenSecret(using: &chance)
    }

    /// Answers with a report that can be exchanged while the service runs.
    private static func answers(_ report: @escaping @Sendable () -> StatusReport) -> StatusAnswers {
        StatusAnswers(
            report: { report() }, isReady: { true },
            scope: { hash throws(StoreError) in hash == status.hash ? .status : hash == kiosk.hash ? .kiosk : nil },
            usually: { ["east": 250] },
            metrics: { report, watchers in "# HELP gatehouse_x \(report.version) \(watchers)\n" })
    }

    private static func bearer(_ secret: TokenSecret) -> String { "Authorization: Bearer \(secret.text)\r\n" }

    struct Row: Sendable, CustomTestStringConvertible {
        let setting: PublicStatus
        let who: String
        let field: String
        let status: Int
        let isExact: Bool
        var testDescription: String { "\(setting), \(who)" }

        init(_ setting: PublicStatus, _ who: String, _ field: String, _ status: Int, exact: Bool = false) {
            (self.setting, self.who, self.field, self.status, isExact) = (setting, who, field, status, exact)
        }
    }

    static let rows = [
        Row(.coarse, "nobody", "", 200), Row(.exact, "nobody", "", 200, exact: true), Row(.off, "nobody", "", 401),
        Row(.coarse, "a supervisor", bearer(status), 200, exact: true), Row(.off, "a supervisor", bearer(status), 200, exact: true),
        Row(.exact, "a kiosk", bearer(kiosk), 403), Row(.coarse, "a stranger", bearer(secret(9)), 401),
        Row(.coarse, "no token at all", "Authorization: Bearer x\r\n", 401), Row(.exact, "another scheme", "Authorization: Basic eDp5\r\n", 401),
    ]

    @Test("the setting says what everybody is told, a token of the scope opens all, and a wrong one is refused", arguments: rows)
    func access(_ row: Row) async throws {
        let report = try Reports.report(Reports.whole)
        try await served(Self.answers { report }, telling: row.setting) { port in
            let answer = try await ask(port, plain("GET", "/api/v1/status", row.field))
            #expect(answer.status == row.status)
            #expect(try Contract().faults(.status, sent: nil, answer) == [])
            guard row.status == 200 else { return }
            #expect((answer.body == Reports.whole) == row.isExact)
            #expect(answer.headers["cache-control"] == (row.isExact ? "private, no-cache" : "no-cache"))
            let now = try await ask(port, plain("GET", "/api/v1/now", row.field))
            #expect(try Contract().faults(.now, sent: nil, now) == [])
            #expect(now.body.contains("\"share\":14") == row.isExact)
            #expect(now.headers["access-control-allow-origin"] == "*")
        }
    }

    @Test("what everybody is told holds no count, no gate and no lane")
    func coarse() async throws {
        let report = try Reports.report(Reports.whole)
        try await served(Self.answers { report }, telling: .coarse) { port in
            for path in ["/api/v1/status", "/api/v1/now", "/now/badge.svg"] {
                let body = try await ask(port, plain("GET", path)).body
                for word in ["inside", "41", "300", "lane", "gate", "version", "uptime", "share"] { #expect(!body.contains(word), "\(path) \(word)") }
            }
        }
    }

    @Test("the token of the machine opens all, without the store")
    func localToken() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gatehouse-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        let report = try Reports.report(Reports.whole)
        var answers = StatusAnswers(
            report: { report }, isReady: { true },
            scope: { _ throws(StoreError) in throw StoreError(.diskFault, during: "a test", detail: "gone") })
        var chance = SeededChance(seed: 4)
        answers.local = try LocalToken(at: folder.path + "/t", using: &chance)
        let own = try #require(LocalToken.secret(at: folder.path + "/t"))
        try await served(answers, telling: .off) { port in
            #expect(try await ask(port, plain("GET", "/api/v1/status", Self.bearer(own))).body == Reports.whole)
            // Any other must be looked for, and nobody can say while the store does not answer.
            let other = try await ask(port, plain("GET", "/api/v1/status", Self.bearer(Self.status)))
            #expect(other.status == 503)
            #expect(try Contract().faults(.status, sent: nil, other) == [])
        }
    }

    struct Change: Sendable, CustomTestStringConvertible {
        let what: String
        let isNew: Bool
        let change: @Sendable (inout StatusReport) -> Void
        var testDescription: String { what }
    }

    static let changes = [
        Change(what: "nothing", isNew: false) { _ in },
        Change(what: "the time", isNew: false) { report in
            report.asOf = "2026-11-21T09:00:05.000+08:00"
            report.uptimeSeconds += 5
            report.campuses[0].asOf = report.asOf
        },
        Change(what: "a flicker of the camera's rate", isNew: false) { $0.gates[0].lanes[0].framesPerSecond = 30.1 },
        Change(what: "a camera that stands still", isNew: true) { $0.gates[0].lanes[0].framesPerSecond = 0 },
        Change(what: "one more inside", isNew: true) { $0.campuses[0].inside += 1 },
        Change(what: "a count that is late", isNew: true) { ($0.campuses[0].quality, $0.campuses[0].source) = (.late, .lastKnown) },
        Change(what: "an alarm", isNew: true) { $0.gates[0].lanes[0].alarms = [] },
    ]

    @Test("304 says that nothing but the time has changed", arguments: changes)
    func tags(_ row: Change) async throws {
        let report = ChangingReport(try Reports.report(Reports.whole))
        try await served(Self.answers { report.now }, telling: .exact) { port in
            let tag = try #require(try await ask(port, plain("GET", "/api/v1/status")).headers["etag"])
            #expect(tag.hasPrefix("W/\""))
            report.change { row.change(&$0) }
            let answer = try await ask(port, plain("GET", "/api/v1/status", "If-None-Match: \"x\", \(tag)\r\n"))
            #expect(answer.status == (row.isNew ? 200 : 304))
            #expect((answer.headers["etag"] == tag) != row.isNew && answer.body.isEmpty != row.isNew)
            #expect(try Contract().faults(.status, sent: nil, answer) == [])
        }
    }

    @Test("a campus that is counted elsewhere, or not at all, changes no tag by the time alone", arguments: [PublicStatus.exact, .coarse])
    func tagsOfUnknown(_ setting: PublicStatus) async throws {
        let report = ChangingReport(try Reports.report(Reports.sparse))
        try await served(Self.answers { report.now }, telling: setting) { port in
            for path in ["/api/v1/status", "/api/v1/now"] {
                let tag = try #require(try await ask(port, plain("GET", path)).headers["etag"])
                report.change { report in
                    report.asOf = "2026-11-21T23:00:0\(path.count % 10).000+08:00"
                    report.campuses[0].asOf = report.asOf
                }
                #expect(try await ask(port, plain("GET", path, "If-None-Match: \(tag)\r\n")).status == 304, "\(path)")
            }
        }
    }

    struct MetricsRow: Sendable, CustomTestStringConvertible {
        let what: String
        let fields: String
        let status: Int
        var testDescription: String { what }
        init(_ what: String, _ fields: String, _ status: Int) { (self.what, self.fields, self.status) = (what, fields, status) }
    }

    @Test("the metrics are for this machine and for tokens", arguments: [
        MetricsRow("this machine", "", 200), MetricsRow("a proxy on it", "X-Forwarded-For: 203.0.113.5\r\n", 401),
        MetricsRow("another proxy", "Forwarded: for=203.0.113.5\r\n", 401), MetricsRow("a third", "Via: 1.1 cache\r\n", 401),
        MetricsRow("a token through a proxy", "X-Forwarded-For: 203.0.113.5\r\n" + bearer(status), 200),
        MetricsRow("a wrong token on this machine", bearer(secret(9)), 401), MetricsRow("a kiosk's", bearer(kiosk), 403),
    ])
    func metrics(_ row: MetricsRow) async throws {
        let report = try Reports.report(Reports.whole)
        try await served(Self.answers { report }, telling: .coarse) { port in
            let request = plain("GET", "/metrics", row.fields).replacing("Host: gate", with: "Host: 127.0.0.1:9")
            let answer = try await ask(port, request)
            #expect(answer.status == row.status)
            #expect(try Contract().faults(.metrics, sent: nil, answer) == [])
            if row.status == 200 { #expect(answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8") }
        }
    }

    @Test("a name of elsewhere that leads here is no name of this machine, unless the settings open the metrics", arguments: [false, true])
    func rebinding(_ isPublic: Bool) async throws {
        let report = try Reports.report(Reports.whole)
        var settings = WebSettings()
        settings.publicMetrics = isPublic
        try await served(WebParts(settings: settings, status: Self.answers { report })) { port in
            let answer = try await ask(port, plain("GET", "/metrics"))
            #expect(answer.status == (isPublic ? 200 : 401))
        }
    }

    @Test("a name that merely begins like this machine's is another's", arguments: [
        ("127.0.0.1", 200), ("127.0.0.1:9090", 200), ("localhost:80", 200), ("[::1]:80", 200), ("127.1.2.3", 200),
        ("127.evil.example", 401), ("127.0.0.1.evil.example", 401), ("127.0.0.256", 401), ("127.0.0", 401),
        ("localhost.evil.example", 401), ("localhost:80x", 400), ("[::1].evil.example", 400), ("127.0.0.1:99999", 400),
    ])
    func names(_ row: (host: String, status: Int)) async throws {
        let report = try Reports.report(Reports.whole)
        try await served(WebParts(settings: WebSettings(), status: Self.answers { report })) { port in
            let request = plain("GET", "/metrics").replacing("Host: gate", with: "Host: \(row.host)")
            let answer = try await ask(port, request)
            #expect(answer.status == row.status)
        }
    }

    @Test("behind a proxy nobody is taken for this machine")
    func behindProxy() async throws {
        let report = try Reports.report(Reports.whole)
        var settings = WebSettings()
        settings.behindProxy = true
        try await served(WebParts(settings: settings, status: Self.answers { report })) { port in
            let request = plain("GET", "/metrics").replacing("Host: gate", with: "Host: localhost")
            let answer = try await ask(port, request)
            #expect(answer.status == 401)
        }
    }

    // MARK: The page for other sites

    @Test("what is usual stands beside what is, but not while it is closed")
    func usually() async throws {
        let report = try Reports.report(Reports.whole)
        try await served(Self.answers { report }, telling: .coarse) { port in
            let body = try await ask(port, plain("GET", "/api/v1/now")).body
            #expect(body.contains(#""level":"free""#) && body.contains(#""usually":{"level":"busy"}"#))
        }
        var closed = report
        closed.campuses[0].level = .closed
        let atNight = closed
        try await served(Self.answers { atNight }) { port in
            let body = try await ask(port, plain("GET", "/api/v1/now")).body
            #expect(!body.contains("usually"))
            #expect(try await !ask(port, plain("GET", "/now/badge.svg")).body.contains("通常"))
        }
    }

    @Test("the badge says the word, the usual one and the time, in the language that is asked for", arguments: [
        ("", ["东校区", "空闲", "通常较满", "09:00"]), ("?lang=en", ["East Campus", "free", "usually busy", "09:00"]),
        ("?campus=east&lang=zh", ["东校区"]),
    ])
    func badge(_ row: (query: String, words: [String])) async throws {
        let report = try Reports.report(Reports.whole)
        try await served(Self.answers { report }, telling: .coarse) { port in
            let answer = try await ask(port, plain("GET", "/now/badge.svg" + row.query))
            for word in row.words { #expect(answer.body.contains(">\(word)<")) }
            // Another height than its own is a matter of scale.
            #expect(answer.body.contains(/width="(\d+)" height="24" viewBox="0 0 \1 24"/))
            #expect(answer.body.hasPrefix("<svg ") && answer.body.hasSuffix("</svg>\n"))
            #expect(answer.headers["cross-origin-resource-policy"] == "cross-origin")
            #expect(try Contract().faults(.nowBadge, sent: nil, answer) == [])
        }
    }

    @Test("a badge of nothing that there is is refused", arguments: [("?campus=north", 404), ("?lang=fr", 422), ("?x=1", 422)])
    func noBadge(_ row: (query: String, status: Int)) async throws {
        let report = try Reports.report(Reports.whole)
        try await served(Self.answers { report }, telling: .coarse) { port in
            let answer = try await ask(port, plain("GET", "/now/badge.svg" + row.query))
            #expect(answer.status == row.status)
            #expect(try Contract().faults(.nowBadge, sent: nil, answer) == [])
        }
    }

    @Test("a badge of what nobody knows is grey and says so", arguments: [Reports.sparse])
    func unknownBadge(_ text: String) async throws {
        let report = try Reports.report(text)
        try await served(Self.answers { report }, telling: .coarse) { port in
            let drawing = try await ask(port, plain("GET", "/now/badge.svg?lang=en")).body
            #expect(drawing.contains(">unknown<") && drawing.contains("#6b7076") && !drawing.contains("#11633a"))
        }
    }

    @Test("only the sites of the settings may hold the page in a frame, and no other page", arguments: [
        ("none", "frame-ancestors 'none'"), ("any", "frame-ancestors *"),
        ("https://library.example.edu", "frame-ancestors https://library.example.edu"),
    ])
    func frames(_ row: (site: String, policy: String)) async throws {
        let report = try Reports.report(Reports.whole)
        var settings = WebSettings()
        settings.nowFrames = row.site == "any" ? [.any] : WebAddress(row.site).map { [.site($0)] } ?? []
        try await served(WebParts(settings: settings, status: Self.answers { report })) { port in
            let page = try await ask(port, plain("GET", "/now"))
            #expect(page.headers["content-security-policy"]?.hasSuffix(row.policy) == true)
            let other = try await ask(port, plain("GET", "/"))
            #expect(other.headers["content-security-policy"]?.hasSuffix("frame-ancestors 'none'") == true)
        }
        settings.publicStatus = .off
        try await served(WebParts(settings: settings, status: Self.answers { report })) { port in
            let (page, badge) = (try await ask(port, plain("GET", "/now")), try await ask(port, plain("GET", "/now/badge.svg")))
            #expect(page.status == 404 && badge.status == 401)
        }
    }
}

/// A report that changes while the service runs.
final class ChangingReport: Sendable {
    private let state: Mutex<StatusReport>
    init(_ report: StatusReport) { state = Mutex(report) }
    var now: StatusReport { state.withLock { $0 } }
    func change(_ change: (inout StatusReport) -> Void) { state.withLock { change(&$0) } }
}
