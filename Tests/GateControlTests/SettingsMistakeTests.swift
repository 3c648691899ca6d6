import Foundation
import GateControl
import StrictYAML
import Testing

/// One change of the installed configuration, and what must be said about it.
struct Mistake: Sendable, CustomTestStringConvertible {
    let what: String
    let from: String
    let to: String
    /// The line on which `at` stands after the change; the words that the problem there must have.
    let at: String
    let says: String
    /// Lines that the file must not have, by how they begin.
    private var lacks: [String] = []
    var testDescription: String { what }

    init(_ what: String, _ from: String, _ to: String, at: String? = nil, says: String) {
        (self.what, self.from, self.to, self.says) = (what, from, to, says)
        self.at = at ?? to
    }

    /// The same in a file without these lines.
    func without(_ lines: [String]) -> Self {
        var mistake = self
        mistake.lacks = lines
        return mistake
    }

    /// The changed file and the line of the problem. Only the first place that reads `from` is changed.
    func apply(to text: String) throws -> (text: String, line: Int) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            .filter { line in !lacks.contains { line.drop { $0 == " " }.hasPrefix($0) } }
        let text = lines.joined(separator: "\n")
        let changed = text.replacing(from, with: to, maxReplacements: 1)
        try #require(changed != text, "the file does not read `\(from)`")
        let before = try #require(changed.range(of: at, options: .backwards)).lowerBound
        return (changed, 1 + changed[..<before].count { $0 == "\n" })
    }
}

@Suite("every mistake in the settings is named with its line and what would be right")
struct SettingsMistakeTests {
    static let keys = [
        Mistake("an unknown key at the top", "web:", "wep:", says: "`wep` is not a key here; did you mean `web`?"),
        Mistake("an unknown rule", "check-in-before:", "checkin-before:", says: "did you mean `check-in-before`?"),
        Mistake("an unknown key of a lane", "wide: false", "wield: false",
            says: "`gates[0].lanes[0].turnstile.wield` is not a key here"),
        Mistake("a key twice", "cap: 300 ", "slug: east\n    cap: 300 ", at: "slug: east\n    name", says: "`slug` twice"),
        Mistake("a required key missing", "    cap: 250\n", "", at: "- id: 2", says: "`campuses[1].cap` is missing"),
        Mistake("a list where a section belongs", "web:\n", "web: [1]\nlog-1:\n", at: "web: [1]", says: "`web` must hold keys"),
    ]

    static let values = [
        Mistake("no unit", "pulse: 300 ms", "pulse: 300", says: "a time with its unit from 100 ms to 1 s, not `300`"),
        Mistake("a wrong unit", "slack: 50 m", "slack: 50 s", says: "a distance with its unit"),
        Mistake("too long", "pulse: 300 ms", "pulse: 2 s", says: "from 100 ms to 1 s, not `2 s`"),
        Mistake("too short", "passage-wait: 5 s", "passage-wait: 0 s", says: "from 1 s to 30 s"),
        Mistake("a debounce of nothing", "fire-debounce: 20 ms", "fire-debounce: 0 ms", says: "from 1 ms to 200 ms"),
        Mistake("no flag", "wide: false", "wide: no", says: "`true` or `false`, not `no`"),
        Mistake("no choice", "window-end: inclusive", "window-end: closed", says: "one of `inclusive`"),
        Mistake("no instant that counts", "check-in-instant: decode", "check-in-instant: scan", says: "one of `decode`, `opening`, `arrival`"),
        Mistake("no reading of nobody", "nobody-passes: keep", "nobody-passes: undo", says: "one of `keep`, `roll_back`"),
        Mistake("no direction", "direction: entry", "direction: in", says: "one of `entry`, `exit`, not `in`"),
        Mistake("no number", "port: 8080", "port: http", says: "a whole number from 1 to 65535"),
        Mistake("a campus that no pass can name", "id: 1\n", "id: 24\n", says: "a whole number from 1 to 23"),
        Mistake("no cap", "cap: 300", "cap: 0", says: "a whole number from 1 to 100000"),
        Mistake("a slug with a capital", "slug: east", "slug: East", says: "a short name of a-z"),
        Mistake("a datum that nobody knows", "datum: GCJ-02 ", "datum: BD-09 ", says: "one of `WGS-84`, `GCJ-02`, not `BD-09`"),
        Mistake("no offset", "\"+08:00\"", "\"8\"", says: "an offset such as `+08:00`"),
        Mistake("a log level", "level: info", "level: loud", says: "one of `debug`"),
        Mistake("a line prefix that no line has", "line-prefix: \"\"", "line-prefix: lane-2",
            says: "the first part of line names, such as `lane-2.`"),
        Mistake("a topic with a wildcard", "topic-prefix: gatehouse", "topic-prefix: gate/#", says: "a topic such as `gatehouse`"),
        Mistake("a topic that begins with nothing", "topic-prefix: gatehouse", "topic-prefix: /gatehouse", says: "a topic such as"),
        Mistake("a topic of the broker's own", "discovery-prefix: homeassistant", "discovery-prefix: $SYS", says: "a topic such as"),
        Mistake("a pass that lives an hour", "lifetime: 60 s", "lifetime: 1 h", says: "from 10 s to 5 min"),
    ]

    static let contradictions = [
        Mistake("records kept shorter than facts", "keep-records: 90 d", "keep-records: 7 d", says: "must not be shorter than `keep-facts`"),
        Mistake("violations kept too short", "keep-violations: 180 d", "keep-violations: 7 d", says: "28"),
        Mistake("two campuses of one id", "id: 2\n", "id: 1\n", says: "the id of a campus on line"),
        Mistake("two campuses of one slug", "slug: west", "slug: east", says: "`campuses[1].slug` is `east`, the slug of a campus on line"),
        Mistake("a gate at no campus", "campus: east", "campus: north", says: "the slug of a campus: `east`, `west`, not `north`"),
        Mistake("two lanes of one id", "\n# Which readings", "\n      - { id: east-in, direction: exit, line-prefix: b. }\n# Which readings",
            at: "- { id: east-in", says: "`gates[0].lanes[1].id` is `east-in`, the id of a lane on line"),
        Mistake("two lanes at one camera", "\n# Which readings",
            "\n      - { id: out, direction: exit, line-prefix: b., camera: { device: /dev/video0 } }\n# Which readings",
            at: "- { id: out", says: "is `/dev/video0`, the camera of a lane on line"),
        Mistake("two lanes on the same lines", "\n# Which readings",
            "\n      - { id: out, direction: exit }\n# Which readings", at: "- { id: out", says: "the line prefix of a lane of this gate"),
        Mistake("two gates of one id", "\n# Which readings",
            "\n  - { id: east-main, campus: west, board: b, lanes: [{ id: west-in, direction: entry }] }\n# Which readings",
            at: "- { id: east-main", says: "`gates[1].id` is `east-main`, the id of a gate on line"),
        Mistake("a polygon of two corners",
            "        - [31.1738, 121.5330]\n        - [31.1738, 121.5300]\n", "", at: "corners:  ", says: "at least three corners"),
        Mistake("swapped coordinates", "[31.1768, 121.5300]", "[121.5300, 31.1768]", at: "corners:  ", says: "are they swapped?"),
        Mistake("a swapped centre", "[31.2305, 121.4000]", "[121.4000, 31.2305]", says: "are they swapped?"),
        Mistake("corners and a centre", "centre: [31.2305, 121.4000]",
            "corners: [[31, 121], [31, 122], [32, 121]], centre: [31.2305, 121.4000]", says: "either `corners` or `centre`"),
        Mistake("neither corners nor a centre", ", centre: [31.2305, 121.4000], radius: 200 m", "", at: "fence: { datum",
            says: "either `corners` or `centre`"),
        Mistake("a centre without a radius", ", radius: 200 m", "", at: "fence: { datum", says: "`campuses[1].fence.radius` is missing"),
        Mistake("a centre that is no pair", "[31.2305, 121.4000]", "31.2305", says: "must be a pair"),
        Mistake("closing before opening", "{ daily: 08:00-22:00 }", "{ daily: 22:00-08:00 }", says: "a span such as `08:00-22:00`, or `closed`"),
        Mistake("closed for ever", "{ daily: 08:00-22:00 }", "{ daily: closed }", says: "must open on some day"),
        Mistake("no hours", "    hours: { daily: 08:00-22:00 }\n", "", at: "- id: 2", says: "must open on some day"),
        Mistake("a day that does not exist", "2026-12-31:", "2026-11-31:", says: "must be a day such as `2026-10-01`"),
        Mistake("a word for the public status that is none", "public-status: coarse", "public-status: rough", says: "coarse"),
        Mistake("a site for frames with a path", "now-frames: []", "now-frames: [https://library.example.edu/x]", says: "`any`, or a site"),
        Mistake("a site for frames without TLS", "now-frames: []", "now-frames: [http://library.example.edu]", says: "`any`, or a site"),
        Mistake("a password of nobody", "  # password-file:", "  password-file:", says: "is of no use without `user`"),
        Mistake("an exception without hours", "2027-01-01: closed", "2027-01-01: later", says: "a span such as"),
    ]

    @Test(arguments: keys + values + contradictions + bookings + violations + web)
    func `a mistake is named once, where it is`(mistake: Mistake) throws {
        let (text, line) = try mistake.apply(to: try deployedSettings())
        let found = problems(in: text)
        #expect(found.contains { $0.line == line && $0.text.contains(mistake.says) }, "expected line \(line) of \(found)")
        let knockedOn = mistake.what == "a list where a section belongs" ? 3 : 1
        #expect(found.count <= knockedOn, "\(found)")
    }

    @Test func `no lanes, no gates and no campuses`() throws {
        let found = problems(in: "gates:\n  - { id: g, campus: c, board: b }\n")
        #expect(found.map(\.description) == [
            "gatehouse.yaml:1: `campuses` has 0 entries; 1 to 16 are allowed",
            "gatehouse.yaml:2: `gates[0].campus` must be the slug of a campus: , not `c`",
            "gatehouse.yaml:2: `gates[0].lanes` has 0 entries; 1 to 16 are allowed",
        ])
        #expect(problems(in: "x: 1").map(\.text).contains("`gates` has 0 entries; 1 to 16 are allowed"))
    }

    @Test func `a mistake in a campus is not held against its gate`() throws {
        let found = problems(in: try deployedSettings().replacing("cap: 300", with: "cap: many"))
        #expect(found.count == 1)
    }

    @Test func `all mistakes of a file are told in the order of their lines`() throws {
        var text = try deployedSettings()
        var places: [(line: Int, says: String)] = []
        let several = [Self.values[0], Self.values[6], Self.contradictions[0], Self.values[8], Self.contradictions[10]]
        for mistake in several { text = try mistake.apply(to: text).text }
        for mistake in several {
            let place = try #require(text.range(of: mistake.at)).lowerBound
            places.append((1 + text[..<place].count { $0 == "\n" }, mistake.says))
        }
        places.sort { $0.line < $1.line }
        let found = problems(in: text)
        #expect(found.map(\.line) == places.map(\.line))
        for (problem, place) in zip(found, places) { #expect(problem.text.contains(place.says)) }
    }

    @Test func `a year of exceptions is too long`() {
        let days = (0..<500).map { "x\($0): closed" }.joined(separator: ", ")
        let found = problems(in: "campuses: [{ hours: { daily: 08:00-22:00, exceptions: { \(days) } } }]")
        #expect(found.contains { $0.text.contains("one exception too many; at most 400") })
    }

    private func problems(in text: String) -> [ConfigurationProblem] {
        do throws(ConfigurationProblems) {
            _ = try SettingsFile.read(text, name: "gatehouse.yaml")
            return []
        } catch {
            return error.problems
        }
    }
}
