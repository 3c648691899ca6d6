import Foundation
import GateControl
import LibraryModel
import LibraryRules
import LibraryStore
import StrictYAML
import Testing

@Suite("every reading of the rules of booking can be chosen")
struct BookingSettingsTests {
    /// One line of a section, and the policy that it makes.
    struct Choice: Sendable, CustomTestStringConvertible {
        let line: String
        let house: HousePolicy
        var testDescription: String { line }

        init(_ line: String, _ change: (inout HousePolicy) -> Void) {
            var house = HousePolicy()
            change(&house)
            (self.line, self.house) = (line, house)
        }
    }

    static let booking = [
        Choice("creation: in_window") { $0.booking.creation = .inWindow },
        Choice("creation: walk_in") { $0.booking.creation = .walkIn },
        Choice("shortest: 30 min") { $0.booking.shortest = .minutes(30) },
        Choice("longest: 8 h") { $0.booking.longest = .hours(8) },
        Choice("grid: 15 min") { $0.booking.grid = .minutes(15) },
        Choice("grid: 1 h") { $0.booking.grid = .minutes(60) },
        Choice("slots: [08:00-10:00, 10:00-12:30]") { $0.booking.slots = [span(8, 10), span(10, 12, 30)] },
        Choice("{ slots: [08:00-10:00], cap: slot }") { ($0.booking.slots, $0.booking.cap) = ([span(8, 10)], .slot) },
        Choice("quota: day") { $0.booking.quota = .day },
        Choice("quota: submission") { $0.booking.quota = .submission },
        Choice("quota-limit: 3") { $0.booking.quotaLimit = 3 },
        Choice("bookings-a-day: 4") { $0.booking.bookingsADay = 4 },
        Choice("cancellations-a-day: 5") { $0.booking.cancellationsADay = 5 },
        Choice("second-campus: always") { $0.booking.secondCampus = .always },
        Choice("second-campus: apart") { $0.booking.secondCampus = .apart },
        Choice("back-to-back: separate") { $0.booking.backToBack = .separate },
        Choice("longest-stay: 4 h") { $0.booking.longestStay = .hours(4) },
        Choice("longest-stay: any") { $0.booking.longestStay = nil },
        Choice("horizon: today_counts") { $0.booking.horizon = .todayCounts },
        Choice("horizon: always") { $0.booking.horizon = .always },
        Choice("horizon: rolling") { $0.booking.horizon = .rolling },
        Choice("horizon-days: 7") { $0.booking.horizonDays = 7 },
        Choice("horizon-opens: \"20:30\"") { $0.booking.horizonOpens = TimeOfDay(hour: 20, minute: 30) ?? .midnight },
        Choice("horizon-opens-inclusive: false") { $0.booking.horizonOpensInclusive = false },
        Choice("cancellation: before_start") { $0.booking.cancellation = .beforeStart },
        Choice("cancellation: 20 min") { $0.booking.cancellation = .before(.minutes(20)) },
        Choice("cap: off") { $0.booking.cap = .off },
    ]

    static let violations = [
        Choice("first: day_after_next") { $0.violations.first = .dayAfterNext },
        Choice("first: 24 h") { $0.violations.first = .hours(24) },
        Choice("first: 7 d") { $0.violations.first = .hours(168) },
        Choice("first: off") { $0.violations.first = .off },
        Choice("week: rolling") { $0.violations.week = .rolling },
        Choice("week: cumulative") { $0.violations.week = .cumulative },
        Choice("week-limit: 3") { $0.violations.weekLimit = 3 },
        Choice("first-bars: day_of_use") { $0.violations.firstBars = .dayOfUse },
        Choice("week-bars: day_of_use") { $0.violations.weekBars = .dayOfUse },
        Choice("after-first: cancel") { $0.violations.afterFirst = .cancel },
        Choice("after-week: cancel") { $0.violations.afterWeek = .cancel },
        Choice("deducts-place: true") { $0.violations.deductsPlace = true },
        Choice("sign-out: 30 min") { $0.violations.signOut = .afterEnd(.minutes(30)) },
        Choice("sign-out: at_end") { $0.violations.signOut = .atEnd },
        Choice("sign-out: closing") { $0.violations.signOut = .closing },
        Choice("sign-out: end_of_day") { $0.violations.signOut = .endOfDay },
        Choice("sign-out: never") { $0.violations.signOut = .never },
    ]

    @Test(arguments: booking)
    func `a reading of booking`(choice: Choice) throws {
        #expect(try settings("booking", choice.line).house == choice.house)
    }

    @Test(arguments: violations)
    func `a reading of violations`(choice: Choice) throws {
        #expect(try settings("violations", choice.line).house == choice.house)
    }

    @Test func `the terms of the store are the house and the campuses`() throws {
        let settings = try settings("booking", "quota: day")
        #expect(settings.terms.policy == settings.house)
        #expect(settings.terms.campuses == settings.campuses)
    }

    @Test func `the university's sign-in`() throws {
        let plain = try settings(
            "web", "{ public-url: \"https://Lib.example.edu:8443/\", sign-in: [cas, password], cas: { server: https://sso.example.edu/cas/ } }").web
        #expect(plain.signIn == [.cas, .password])
        #expect(plain.publicURL?.description == "https://lib.example.edu:8443")
        var cas = CASSettings(server: try #require(WebAddress("https://sso.example.edu/cas")))
        #expect(plain.cas == cas)
        let own = try settings(
            "web", "{ public-url: https://a.example, sign-in: [cas], cas: { server: https://sso.example.edu/cas, "
                + "patron-from: attribute:cardNumber, name: { zh: 登录, en: Sign in } } }").web
        cas.patronFrom = .attribute("cardNumber")
        cas.name = BilingualText(zh: "登录", en: "Sign in")
        #expect(own.cas == cas)
    }

    @Test(arguments: [
        ("https://library.example.edu", "https://library.example.edu"), ("https://a.example/", "https://a.example"),
        ("HTTPS://A.example:444", "https://a.example:444"), ("http://localhost:8080", "http://localhost:8080"),
        ("http://127.0.0.1", "http://127.0.0.1"), ("http://[::1]:80/x", "http://[::1]:80/x"), ("https://10.0.0.7/a/b_c", "https://10.0.0.7/a/b_c"),
        ("http://library.example.edu", nil), ("http://127.0.0.1.example.edu", nil), ("http://127.0.0", nil), ("https://", nil),
        ("https:///x", nil), ("https://a b", nil), ("https://a.example?x=1", nil), ("https://a.example/#x", nil),
        ("https://u:p@a.example", nil), ("https://a.example:0", nil), ("https://a.example:65536", nil), ("https://a..example", nil),
        ("https://a.example//x", nil), ("https://a.example/../x", nil), ("ftp://a.example", nil), ("//a.example", nil),
        ("https://a.example:", nil), ("https://図書館.example", nil), ("https://" + String(repeating: "a", count: 200), nil),
    ] as [(String, String?)])
    func `an address of the web`(text: String, expected: String?) {
        #expect(WebAddress(text)?.description == expected)
    }

    private static func span(_ opens: Int, _ closes: Int, _ minute: Int = 0) -> OpeningHours.Span {
        guard let opens = TimeOfDay(hour: opens, minute: 0), let closes = TimeOfDay(hour: closes, minute: minute),
            let span = OpeningHours.Span(opens: opens, closes: closes)
        else { preconditionFailure("rows name spans that exist") }
        return span
    }

    private func settings(_ section: String, _ line: String) throws -> Settings {
        try SettingsFile.read(
            """
            campuses:
              - { id: 1, slug: east, name: { zh: 东, en: East }, cap: 300, hours: { daily: 08:00-22:00 },
                  fence: { datum: WGS-84, centre: [31.2, 121.5], radius: 150 m } }
            gates:
              - { id: east-main, campus: east, board: simulated, lanes: [{ id: east-in, direction: entry }] }
            \(section): \(line.hasPrefix("{") ? line : "{ \(line) }")
            """, name: "short.yaml")
    }
}
