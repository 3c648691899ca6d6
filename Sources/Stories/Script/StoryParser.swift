import LibraryModel

/// Reads a story. Every name must have been introduced before it is used.
public struct StoryParser {
    private var story: Story
    /// The day of the lines that come now.
    private(set) var today: CivilDate
    private var clock: TimeOfDay?
    /// The comments since the last line that was none.
    private var notes: [String] = []

    /// Parses a whole file; throws the first line that cannot be understood.
    public static func parse(_ text: String) throws(StoryProblem) -> Story {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count <= Story.mostLines else { throw StoryProblem(line: Story.mostLines, text: "the story is too long") }
        guard let day = CivilDate(year: 2026, month: 11, day: 18) else { preconditionFailure("the day exists") }
        var parser = StoryParser(story: Story(
            title: "", day: day, campuses: [], lanes: [], patrons: [], bookings: [], rules: [], events: []))
        for (index, line) in lines.enumerated() { try parser.read(line, number: index + 1) }
        return parser.story
    }

    private init(story: Story) { (self.story, today) = (story, story.day) }

    private mutating func read(_ text: Substring, number: Int) throws(StoryProblem) {
        if text.hasPrefix("#") {
            let note = text.drop { $0 == "#" || $0 == " " }.filter { !$0.isNewline }.description
            if story.title.isEmpty { story.title = note }
            if !note.isEmpty { notes.append(note) }
            return
        }
        var words = try StoryWords(text, line: number)
        guard let first = words.next else { return }
        if first.first?.isNumber == true {
            try readEvent(&words)
        } else {
            try readIntroduction(&words)
        }
        notes = []
        try words.end()
    }

    // MARK: the house

    private mutating func readIntroduction(_ words: inout StoryWords) throws(StoryProblem) {
        let kind = try words.word("the kind of line")
        if kind == "day", !story.events.isEmpty { return try readNextDay(&words) }
        guard story.events.isEmpty else { throw words.problem("`\(kind)` must stand before the first timed line") }
        switch kind {
        case "day":
            story.day = try day(&words)
            today = story.day
        case "campus": story.campuses.append(try campus(&words))
        case "lane": story.lanes.append(try lane(&words))
        case "patron": story.patrons.append(try patron(&words))
        case "booking": story.bookings.append(try booking(&words))
        case "rule": story.rules.append(try rule(&words))
        default:
            throw words.problem(
                "`\(kind)` begins no line; use day, campus, lane, patron, booking, rule, or a time such as 08:40")
        }
    }

    /// The story goes on on a later day.
    private mutating func readNextDay(_ words: inout StoryWords) throws(StoryProblem) {
        let next = try day(&words)
        guard (today.daysSinceEpoch + 1...story.day.daysSinceEpoch + Story.mostDays).contains(next.daysSinceEpoch) else {
            throw words.problem("the next day must come after \(today), and within \(Story.mostDays) days of the first")
        }
        (today, clock) = (next, nil)
    }

    func day(_ words: inout StoryWords) throws(StoryProblem) -> CivilDate {
        let word = try words.word("the day")
        guard let day = CivilDate(word) else { throw words.problem("the day must be such as 2026-11-18, not `\(word)`") }
        return day
    }

    /// `campus east cap 300 open 08:00-22:00`
    private func campus(_ words: inout StoryWords) throws(StoryProblem) -> StoryCampus {
        let slug = try newName(&words, "the campus", among: story.campuses.map(\.slug))
        try words.expect("cap")
        let cap = try words.number("the cap", in: 1...100_000)
        var hours = (TimeOfDay(hour: 8, minute: 0), TimeOfDay(hour: 22, minute: 0))
        if words.take("open") { hours = try words.span("the opening") }
        guard let opens = hours.0, let closes = hours.1 else { preconditionFailure("both times exist") }
        return StoryCampus(slug: slug, cap: cap, opens: opens, closes: closes)
    }

    /// `lane east-in entry at east`
    private func lane(_ words: inout StoryWords) throws(StoryProblem) -> StoryLane {
        let slug = try newName(&words, "the lane", among: story.lanes.map(\.slug))
        let direction = try words.choice("the direction", of: Direction.self)
        try words.expect("at")
        return StoryLane(slug: slug, campus: try known(&words, "campus", among: story.campuses.map(\.slug)), direction: direction)
    }

    /// `patron anna` or `patron anna inactive`
    private func patron(_ words: inout StoryWords) throws(StoryProblem) -> StoryPatron {
        let name = try newName(&words, "the patron", among: story.patrons.map(\.name))
        return StoryPatron(name: name, standing: words.take("inactive") ? .inactive : .active)
    }

    /// `booking anna east 09:00-11:00`, then `cancelled` or `unheard`
    private func booking(_ words: inout StoryWords) throws(StoryProblem) -> StoryBooking {
        let patron = try known(&words, "patron", among: story.patrons.map(\.name))
        let campus = try known(&words, "campus", among: story.campuses.map(\.slug))
        let (start, end) = try words.span("the booking")
        let cancelled = words.take("cancelled")
        return StoryBooking(
            patron: patron, campus: campus, start: start, end: end, isCancelled: cancelled, isUnheard: words.take("unheard"))
    }

    /// `rule location off`: a key of the configuration's `rules`; `rule booking.quota day`: one of another section
    private func rule(_ words: inout StoryWords) throws(StoryProblem) -> (key: String, value: String, line: Int) {
        let key = try words.word("the key")
        if let dot = key.firstIndex(of: "."), !["booking", "violations"].contains(key[..<dot]) {
            throw words.problem("`\(key)` is no key of `rules`, `booking` or `violations`")
        }
        var value = try words.word("the value")
        while let word = words.next, words.take(word) { value += " " + word }
        return (key, value, words.line)
    }

    private func newName(
        _ words: inout StoryWords, _ what: String, among names: [String]
    ) throws(StoryProblem) -> String {
        let name = try words.word(what)
        guard (1...32).contains(name.utf8.count),
            name.utf8.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D })
        else { throw words.problem("\(what) must be 1 to 32 of a-z, 0-9 and `-`, not `\(name)`") }
        guard !names.contains(name) else { throw words.problem("`\(name)` is introduced twice") }
        return name
    }

    func known(_ words: inout StoryWords, _ what: String, among names: [String]) throws(StoryProblem) -> String {
        let name = try words.word("the \(what)")
        guard names.contains(name) else {
            throw words.problem("no \(what) is called `\(name)`; there is \(names.joined(separator: ", "))")
        }
        return name
    }

    // MARK: what happens

    private mutating func readEvent(_ words: inout StoryWords) throws(StoryProblem) {
        let time = try words.time("the time")
        if let clock, time < clock { throw words.problem("\(time.precise) is earlier than the line before") }
        clock = time
        guard !story.lanes.isEmpty else { throw words.problem("a story needs a lane before anything happens") }
        // `expect …` is `wait -> …`.
        let isExpecting = words.take("expect")
        let act = isExpecting ? StoryAct.wait : try readAct(&words)
        var expected: [StoryExpectation] = []
        if isExpecting { expected.append(try readExpectation(&words, of: act)) }
        while words.take("->") { expected.append(try readExpectation(&words, of: act)) }
        story.events.append(StoryEvent(day: today, time: time, line: words.line, act: act, notes: notes, expected: expected))
    }

    func direction(of lane: String) -> Direction? { story.lanes.first { $0.slug == lane }?.direction }

    var names: (lanes: [String], patrons: [String], campuses: [String]) {
        (story.lanes.map(\.slug), story.patrons.map(\.name), story.campuses.map(\.slug))
    }
}
