import Stories
import Testing

/// A line that the language refuses, and words that its refusal must say.
struct BadLine: Sendable, CustomTestStringConvertible {
    let line: String
    let says: String
    var testDescription: String { line }

    init(_ line: String, _ says: String) { (self.line, self.says) = (line, says) }

    /// Five good lines to stand before it.
    static let house = """
        # A house.
        campus east cap 3
        lane east-in entry at east
        patron anna
        booking anna east 09:00-11:00

        """

    static let all = [
        BadLine("door east", "begins no line"),
        BadLine("day 18.11.2026", "2026-11-18"),
        BadLine("day", "missing"),
        BadLine("campus east cap 3", "introduced twice"),
        BadLine("campus West cap 3", "a-z"),
        BadLine("campus west", "`cap` is expected"),
        BadLine("campus west cap 0", "1 to 100000"),
        BadLine("campus west cap 99999999999999999999", "1 to 100000"),
        BadLine("campus west cap 3 open 22:00-08:00", "09:00-11:00"),
        BadLine("lane west-in entry at west", "no campus is called `west`; there is east"),
        BadLine("lane side both at east", "`entry`, `exit`"),
        BadLine("patron anna", "introduced twice"),
        BadLine("patron bo unknown", "one word too many"),
        BadLine("booking bo east 09:00-11:00", "no patron is called `bo`"),
        BadLine("booking anna east 09:00", "09:00-11:00"),
        BadLine("booking anna east 09:00-11:00 moved", "one word too many"),
        BadLine("rule location", "missing"),
        BadLine("8:40 wait", "08:40"),
        BadLine("25:00 wait", "08:40"),
        BadLine("08:40", "missing"),
        BadLine("08:40 dance", "`dance` is nothing that happens; use present"),
        BadLine("08:40 present bo at east-in", "no patron is called `bo`; there is anna"),
        BadLine("08:40 present anna at west-in", "no lane is called `west-in`; there is east-in"),
        BadLine("08:40 present anna", "`at` is expected"),
        BadLine("08:40 present anna loudly at east-in", "says nothing of a pass"),
        BadLine("08:40 present anna old now at east-in", "1 to 86400"),
        BadLine("08:40 present anna of zoe at east-in", "no patron is called `zoe`"),
        BadLine("08:40 present anna text \"\" at east-in", "1 to 300 bytes"),
        BadLine("08:40 present anna text \"\(String(repeating: "x", count: 301))\" at east-in", "1 to 300 bytes"),
        BadLine("08:40 present anna text \"open at east-in", "no partner"),
        BadLine("08:40 passes by at east-in", "`in` or `out`"),
        BadLine("08:40 press eject at east-in", "`admit`, `release`"),
        BadLine("08:40 turn hold up at east-in", "`on` or `off`"),
        BadLine("08:40 turn gate on at east-in", "`hold`, `open`"),
        BadLine("08:40 fire maybe", "`on` or `off`"),
        BadLine("08:40 sensor in loose at east-in", "`stuck` or `free`"),
        BadLine("08:40 relay in sings at east-in", "`works` or `fails`"),
        BadLine("08:40 turnstile gone at east-in", "`ready` or `dead`"),
        BadLine("08:40 clock slow", "`trusted`, `untrusted`, `wrong`"),
        BadLine("08:40 store empty", "`full`, `locked`, `well`"),
        BadLine("08:40 power up", "`on` or `off` is expected, not `up`"),
        BadLine("08:40 clock jumps 09:00", "`to` is expected before `09:00`"),
        BadLine("08:40 clock jumps to noon", "08:40"),
        BadLine("08:40 anna sleeps", "use books, cancels, checks in or signs out"),
        BadLine("08:40 anna books", "the campus is missing"),
        BadLine("08:40 anna books east", "the booking is missing"),
        BadLine("08:40 anna books north 09:00-10:00", "no campus is called `north`"),
        BadLine("08:40 anna books east 10:00-09:00", "09:00-11:00"),
        BadLine("08:40 anna books east 09:00-10:00 on monday", "2026-11-18"),
        BadLine("08:40 anna books east 09:00-10:00 and", "the campus is missing"),
        BadLine("08:40 anna checks out at east-in", "`in` is expected"),
        BadLine("08:40 anna signs out at east-in", "`east-in` looks the other way"),
        BadLine("08:40 anna cancels soon", "one word too many"),
        BadLine("08:40 waive bo", "no patron is called `bo`"),
        BadLine("08:40 waive all 09:00-10:00", "`at` is expected"),
        BadLine("08:40 hours east late", "09:00-11:00"),
        BadLine("08:40 anna books east 09:00-10:00 -> refuse too_late", "the code must be one of"),
        BadLine("08:40 anna books east 09:00-10:00 -> refuse horizon opens soon", "08:40"),
        BadLine("08:40 wait -> accept", "accept where somebody books"),
        BadLine("08:40 expect", "what is expected is missing"),
        BadLine("08:40 expect anna happy", "use booking, violation or suspended"),
        BadLine("08:40 expect anna booking lost", "the state must be one of"),
        BadLine("08:40 expect anna violation late", "`no_show`, `not_signed_out`"),
        BadLine("08:40 expect anna suspended", "`until` is expected"),
        BadLine("rule web.port 80", "no key of `rules`, `booking` or `violations`"),
        BadLine("08:40 wait for bo", "one word too many"),
        BadLine("08:40 wait ->", "missing"),
        BadLine("08:40 wait -> joy", "cannot be expected; use admit"),
        BadLine("08:40 wait -> admit full", "`full` refuses"),
        BadLine("08:40 wait -> refuse entry", "`entry` admits"),
        BadLine("08:40 wait -> refuse tired", "the code must be one of"),
        BadLine("08:40 wait -> refuse too_early opens soon", "08:40"),
        BadLine("08:40 wait -> refuse full loudly", "is no detail"),
        BadLine("08:40 wait -> inside many at east", "0 to 100000"),
        BadLine("08:40 wait -> inside 1", "`at` is expected"),
        BadLine("08:40 wait -> unlocks up", "`in` or `out`"),
        BadLine("08:40 wait -> behind -1", "0 to 10000"),
    ]
}

@Suite("The language of stories")
struct LanguageTests {
    @Test("a bad line is refused with its number and what would be right", arguments: BadLine.all)
    func badLine(_ bad: BadLine) throws {
        let problem = #expect(throws: StoryProblem.self) { try StoryParser.parse(BadLine.house + bad.line + "\n") }
        #expect(problem?.line == 6)
        #expect(problem?.text.contains(bad.says) == true, "\(problem?.text ?? "")")
    }

    @Test("lines stand in the order of time, and the house before what happens in it")
    func order() {
        let late = #expect(throws: StoryProblem.self) { try StoryParser.parse(BadLine.house + "09:00 wait\n08:59 wait\n") }
        #expect(late?.description == "line 7: 08:59:00.000 is earlier than the line before")
        let house = #expect(throws: StoryProblem.self) { try StoryParser.parse(BadLine.house + "09:00 wait\npatron bo\n") }
        #expect(house?.description == "line 7: `patron` must stand before the first timed line")
        for (day, says) in [("2026-11-18", "must come after 2026-11-18"), ("2026-12-18", "within 14 days")] {
            let wrong = #expect(throws: StoryProblem.self) { try StoryParser.parse(BadLine.house + "09:00 wait\nday \(day)\n") }
            #expect(wrong?.text.contains(says) == true)
        }
        let empty = #expect(throws: StoryProblem.self) { try StoryParser.parse("09:00 wait\n") }
        #expect(empty?.description == "line 1: a story needs a lane before anything happens")
    }

    @Test("a rule that the configuration does not know is refused when the story is played")
    func rule() async throws {
        let text = BadLine.house + "rule location off\nrule lokation off\n09:00 wait\n"
        let story = try StoryParser.parse(text)
        let problem = await #expect(throws: StoryProblem.self) { try await StoryRun.play(story) }
        #expect(problem?.line == 7)
        #expect(problem?.text.contains("lokation") == true)
    }

    @Test("comments, quotes and several expectations are read")
    func reading() throws {
        let story = try StoryParser.parse(
            BadLine.house + "  # indented\n09:00 present anna text \"a # b\" at east-in -> refuse not_a_pass -> shut # end\r\n")
        #expect(story.title == "A house.")
        #expect(story.events.count == 1)
        #expect(story.events.first?.expected.count == 2)
        guard case .present(_, let pass, _) = story.events.first?.act else { return #expect(Bool(false), "no presentation") }
        #expect(pass.text == "a # b")
    }

    @Test("what is no story is refused or read, and never more than that", arguments: 0..<20)
    func garbage(_ seed: UInt64) {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
        func roll(_ sides: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % sides
        }
        let words = BadLine.all.flatMap { $0.line.split(separator: " ").map(String.init) }
            + ["\"", "#", "->", "", "\u{0}", "东校区", "24:00", "-1", "00:00-24:00", "\t"]
        for _ in 0..<300 {
            let line = (0..<roll(12)).map { _ in words[roll(words.count)] }.joined(separator: " ")
            do {
                let story = try StoryParser.parse(BadLine.house + line + "\n")
                #expect(story.lanes.count + story.campuses.count + story.events.count <= 3)
            } catch {
                #expect(error.line == 6)
                #expect(!error.text.isEmpty)
            }
        }
    }

    @Test("a story that is too long is refused")
    func length() {
        let text = BadLine.house + String(repeating: "09:00 wait\n", count: Story.mostLines)
        #expect(throws: StoryProblem.self) { try StoryParser.parse(text) }
    }
}
