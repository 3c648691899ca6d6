import LibraryModel
import LibraryRules
import LibraryStore
import Testing

@Suite("violations are found, waived and appealed against")
struct ViolationTests {
    /// No-shows of 09:00 at both campuses and of 13:00 at one, all written down.
    private static func missed() async throws -> BookingDesk {
        let desk = try await BookingDesk.open()
        _ = try await desk.book(1)
        _ = try await desk.book(2, patron: 2, BookingDesk.request(at: House.west))
        _ = try await desk.book(3, patron: 3, BookingDesk.request("13:00:00", "14:00:00"))
        try await desk.watch(from: BookingDesk.at("08:00:00"), until: Self.later)
        return desk
    }

    private static let later = BookingDesk.at("14:00:00")
    private static let waiver = Violation.Waiver(at: later, who: "desk:anna", why: "power cut")

    struct Search: CustomTestStringConvertible {
        let testDescription: String
        let filter: ViolationFilter
        let bookings: [Int]
    }

    private static let searches = [
        Search(testDescription: "all, newest first", filter: ViolationFilter(), bookings: [3, 2, 1]),
        Search(testDescription: "of a patron", filter: ViolationFilter(patron: House.patron(2)), bookings: [2]),
        Search(testDescription: "of a booking", filter: ViolationFilter(booking: House.booking(3)), bookings: [3]),
        Search(testDescription: "at a campus", filter: ViolationFilter(campus: House.east), bookings: [3, 1]),
        Search(
            testDescription: "from an instant on", filter: ViolationFilter(from: BookingDesk.at("13:20:00")), bookings: [3]),
        Search(
            testDescription: "before an instant", filter: ViolationFilter(until: BookingDesk.at("13:20:00")),
            bookings: [2, 1]),
        Search(
            testDescription: "at a campus in a time",
            filter: ViolationFilter(campus: House.west, from: House.nine, until: House.nine + .hours(1)), bookings: [2]),
        Search(testDescription: "that count", filter: ViolationFilter(counts: true), bookings: [3, 2, 1]),
        Search(testDescription: "that were waived", filter: ViolationFilter(counts: false), bookings: []),
    ]

    @Test("a filter holds for what is written and for what is not yet", arguments: searches, [true, false])
    func filter(row: Search, written: Bool) async throws {
        let desk = try await BookingDesk.open()
        _ = try await desk.book(1)
        _ = try await desk.book(2, patron: 2, BookingDesk.request(at: House.west))
        _ = try await desk.book(3, patron: 3, BookingDesk.request("13:00:00", "14:00:00"))
        try await desk.watch(from: BookingDesk.at("08:00:00"), until: BookingDesk.at(written ? "13:21:00" : "09:20:00"))
        if !written { try await desk.watch(from: BookingDesk.at("09:20:00"), until: BookingDesk.at("13:20:00")) }
        let found = try await desk.violations(row.filter, at: BookingDesk.at("13:20:30"))
        #expect(found.map(\.booking) == row.bookings.map(House.booking))
    }

    @Test("R20: waiving in bulk answers what changed, once, and the suspension is over at once")
    func waive() async throws {
        let desk = try await Self.missed()
        guard case .refused(let refusal, _) = try await desk.book(4, BookingDesk.request("15:00:00", "17:00:00"), at: Self.later)
        else {
            Issue.record("a violation bars")
            return
        }
        #expect(refusal.code == .suspended)
        let filter = ViolationFilter(from: House.nine, until: House.nine + .hours(1))
        let waived = try await desk.store.waive(
            filter, with: Self.waiver, at: BookingDesk.trusted(Self.later), under: desk.terms)
        #expect(Set(waived.map(\.booking)) == [House.booking(1), House.booking(2)])
        #expect(waived.allSatisfy { $0.waiver == Self.waiver })
        #expect(try await desk.violations(ViolationFilter(counts: false), at: Self.later) == waived)
        #expect(try await desk.violations(ViolationFilter(counts: true), at: Self.later).map(\.booking) == [House.booking(3)])
        let again = try await desk.store.waive(
            filter, with: Self.waiver, at: BookingDesk.trusted(Self.later), under: desk.terms)
        #expect(again.isEmpty)
        guard case .booked = try await desk.book(4, BookingDesk.request("15:00:00", "17:00:00"), at: Self.later) else {
            Issue.record("nothing bars any more")
            return
        }
        #expect(try await desk.stored(1).state == .noShow, "what happened stays")
    }

    @Test("what is shown can be waived, though nobody has written it down")
    func waiveUnwritten() async throws {
        let desk = try await BookingDesk.open()
        try await desk.fill(1)
        try await desk.watch(from: BookingDesk.at("08:00:00"), until: BookingDesk.at("09:20:00"))
        let now = BookingDesk.at("09:20:02")
        let waived = try await desk.store.waive(
            ViolationFilter(), with: Self.waiver, at: BookingDesk.trusted(now), under: desk.terms)
        #expect(waived.count == 1)
        try await desk.watch(from: now, until: BookingDesk.at("09:30:00"))
        #expect(try await desk.violations(at: BookingDesk.at("09:30:00")) == waived)
    }

    @Test("the patron's page shows violations, suspension and appeals, and nobody else's")
    func overview() async throws {
        let desk = try await Self.missed()
        let overview = try #require(try await desk.store.overview(
            of: House.patron(1), at: BookingDesk.trusted(Self.later), under: desk.terms))
        #expect(overview.patron.id == House.patron(1))
        #expect(overview.bookings.map(\.id) == [House.booking(1)])
        #expect(overview.violations.map(\.at) == [BookingDesk.at("09:20:00")])
        #expect(overview.suspension?.until == BookingDesk.at("00:00:00", on: 22))
        #expect(overview.suspension?.because == [House.booking(1)])
        #expect(overview.visits.isEmpty && overview.appeals.isEmpty)
        let nobody = try await desk.store.overview(
            of: House.patron(99), at: BookingDesk.trusted(Self.later), under: desk.terms)
        #expect(nobody == nil)
    }

    private static func appeal(_ number: Int, patron: Int? = nil) -> Appeal {
        Appeal(
            booking: House.booking(number), patron: House.patron(patron ?? number), at: later + .seconds(number),
            words: "the bus was late")
    }

    @Test("one appeal for each violation that counts, by its own patron")
    func appeals() async throws {
        let desk = try await Self.missed()
        #expect(try await desk.store.appeal(Self.appeal(1)) == .taken)
        #expect(try await desk.store.appeal(Self.appeal(1)) == .repeated)
        #expect(try await desk.store.appeal(Self.appeal(2, patron: 1)) == .noSuchViolation)
        #expect(try await desk.store.appeal(Self.appeal(7)) == .noSuchViolation)
        #expect(try await desk.store.appeal(Self.appeal(2)) == .taken)
        #expect(try await desk.store.openAppeals() == [Self.appeal(1), Self.appeal(2)])
        _ = try await desk.store.waive(
            ViolationFilter(booking: House.booking(3)), with: Self.waiver, at: BookingDesk.trusted(Self.later),
            under: desk.terms)
        #expect(try await desk.store.appeal(Self.appeal(3)) == .noSuchViolation)
    }

    @Test("a granted appeal waives its violation, another one does not; each is answered once", arguments: [true, false])
    func answer(granted: Bool) async throws {
        let desk = try await Self.missed()
        _ = try await desk.store.appeal(Self.appeal(1))
        let answer = Appeal.Answer(at: Self.later, who: "desk:bo", isGranted: granted, words: "we know that bus")
        #expect(try await desk.store.answer(appealAgainst: House.booking(1), with: answer))
        #expect(try await !desk.store.answer(appealAgainst: House.booking(1), with: answer))
        #expect(try await !desk.store.answer(appealAgainst: House.booking(2), with: answer))
        #expect(try await desk.store.openAppeals().isEmpty)
        let overview = try await desk.store.overview(
            of: House.patron(1), at: BookingDesk.trusted(Self.later), under: desk.terms)
        #expect(overview?.appeals.map(\.answer) == [answer])
        #expect(overview?.violations.map(\.counts) == [!granted])
        #expect((overview?.suspension == nil) == granted)
    }

    @Test("an appeal against a violation that nobody has written down yet is taken")
    func earlyAppeal() async throws {
        let desk = try await BookingDesk.open()
        try await desk.fill(1)
        try await desk.watch(from: BookingDesk.at("08:00:00"), until: BookingDesk.at("09:20:00"))
        let appeal = Appeal(
            booking: House.booking(1), patron: House.patron(1), at: BookingDesk.at("09:20:03"), words: "I was there")
        #expect(try await desk.store.appeal(appeal) == .taken)
        #expect(try await desk.violations(at: BookingDesk.at("09:20:03")).count == 1)
    }
}
