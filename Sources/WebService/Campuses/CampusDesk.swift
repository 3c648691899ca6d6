import Hummingbird
import LibraryModel
import LibraryRules
import LibraryStore

/// Says what can be booked where, to everybody, and to a patron what he can book himself.
struct CampusDesk: Sendable {
    let house: WebHouse

    func list() async throws -> Response {
        let terms = try await house.termsNow()
        let now = house.clock.time
        let booking = terms.policy.booking
        return try Reply.json(CampusesAnswer(
            now: terms.text(now),
            campuses: terms.campuses.map { campus in
                CampusesAnswer.Item(
                    campus: campus.slug, name: campus.name, cap: campus.cap,
                    utcOffset: String(terms.text(now, at: campus.id).suffix(6)),
                    today: campus.hours.opening(onDayOf: now).map { opening in
                        CampusesAnswer.Item.Today(
                            opens: terms.text(opening.opens, at: campus.id), closes: terms.text(opening.closes, at: campus.id))
                    })
            },
            booking: CampusesAnswer.Bounds(
                shortestMinutes: booking.shortest.wholeMinutes, longestMinutes: booking.longest.wholeMinutes,
                gridMinutes: booking.grid.wholeMinutes, mostAtOnce: BookingPolicy.mostAtOnce,
                horizonDays: booking.horizonDays)))
    }

    func availability(_ ask: Ask) async throws -> Response {
        let terms = try await house.termsNow()
        let campus = try campus(ask, terms)
        let clock = house.clock
        let today = LocalTime(clock.time, at: campus.hours.offset).date
        let query = Query(ask, ["from", "days"])
        let from = query.day("from", near: today) ?? today
        let count = query.number("days", in: 1...WebLimits.availabilityDays)
            ?? min(terms.policy.booking.horizonDays + 1, WebLimits.availabilityDays)
        try query.check()
        let dates = (0..<count).map { CivilDate(daysSinceEpoch: from.daysSinceEpoch + $0) }
        let first = midnight(of: from, campus)
        let taken = try await house.store.taken(
            at: campus.id, from: first, until: first + .hours(24 * count), at: clock, under: house.terms)
        let exceptions = try await house.store.exceptions().filter { $0.campus == campus.id }
        return try Reply.json(AvailabilityAnswer(
            campus: campus.slug, cap: campus.cap, now: terms.text(clock.time, at: campus.id),
            days: dates.map { date in
                day(date, campus, taken, why: exceptions.first { $0.date == date }?.why, terms)
            }))
    }

    func choices(_ ask: Ask, _ patron: SignedIn) async throws -> Response {
        let terms = house.terms
        let campus = try campus(ask, terms)
        let clock = house.clock
        let query = Query(ask, ["date"], several: ["besides"])
        let date = query.day("date", near: LocalTime(clock.time, at: campus.hours.offset).date)
        if query["date"] == nil { query.wrong("date", "is missing") }
        let besides = besides(query, terms)
        try query.check()
        guard let date else { throw Refused(.unprocessableContent) }
        let first = midnight(of: date, campus)
        let facts = try await house.store.bookingFacts(
            of: patron.id, from: min(first, besides.map(\.start).min() ?? first),
            until: max(first + .hours(24), besides.map(\.end).max() ?? first), at: clock, under: terms)
        let choices = bookingChoices(at: campus.id, on: date, besides: besides, facts, under: terms.policy)
        var refusals = RefusalList { terms.answer($0, at: clock.time, campus: campus.id) }
        let answers = choices.map { answer($0, at: campus.id, &refusals, terms) }
        return try Reply.json(ChoicesAnswer(
            campus: campus.slug, date: "\(date)", now: terms.text(clock.time, at: campus.id),
            refusals: refusals.answers, choices: answers))
    }

    private func campus(_ ask: Ask, _ terms: HouseTerms) throws(Refused) -> Campus {
        guard let campus = terms.campus(slug: ask["campus"]) else { throw Refused(.noSuchCampus) }
        return campus
    }

    private func midnight(of date: CivilDate, _ campus: Campus) -> WallTime {
        LocalTime(date, .midnight, at: campus.hours.offset).instant
    }

    private func day(
        _ date: CivilDate, _ campus: Campus, _ taken: [BookedSpan], why: String?, _ terms: HouseTerms
    ) -> AvailabilityAnswer.Day {
        let opening = campus.hours.opening(onDayOf: midnight(of: date, campus))
        let halfHours = opening.map { HalfHours(of: $0, taken: taken).each } ?? []
        return AvailabilityAnswer.Day(
            date: "\(date)", opens: opening.map { terms.text($0.opens, at: campus.id) },
            closes: opening.map { terms.text($0.closes, at: campus.id) }, why: why,
            halfHours: halfHours.map { AvailabilityAnswer.HalfHour(start: terms.text($0.start, at: campus.id), booked: $0.booked) })
    }

    private func answer(
        _ choice: BookingChoice, at campus: CampusID, _ refusals: inout RefusalList, _ terms: HouseTerms
    ) -> ChoicesAnswer.Choice {
        let refusal = refusals.place(of: choice.refusal)
        return ChoicesAnswer.Choice(
            start: terms.text(choice.start, at: campus), refusal: refusal,
            ends: refusal != nil ? [] : choice.ends.map { end in
                ChoicesAnswer.End(end: terms.text(end.end, at: campus), refusal: refusals.place(of: end.refusal))
            })
    }

    /// What was chosen before in the same submission: `CAMPUS,START,END`, at most as many as go together.
    private func besides(_ query: Query, _ terms: HouseTerms) -> [BookingRequest] {
        let texts = query.all("besides")
        if texts.count > BookingPolicy.mostAtOnce { query.wrong("besides", "stands there too often") }
        return texts.prefix(BookingPolicy.mostAtOnce).compactMap { text in
            let parts = text.split(separator: ",", omittingEmptySubsequences: false)
            guard parts.count == 3, let campus = terms.campus(slug: String(parts[0])),
                let start = LocalTime(rfc3339: parts[1])?.instant, let end = LocalTime(rfc3339: parts[2])?.instant,
                start < end, abs(start.milliseconds - house.clock.time.milliseconds) <= WebLimits.askedSpan.milliseconds,
                end - start <= .hours(24)
            else {
                query.wrong("besides", "is not CAMPUS,START,END of a booking in the next days")
                return nil
            }
            return BookingRequest(campus: campus.id, start: start, end: end)
        }
    }
}

/// The refusals of an answer, each once.
private struct RefusalList {
    private(set) var answers: [RefusalAnswer] = []
    private var places: [BookingRefusal: Int] = [:]
    private let answer: (BookingRefusal) -> RefusalAnswer

    init(_ answer: @escaping (BookingRefusal) -> RefusalAnswer) { self.answer = answer }

    /// Nil for none.
    mutating func place(of refusal: BookingRefusal?) -> Int? {
        guard let refusal else { return nil }
        if let place = places[refusal] { return place }
        places[refusal] = answers.count
        answers.append(answer(refusal))
        return answers.count - 1
    }
}

extension WebLimits {
    /// ``askedDays`` as a time.
    static let askedSpan = Duration.hours(24 * askedDays)
}

extension Duration {
    fileprivate var wholeMinutes: Int { Int(components.seconds / 60) }
}
