import LibraryModel
import LibraryRules
import Testing

@Suite("what the patron is told (R25)")
struct WordingTests {
    static func name(of campus: CampusID) -> BilingualText {
        campus == Scene.west ? BilingualText(zh: "西校区", en: "West Campus") : BilingualText(zh: "东校区", en: "East Campus")
    }

    static func prompt(_ decision: Decision, at now: WallTime = time("08:30")) -> Prompt {
        wording(for: decision, at: now, offset: .shanghai, campusName: name)
    }

    @Test("is there for every code in both languages, and no mark is left in it", arguments: DecisionCode.allCases)
    func everyCode(code: DecisionCode) {
        let full = Decision(code, opensAt: time("08:40"), campus: Scene.west, lane: Scene.lane)
        for prompt in [Self.prompt(Decision(code)), Self.prompt(full)] {
            #expect(prompt.code == code)
            for text in [prompt.title.zh, prompt.title.en, prompt.next.zh, prompt.next.en] {
                #expect(!text.isEmpty && !text.contains("{") && !text.contains("}"))
            }
            for zh in [prompt.title.zh, prompt.next.zh] {
                #expect(zh.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
                #expect(!zh.contains(",") && !zh.contains(";"), "Chinese has its own marks")
            }
            for en in [prompt.title.en, prompt.next.en.replacing("\(Scene.lane)", with: "")] {
                #expect(en.unicodeScalars.allSatisfy { $0.isASCII })
            }
        }
        #expect(code.title == Self.prompt(Decision(code)).title)
    }

    @Test("differs from code to code in both languages")
    func distinct() {
        let titles = DecisionCode.allCases.map(\.title)
        #expect(Set(titles.map(\.zh)).count == titles.count)
        #expect(Set(titles.map(\.en)).count == titles.count)
    }

    @Test("is green only for those who may go", arguments: DecisionCode.allCases)
    func lamps(code: DecisionCode) {
        let prompt = Self.prompt(Decision(code))
        #expect((prompt.lamp == .green) == code.admits)
        let pairs: [Prompt.Lamp: Prompt.Tone] = [.green: .go, .red: .stop, .amber: .attention]
        #expect(pairs[prompt.lamp] == prompt.tone, "never colour alone")
        #expect(code.tone == prompt.tone)
    }

    @Test("promises no violation where the house is at fault", arguments: [
        DecisionCode.full, .clockUntrusted, .gateFault, .released,
    ])
    func noViolation(code: DecisionCode) {
        let prompt = Self.prompt(Decision(code))
        #expect(prompt.next.zh.contains("不计违约"))
        #expect(prompt.next.en.lowercased().contains("no violation"))
    }

    struct Said: Sendable, CustomTestStringConvertible {
        let decision: Decision
        let title: BilingualText
        let next: BilingualText

        init(_ decision: Decision, _ title: (String, String), _ next: (String, String)) {
            self.decision = decision
            self.title = BilingualText(zh: title.0, en: title.1)
            self.next = BilingualText(zh: next.0, en: next.1)
        }

        var testDescription: String { decision.code.rawValue }
    }

    static let said = [
        Said(.entered, ("签到成功", "Checked in"), ("请通过闸机", "Please go through")),
        Said(
            Decision(.tooEarly, opensAt: time("08:40")),
            ("未到签到时间", "Too early"), ("签到时间08:40开始", "Check-in opens 08:40")),
        Said(
            Decision(.tooEarly, opensAt: time("08:40", on: "2026-11-21")),
            ("未到签到时间", "Too early"), ("签到时间11月21日08:40开始", "Check-in opens 21 Nov 08:40")),
        Said(Decision(.tooEarly), ("未到签到时间", "Too early"), ("请稍后再来", "Come back later")),
        Said(
            Decision(.wrongCampus, campus: Scene.west),
            ("校区不符", "Wrong campus"), ("请到西校区", "Please go to West Campus")),
        Said(
            Decision(.signOutFirst, campus: Scene.east),
            ("请先签退", "Sign out first"), ("请先在东校区签退", "Sign out at East Campus first")),
        Said(
            Decision(.suspended, opensAt: time("00:00", on: "2026-11-19")),
            ("违约，11月19日可预约", "Suspended until 19 Nov"), ("如有异议请到服务台申诉", "To appeal, ask at the desk")),
        Said(Decision(.closed, opensAt: time("10:00")), ("未开馆", "Closed"), ("10:00开馆", "Opens 10:00")),
        Said(Decision(.closed), ("未开馆", "Closed"), ("请在开放时间再来", "Come back in opening hours")),
        Said(
            Decision(.closed, effects: [.checkIn], opensAt: time("10:00")),
            ("已签到，10:00开馆", "Checked in, opens 10:00"), ("开馆后请再次出示二维码", "Show your code again after opening")),
        Said(
            Decision(.notPassed, lane: Scene.otherLane),
            ("尚未通过", "Not gone through"), ("请从通道east-in-2通过", "Go through lane east-in-2")),
        Said(
            Decision(.suspended, opensAt: time("12:30", on: "2026-12-01")),
            ("违约，12月1日12:30可预约", "Suspended until 1 Dec 12:30"), ("如有异议请到服务台申诉", "To appeal, ask at the desk")),
    ]

    @Test("has its details filled in", arguments: said)
    func details(row: Said) {
        let prompt = Self.prompt(row.decision)
        #expect(prompt.title == row.title)
        #expect(prompt.next == row.next)
    }

    @Test("B10: a check-in before the opening is not called a refusal to check in")
    func earlyCheckIn() {
        let prompt = Self.prompt(Decision(.closed, effects: [.checkIn], opensAt: time("08:00")), at: time("07:45"))
        #expect(prompt.title == BilingualText(zh: "已签到，08:00开馆", en: "Checked in, opens 08:00"))
        #expect(prompt.lamp == .red)
    }

    @Test("says times in the library's zone")
    func zone() {
        let decision = Decision(.closed, opensAt: time("10:00"))
        let prompt = wording(for: decision, at: time("09:00"), offset: .utc, campusName: Self.name)
        #expect(prompt.next.en == "Opens 02:00")
    }
}
