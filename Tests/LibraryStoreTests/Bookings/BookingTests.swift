import LibraryModel
import LibraryRules
import LibraryStore
import Testing

@Suite("a submission is facts, decision and bookings in one transaction")
struct BookingTests {
    private static let eight = BookingDesk.at("08:00:00")

    @Test("what is accepted is stored and takes its places")
    func accepted() async throws {
        let desk = try await BookingDesk.open()
        let requests = [BookingDesk.request(), BookingDesk.request("11:00:00", "13:00:00")]
        let outcome = try await desk.store.book(
            requests, for: House.patron(1), ids: [House.booking(1), House.booking(2)], once: nil,
            at: BookingDesk.trusted(Self.eight), under: desk.terms)
        let bookings = try [await desk.stored(1), await desk.stored(2)]
        #expect(outcome == .booked(bookings, repeated: false))
        #expect(bookings.map(\.state) == [.booked, .booked])
        #expect(bookings.map(\.createdAt) == [Self.eight, Self.eight])
        #expect(try await desk.taken(time: Self.eight) == requests.map { BookedSpan(start: $0.start, end: $0.end, count: 1) })
        #expect(try await desk.taken(at: House.west, time: Self.eight).isEmpty)
    }

    @Test("of two requests both are made or none, and the refused one is named")
    func allOrNone() async throws {
        let desk = try await BookingDesk.open()
        let outcome = try await desk.store.book(
            [BookingDesk.request(), BookingDesk.request("10:00:00", "12:00:00")], for: House.patron(1),
            ids: [House.booking(1), House.booking(2)], once: OnceKey("a"), at: BookingDesk.trusted(Self.eight), under: desk.terms)
        guard case .refused(let refusal, 1) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(refusal.code == .overlap)
        #expect(try await desk.store.booking(House.booking(1)) == nil)
        guard case .booked(_, repeated: false) = try await desk.book(1, once: "a") else {
            Issue.record("a refusal was remembered")
            return
        }
    }

    @Test("a repeated submission makes one booking, today and days later; another one with its key makes none")
    func once() async throws {
        let desk = try await BookingDesk.open()
        guard case .booked(let first, repeated: false) = try await desk.book(1, once: "key") else {
            Issue.record("refused")
            return
        }
        #expect(try await desk.book(2, once: "key") == .booked(first, repeated: true))
        #expect(try await desk.book(2, BookingDesk.request("13:00:00", "15:00:00"), once: "key") == .keyTaken)
        _ = try await desk.cancel(1, at: Self.eight)
        let later = BookingDesk.at("08:00:00", on: 24)
        guard case .booked(let again, repeated: true) = try await desk.book(3, once: "key", at: later) else {
            Issue.record("forgotten")
            return
        }
        #expect(again.map(\.state) == [.cancelled])
        #expect(again.map(\.id) == first.map(\.id))
        guard case .booked(_, repeated: false) = try await desk.book(4, patron: 2, once: "key") else {
            Issue.record("the key of one patron is not that of another")
            return
        }
    }

    @Test("the fourth of three places is refused; each place that comes back is free at that instant")
    func places() async throws {
        let desk = try await BookingDesk.open(cap: 3)
        try await desk.fill(3)
        guard case .refused(let refusal, 0) = try await desk.book(4, patron: 4) else {
            Issue.record("a fourth")
            return
        }
        #expect(refusal.code == .full)
        _ = try await desk.cancel(1, at: Self.eight)
        guard case .booked = try await desk.book(4, patron: 4) else {
            Issue.record("the cancelled place is not free")
            return
        }
        let overlapping = BookingDesk.request("09:30:00", "11:30:00")
        guard case .refused = try await desk.book(5, patron: 5, overlapping, at: BookingDesk.at("09:20:00.000")) else {
            Issue.record("the window is still open")
            return
        }
        guard case .booked = try await desk.book(5, patron: 5, overlapping, at: BookingDesk.at("09:20:00.001")) else {
            Issue.record("a missed place is not free")
            return
        }
        #expect(try await desk.stored(2).state == .booked, "nobody has written so yet")
    }

    @Test("facts are settled to the instant and change nothing")
    func facts() async throws {
        let desk = try await BookingDesk.open()
        try await desk.fill(2)
        try await desk.watch(from: Self.eight, until: BookingDesk.at("09:19:00"))
        func facts(_ time: String) async throws -> BookingFacts {
            let time = BookingDesk.at(time)
            return try await desk.store.bookingFacts(
                of: House.patron(1), from: time, until: BookingDesk.at("22:00:00"), at: BookingDesk.trusted(time),
                under: desk.terms)
        }
        let before = try await facts("09:20:00.000")
        #expect(before.bookings.map(\.state) == [.booked])
        #expect(before.violations.isEmpty)
        #expect(before.campus(House.east)?.taken.map(\.count) == [2])
        let after = try await facts("09:20:00.001")
        #expect(after.bookings.map(\.state) == [.noShow])
        #expect(after.violations.map(\.at) == [BookingDesk.at("09:20:00.000")])
        #expect(after.campus(House.east)?.taken == [])
        #expect(after.standing == .active)
        #expect(after.campuses.map(\.cap) == [300, 300])
        #expect(try await desk.stored(1).state == .booked)
        #expect(try await desk.store.lastKnownTime() == BookingDesk.at("09:19:00"))
    }

    @Test("a patron who is not known is refused, and so is everybody while the clock is not trusted", arguments: [true, false])
    func refused(known: Bool) async throws {
        let desk = try await BookingDesk.open()
        let outcome = try await desk.store.book(
            [BookingDesk.request()], for: House.patron(known ? 1 : 99), ids: [House.booking(1)], once: nil,
            at: known ? BookingDesk.untrusted(Self.eight) : BookingDesk.trusted(Self.eight), under: desk.terms)
        guard case .refused(let refusal, _) = outcome else {
            Issue.record("\(outcome)")
            return
        }
        #expect(refusal.code == (known ? .clockUntrusted : .unknownPatron))
    }

    struct Cancelling: CustomTestStringConvertible {
        let testDescription: String
        var patron: Int? = 1
        var booking = 1
        var at = "08:30:00"
        var checkIn = false
        var code: BookingCode?
    }

    @Test("R16: a booking can be cancelled by its patron and by staff while its window is open", arguments: [
        Cancelling(testDescription: "before the start"),
        Cancelling(testDescription: "by staff", patron: nil),
        Cancelling(testDescription: "at the end of the window", at: "09:20:00.000"),
        Cancelling(testDescription: "a millisecond later it is a no-show", at: "09:20:00.001", code: .tooLateToCancel),
        Cancelling(testDescription: "after the check-in", at: "09:00:01", checkIn: true, code: .checkedIn),
        Cancelling(testDescription: "somebody else's is not there", patron: 2, code: .noSuchBooking),
        Cancelling(testDescription: "one that never was", booking: 7, code: .noSuchBooking),
    ])
    func cancel(row: Cancelling) async throws {
        let desk = try await BookingDesk.open()
        try await desk.fill(1)
        try await desk.watch(from: Self.eight, until: BookingDesk.at(row.at) - .seconds(2))
        if row.checkIn { #expect(try await desk.gate.present(1).decision.admits) }
        let time = BookingDesk.at(row.at)
        for _ in 1...2 {
            switch try await desk.cancel(row.booking, patron: row.patron, at: time) {
            case .cancelled(let booking):
                #expect(row.code == nil)
                #expect(booking.endedAt == time)
                #expect(try await desk.stored(1) == booking)
            case .refused(let refusal):
                #expect(refusal.code == row.code)
                #expect(try await desk.stored(1).state != .cancelled)
            }
        }
    }
}
