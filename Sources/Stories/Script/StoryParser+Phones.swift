import LibraryModel

extension StoryParser {
    /// `anna books east 09:00-11:00 on 2026-11-19 and east 11:00-12:00`, `anna cancels 09:00`, `anna checks in at east-in`,
    /// `anna signs out at east-out`
    func phone(of patron: String, _ words: inout StoryWords) throws(StoryProblem) -> StoryAct {
        let verb = try words.word("what \(patron) does")
        switch verb {
        case "books":
            var requests = [try request(&words)]
            while words.take("and") { requests.append(try request(&words)) }
            return .book(patron: patron, requests)
        case "cancels": return .cancel(patron: patron, start: nextTime(&words))
        case "checks", "signs":
            try words.expect(verb == "checks" ? "in" : "out")
            let slug = try lane(&words)
            guard direction(of: slug) == (verb == "checks" ? .entry : .exit) else {
                throw words.problem("`\(slug)` looks the other way")
            }
            return .kiosk(patron: patron, lane: slug)
        default: throw words.problem("`\(verb)` is nothing that \(patron) does; use books, cancels, checks in or signs out")
        }
    }

    private func request(_ words: inout StoryWords) throws(StoryProblem) -> StoryRequest {
        let campus = try known(&words, "campus", among: names.campuses)
        let (from, until) = try words.span("the booking")
        return StoryRequest(campus: campus, day: try dayOrToday(&words), span: StorySpan(from: from, until: until))
    }

    /// `waive anna` or `waive all at east 09:00-10:00`
    func waiver(_ words: inout StoryWords) throws(StoryProblem) -> StoryWaiver {
        guard words.take("all") else { return .patron(try known(&words, "patron", among: names.patrons)) }
        try words.expect("at")
        let campus = try known(&words, "campus", among: names.campuses)
        let (from, until) = try words.span("the time of the violations")
        return .campus(campus, StorySpan(from: from, until: until))
    }

    /// `hours east closed on 2026-11-19` or `hours east 08:00-12:00`
    func hours(_ words: inout StoryWords) throws(StoryProblem) -> StoryAct {
        let campus = try known(&words, "campus", among: names.campuses)
        var span: StorySpan?
        if !words.take("closed") {
            let (from, until) = try words.span("the hours, unless `closed`,")
            span = StorySpan(from: from, until: until)
        }
        return .hours(campus: campus, day: try dayOrToday(&words), span)
    }

    /// `anna booking 09:00 in_use`, `anna violation no_show`, `anna violation none`, `anna suspended until 2026-11-19`,
    /// `anna suspended no`
    func expectation(of patron: String, _ words: inout StoryWords) throws(StoryProblem) -> StoryExpectation {
        let what = try words.word("what is expected of \(patron)")
        switch what {
        case "booking":
            let start = nextTime(&words)
            return .booking(patron: patron, start: start, try words.choice("the state", of: Booking.State.self))
        case "violation":
            if words.take("none") { return .violations(patron: patron, []) }
            var kinds = [try words.choice("the violation", of: Violation.Kind.self)]
            while let word = words.next, word != "->" { kinds.append(try words.choice("the violation", of: Violation.Kind.self)) }
            return .violations(patron: patron, kinds)
        case "suspended":
            if words.take("no") { return .suspended(patron: patron, until: nil) }
            try words.expect("until")
            return .suspended(patron: patron, until: try moment(&words))
        default: throw words.problem("`\(what)` cannot be expected of \(patron); use booking, violation or suspended")
        }
    }

    /// `refuse horizon opens 22:00`
    func bookingRefusal(_ words: inout StoryWords) throws(StoryProblem) -> StoryExpectation {
        let code = try words.choice("the code", of: BookingCode.self)
        return .bookingRefused(code, opens: words.take("opens") ? try moment(&words) : nil)
    }

    /// `22:00` of this day, or `2026-11-19` and perhaps a time.
    private func moment(_ words: inout StoryWords) throws(StoryProblem) -> StoryMoment {
        guard let word = words.next, let day = CivilDate(word), words.take(word) else {
            return StoryMoment(day: today, time: try words.time("the time, unless it is a day,"))
        }
        return StoryMoment(day: day, time: nextTime(&words) ?? .midnight)
    }

    private func nextTime(_ words: inout StoryWords) -> TimeOfDay? {
        guard let word = words.next, let time = TimeOfDay(word), words.take(word) else { return nil }
        return time
    }

    private func dayOrToday(_ words: inout StoryWords) throws(StoryProblem) -> CivilDate {
        words.take("on") ? try day(&words) : today
    }
}
