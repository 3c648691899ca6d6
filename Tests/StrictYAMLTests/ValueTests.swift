import StrictYAML
import Testing

@Suite("a value is read in its unit and range or refused with both")
struct ValueTests {
    static let durations: [(String, Duration?)] = [
        ("300 ms", .milliseconds(300)), ("300ms", .milliseconds(300)), ("5 s", .seconds(5)), ("1.5 s", .milliseconds(1500)),
        ("20 min", .seconds(1200)), ("12 h", .seconds(43_200)), ("30 d", .seconds(30 * 86_400)),
        ("3650 d", .seconds(3650 * 86_400)), ("0 s", .zero), ("\"5 s\"", .seconds(5)),
        ("3651 d", nil), ("5", nil), ("5 m", nil), ("5 sec", nil), ("s", nil), ("5  s", nil), ("-1 s", nil), ("+1 s", nil),
        ("0x10 s", nil), ("1e3 s", nil), ("1.2.3 s", nil), (".5 s", nil), ("5. s", nil), ("nan s", nil), ("inf s", nil),
        ("５ s", nil), ("99999999999999999999999999 d", nil), ("[5 s]", nil), ("{ s: 5 }", nil),
    ]

    @Test(arguments: durations)
    func `a time needs its unit`(text: String, expected: Duration?) {
        let (value, problems) = reading("wait: \(text)") {
            $0.optional("wait", .duration(in: .zero...(.seconds(3650 * 86_400))))
        }
        #expect(value == expected)
        #expect(problems.count == (expected == nil ? 1 : 0))
        #expect(problems.allSatisfy { $0.hasPrefix("1: `wait` must be a time with its unit from 0 ms to 3650 d") })
    }

    static let distances: [(String, Double?)] = [
        ("150 m", 150), ("1.2 km", 1200), ("20m", 20), ("0 m", 0), ("150", nil), ("150 ms", nil), ("1 mile", nil),
        ("-1 m", nil), ("5001 m", nil), ("0x5 m", nil),
    ]

    @Test(arguments: distances)
    func `a distance needs its unit`(text: String, expected: Double?) {
        let (value, problems) = reading("far: \(text)") { $0.optional("far", .metres(in: 0...5000)) }
        #expect(value == expected)
        #expect(problems.count == (expected == nil ? 1 : 0))
    }

    @Test(arguments: [("7", 7), ("1", 1), ("23", 23), ("0", nil), ("24", nil), ("7.0", nil), ("seven", nil), ("7 s", nil),
        ("99999999999999999999", nil), ("true", nil)] as [(String, Int?)])
    func `a whole number lies in its range`(text: String, expected: Int?) {
        let (value, problems) = reading("id: \(text)") { $0.optional("id", .number(in: 1...23)) }
        #expect(value == expected)
        #expect(problems == (expected == nil ? ["1: `id` must be a whole number from 1 to 23, not `\(text)`"] : []))
    }

    @Test(arguments: [("1", 1), ("0.5", 0.5), ("5", 5), ("5.1", nil), ("-1", nil), ("nan", nil), ("much", nil)]
        as [(String, Double?)])
    func `a decimal lies in its range`(text: String, expected: Double?) {
        let (value, problems) = reading("factor: \(text)") { $0.optional("factor", .decimal(in: 0...5)) }
        #expect(value == expected)
        #expect(problems.count == (expected == nil ? 1 : 0))
    }

    @Test(arguments: [("[1, 2]", [1, 2]), ("[]", []), ("[1, 2, 3]", nil), ("[1, x]", nil), ("[[1]]", nil), ("1", nil), ("{ a: 1 }", nil)]
        as [(String, [Int]?)])
    func `a list has so many entries of one kind`(text: String, expected: [Int]?) {
        let (value, problems) = reading("list: \(text)") { $0.values("list", .number(in: 1...9), atMost: 2) }
        #expect(value == expected)
        #expect(problems.count == (expected == nil ? 1 : 0))
        #expect(problems.allSatisfy { $0.contains("a whole number from 1 to 9") })
    }

    @Test(arguments: [("any", .some(nil)), ("5 s", .some(.seconds(5))), ("6 h", nil), ("none", nil)] as [(String, Duration??)])
    func `a word of its own or a time`(text: String, expected: Duration??) {
        let kind = YAMLValue.duration(in: .seconds(1)...(.seconds(60))).map { time -> Duration?? in .some(time) }.or(["any": nil])
        let (value, problems) = reading("wait: \(text)") { $0.optional("wait", kind) }
        #expect(value == expected)
        #expect(problems == (expected == nil ? ["1: `wait` must be `any` or a time with its unit from 1 s to 1 min, not `\(text)`"] : []))
    }

    @Test(arguments: [("true", true), ("false", false), ("yes", nil), ("True", nil), ("1", nil), ("on", nil)]
        as [(String, Bool?)])
    func `a flag is true or false and nothing else`(text: String, expected: Bool?) {
        let (value, problems) = reading("wide: \(text)") { $0.optional("wide", .flag) }
        #expect(value == expected)
        #expect(problems == (expected == nil ? ["1: `wide` must be `true` or `false`, not `\(text)`"] : []))
    }

    enum Colour: String, CaseIterable { case red, green }

    @Test(arguments: [("red", .red), ("green", .green), ("blue", nil), ("Red", nil)] as [(String, Colour?)])
    func `a choice is one of its words`(text: String, expected: Colour?) {
        let (value, problems) = reading("lamp: \(text)") { $0.optional("lamp", YAMLValue<Colour>.choice) }
        #expect(value == expected)
        #expect(problems == (expected == nil ? ["1: `lamp` must be one of `red`, `green`, not `\(text)`"] : []))
    }

    @Test(arguments: [("east", "east"), ("东校区", "东校区"), ("\"\"", nil), ("too long", nil)] as [(String, String?)])
    func `a text has its length`(text: String, expected: String?) {
        let (value, problems) = reading("name: \(text)") { $0.optional("name", .text(atMost: 6)) }
        #expect(value == expected)
        #expect(problems.count == (expected == nil ? 1 : 0))
    }

    @Test func `one letter with a thousand accents is a thousand characters`() {
        let letter = "e" + String(repeating: "\u{301}", count: 1000)
        let (value, problems) = reading("name: \(letter)") { $0.optional("name", .text()) }
        #expect(value == nil)
        #expect(problems.count == 1)
        #expect(problems.allSatisfy { $0.unicodeScalars.count < 200 })
    }

    static let lists: [(String, Int?)] = [
        ("[[31.1, 121.5], [31.2, 121.6]]", 2), ("[]", 0), ("[[31.1, 121.5], [31.2]]", nil), ("[[1, 2, 3]]", nil),
        ("[[a, b]]", nil), ("[31.1, 121.5]", nil), ("31.1", nil), ("[[1, 2], [1, 2], [1, 2], [1, 2]]", nil), ("{ a: b }", nil),
    ]

    @Test(arguments: lists)
    func `pairs of numbers are pairs of numbers`(text: String, expected: Int?) {
        let (value, problems) = reading("corners: \(text)") { $0.pairs("corners", atMost: 3)?.count }
        #expect(value == expected)
        #expect(problems.count == (expected == nil ? 1 : 0))
    }

    @Test func `one pair is a pair`() {
        #expect(reading("centre: [1.5, -2]") { $0.pair("centre").map { [$0.0, $0.1] } }.value == [1.5, -2])
        #expect(reading("centre: [1.5]") { $0.pair("centre").map { [$0.0, $0.1] } }.problems.count == 1)
    }

    @Test func `a missing value says what it must be, an empty one is missing, and a default stays`() {
        let (values, found) = reading("pulse:\nname: ~") { top in
            var wait = Duration.seconds(5)
            top.optional("wait", .duration(in: .zero...(.seconds(9))), into: &wait)
            return (top.required("pulse", .duration(in: .zero...(.seconds(1)))), top.required("name", .text()), wait)
        }
        #expect(values.0 == nil && values.1 == nil && values.2 == .seconds(5))
        #expect(found == [
            "1: `pulse` is missing; it must be a time with its unit from 0 ms to 1 s",
            "2: `name` is missing; it must be 1 to 200 characters of text",
        ])
    }

    @Test func `a quoted null is a word`() {
        #expect(reading("name: \"null\"") { $0.required("name", .text()) }.value == "null")
    }
}
