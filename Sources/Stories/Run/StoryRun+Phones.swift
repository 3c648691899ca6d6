import GateControl
import GateHardware
import LibraryModel
import LibraryRules
import LibraryStore
import Passes

/// What the page on the phone answered.
enum PageAnswer: Hashable {
    case accepted
    case refused(BookingRefusal)

    var words: String {
        switch self {
        case .accepted: "it was accepted"
        case .refused(let refusal): "it was refused, \(refusal.code.rawValue)"
        }
    }
}

/// What patrons do on the page on their phones, and staff at the desk: asked of the store, as the web service does.
extension StoryRun {
    /// The booking that a patron would show at this hour: the one that is under way or comes next, or else the last. A
    /// phone shows none that is over while there is another.
    func booking(of patron: String, at time: WallTime) -> BookingRow? {
        let own = bookings[patron, default: []].sorted { $0.start < $1.start }
        let open = own.filter { !ledgers.isOver($0.booking) }
        return open.first { time < $0.end } ?? open.last ?? own.first { time < $0.end } ?? own.last
    }

    func book(_ wanted: [StoryRequest], for patron: String) async {
        let requests = wanted.map { request in
            BookingRequest(
                campus: house.campus(request.campus).id, start: house.wall(request.day, request.span.from),
                end: house.wall(request.day, request.span.until))
        }
        let ids = requests.map { _ in
            lastBooking += 1
            return BookingID(rawValue: 0x0B00_0000_0000_0000 + lastBooking)
        }
        await onPage { () throws(StoreError) in
            switch try await store.book(
                requests, for: house.patron(patron), ids: ids, once: nil, at: time.wall(), under: house.settings.terms) {
            case .booked(let made, _):
                bookings[patron, default: []] += made.map { booking in
                    BookingRow(
                        line: 0, booking: booking.id, patron: booking.patron, campus: booking.campus, start: booking.start,
                        end: booking.end)
                }
                tell("\(patron): booked | 预约成功 · Booked")
                return .accepted
            case .refused(let refusal, _): return .refused(refusal)
            case .keyTaken: preconditionFailure("a story names no submission twice")
            }
        }
    }

    func cancel(_ patron: String, _ start: TimeOfDay?) async {
        let today = LocalTime(now, at: house.offset).date
        let begins = start.map { house.wall(today, $0) }
        guard let own = begins.map({ begins in bookings[patron]?.last { $0.start == begins } }) ?? booking(of: patron, at: now)
        else { return tell("\(patron) has no such booking") }
        await onPage { () throws(StoreError) in
            switch try await store.cancel(
                own.booking, by: house.patron(patron), at: time.wall(), under: house.settings.terms) {
            case .cancelled:
                bookings[patron]?.removeAll { $0.booking == own.booking }
                ledgers.forget(own.booking)
                tell("\(patron): cancelled | 已取消 · Cancelled")
                return .accepted
            case .refused(let refusal): return .refused(refusal)
            }
        }
    }

    /// The phone reads the code that the kiosk shows; the server issues a pass and presents it to that lane.
    func useKiosk(_ patron: String, at lane: String) async throws {
        guard let gate = board.gate(of: lane) else { return tell("the kiosk is dark", at: lane) }
        let showing = StoryPhone.Showing(
            pass: StoryPass(), patron: patron, booking: booking(of: patron, at: now), campus: house.campus(ofLane: lane), now: now)
        let text = try phone.text(of: showing)
        await gate.present(Array(text.utf8), at: LaneID(rawValue: lane), seen: time.now())
    }

    func waive(_ waiver: StoryWaiver) async {
        let today = LocalTime(now, at: house.offset).date
        let filter =
            switch waiver {
            case .patron(let name): ViolationFilter(patron: house.patron(name), counts: true)
            case .campus(let slug, let span):
                ViolationFilter(
                    campus: house.campus(slug).id, from: house.wall(today, span.from), until: house.wall(today, span.until),
                    counts: true)
            }
        let waived = try? await store.waive(
            filter, with: Violation.Waiver(at: time.wall().time, who: "desk", why: "waived in the story"), at: time.wall(),
            under: house.settings.terms)
        let names = (waived ?? []).compactMap { house.names[$0.patron] }.sorted()
        tell(names.isEmpty ? "no violation is waived" : "waived: \(names.joined(separator: ", "))")
    }

    func setHours(of slug: String, on day: CivilDate, _ span: StorySpan?) async {
        let hours = span.flatMap { OpeningHours.Span(opens: $0.from, closes: $0.until) }
        let exception = DatedException(campus: house.campus(slug).id, date: day, span: hours, why: "set in the story")
        _ = try? await store.except(exception, at: time.wall(), under: house.settings.terms)
    }

    /// The page is served by the program on the board.
    private func onPage(_ work: () async throws(StoreError) -> PageAnswer) async {
        guard board.isOn else { return tell("the page does not answer") }
        do {
            let given = try await work()
            answer = given
            if case .refused(let refusal) = given { tell(transcript.words(refusal, at: time.wall().time)) }
        } catch {
            tell("the page says to try later: the store does not answer (\(error.code.rawValue))")
        }
    }
}
