import LibraryModel
import LibraryRules
import Testing

@Suite("what the patron reads when a booking is refused (R25)")
struct BookingWordingTests {
    private static func prompt(_ refusal: BookingRefusal) -> BookingPrompt {
        wording(for: refusal, at: time("10:00"), offset: .shanghai, campusName: WordingTests.name)
    }

    @Test("is there for every code in both languages, and no mark is left in it", arguments: BookingCode.allCases)
    func everyCode(code: BookingCode) {
        let full = BookingRefusal(code, opensAt: time("22:00"), campus: Scene.west, limit: 2)
        for prompt in [Self.prompt(BookingRefusal(code)), Self.prompt(full)] {
            #expect(prompt.code == code)
            for text in [prompt.title.zh, prompt.title.en, prompt.next.zh, prompt.next.en] {
                #expect(!text.isEmpty && !text.contains("{") && !text.contains("}"))
            }
            for zh in [prompt.title.zh, prompt.next.zh] {
                #expect(zh.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
                #expect(!zh.contains(",") && !zh.contains(";"), "Chinese has its own marks")
            }
            for en in [prompt.title.en, prompt.next.en] {
                #expect(en.unicodeScalars.allSatisfy { $0.isASCII })
            }
        }
        #expect(!code.title.zh.isEmpty && !code.title.en.isEmpty)
    }

    @Test("titles tell the codes apart")
    func titles() {
        #expect(Set(BookingCode.allCases.map(\.title.zh)).count == BookingCode.allCases.count)
        #expect(Set(BookingCode.allCases.map(\.title.en)).count == BookingCode.allCases.count)
    }

    @Test("names a rule of the list for every code", arguments: BookingCode.allCases)
    func rules(code: BookingCode) {
        let number = Int(code.rule.dropFirst())
        #expect(code.rule.hasPrefix("R") && (1...27).contains(number ?? 0))
        #expect(Self.prompt(BookingRefusal(code)).rule == code.rule)
    }

    @Test("names the rule that suspended, R18 or R19")
    func suspensionRule() {
        #expect(Self.prompt(BookingRefusal(.suspended, rule: "R19")).rule == "R19")
        #expect(Self.prompt(BookingRefusal(.suspended)).rule == "R18")
    }

    struct Said: Sendable, CustomTestStringConvertible {
        let refusal: BookingRefusal
        let title: BilingualText
        let next: BilingualText

        init(_ refusal: BookingRefusal, _ title: (String, String), _ next: (String, String)) {
            self.refusal = refusal
            self.title = BilingualText(zh: title.0, en: title.1)
            self.next = BilingualText(zh: next.0, en: next.1)
        }

        var testDescription: String { "\(refusal.code.rawValue): \(title.en)" }
    }

    static let said: [Said] = [
        Said(
            BookingRefusal(.horizon, opensAt: time("22:00")), ("22:00开放预约", "Booking opens 22:00"),
            ("请选择更近的日期，或22:00再预约", "Choose an earlier day, or book from 22:00")),
        Said(
            BookingRefusal(.horizon, opensAt: time("22:00", on: Week.thu)),
            ("11月19日22:00开放预约", "Booking opens 19 Nov 22:00"),
            ("请选择更近的日期，或11月19日22:00再预约", "Choose an earlier day, or book from 19 Nov 22:00")),
        Said(
            BookingRefusal(.suspended, opensAt: time("00:00", on: Week.nextMon), rule: "R19"),
            ("违约，11月23日可预约", "Suspended until 23 Nov"), ("如有异议可在“我的记录”中申诉", "To object, appeal under My record")),
        Said(
            BookingRefusal(.suspended, rule: "R19"), ("违约，暂停预约", "Booking suspended"),
            ("如有异议可在“我的记录”中申诉", "To object, appeal under My record")),
        Said(
            BookingRefusal(.tooLong, limit: 240), ("时间太长", "Too long"),
            ("每次最多预约4小时", "A booking is at most 4 hours")),
        Said(
            BookingRefusal(.tooShort, limit: 60), ("时间太短", "Too short"),
            ("每次最少预约1小时", "A booking is at least 1 hour")),
        Said(
            BookingRefusal(.offGrid, limit: 30), ("起止时间不可选", "Not a bookable time"),
            ("起止时间以30分钟为单位", "Starts and ends go in steps of 30 minutes")),
        Said(
            BookingRefusal(.stayTooLong, limit: 90), ("连续时间太长", "Stay too long"),
            ("连续预约合计最多90分钟", "Bookings end to end are at most 90 minutes")),
        Said(
            BookingRefusal(.quota, limit: 2), ("最多2个预约", "At most 2 bookings"),
            ("请先取消或用完已有的预约", "First cancel or finish a booking that you have")),
        Said(
            BookingRefusal(.signOutFirst, campus: Scene.east), ("请先签退", "Sign out first"),
            ("您正在东校区使用中，签退后可再预约", "You are at East Campus; after signing out you can book again")),
        Said(
            BookingRefusal(.otherCampus, campus: Scene.west), ("已有其他校区的预约", "Booked at another campus"),
            ("请先取消西校区的预约或签退", "Cancel your booking at West Campus or sign out first")),
        Said(
            BookingRefusal(.outsideHours, opensAt: time("08:00", on: Week.thu)), ("超出开放时间", "Outside opening hours"),
            ("11月19日08:00开馆，请选择开放时间内的时段", "Opens 19 Nov 08:00; choose a time within opening hours")),
    ]

    @Test("has its details filled in", arguments: said)
    func details(row: Said) {
        let prompt = Self.prompt(row.refusal)
        #expect(prompt.title == row.title)
        #expect(prompt.next == row.next)
    }
}
