import LibraryModel
import LibraryRules
import LibraryStore
import Testing

@Suite("dated exceptions of the hours, and faults of the house")
struct HouseHoursTests {
    private static let eight = BookingDesk.at("08:00:00")

    private static func except(_ desk: BookingDesk, _ exception: DatedException) async throws -> [Booking] {
        try await desk.store.except(exception, at: BookingDesk.trusted(eight), under: desk.terms)
    }

    @Test("R21: what no longer fits is released without a violation, and answered")
    func except() async throws {
        let desk = try await BookingDesk.open()
        _ = try await desk.book(1)
        _ = try await desk.book(2, patron: 2, BookingDesk.request("17:00:00", "19:00:00"))
        _ = try await desk.book(3, patron: 3, BookingDesk.request("17:00:00", "19:00:00", at: House.west))
        _ = try await desk.book(4, patron: 4, BookingDesk.request("17:00:00", "19:00:00", on: 22))
        let released = try await Self.except(desk, try BookingDesk.exception("08:00", "18:00"))
        #expect(released.map(\.id) == [House.booking(2)])
        #expect(released.map(\.releasedWhy) == [.closed])
        #expect(released == [try await desk.stored(2)])
        #expect(try await Self.except(desk, try BookingDesk.exception("08:00", "18:00")).isEmpty)
        #expect(try await Self.except(desk, try BookingDesk.exception("08:00", nil)).map(\.id) == [House.booking(1)])
        #expect(try await desk.taken(time: Self.eight).isEmpty)
        try await desk.watch(from: Self.eight, until: BookingDesk.at("17:30:00"))
        #expect(try await desk.violations(at: BookingDesk.at("17:30:00")).map(\.booking) == [House.booking(3)])
        #expect(try await desk.stored(4).state == .booked)
    }

    @Test("the hours of the day are those of the exception until it is taken away")
    func hours() async throws {
        let desk = try await BookingDesk.open()
        let exception = try BookingDesk.exception("08:00", "10:00")
        _ = try await Self.except(desk, exception)
        #expect(try await desk.store.exceptions() == [exception])
        guard case .refused(let refusal, _) = try await desk.book(1) else {
            Issue.record("booked beyond the closing")
            return
        }
        #expect(refusal.code == .outsideHours)
        let date = exception.date
        #expect(try await desk.store.unexcept(House.east, date))
        #expect(try await !desk.store.unexcept(House.east, date))
        guard case .booked = try await desk.book(1) else {
            Issue.record("the week's hours are back")
            return
        }
    }

    @Test("a booking from elsewhere that comes after the exception is void at once, and written so")
    func lateBooking() async throws {
        let desk = try await BookingDesk.open()
        try await desk.settle(at: Self.eight)
        _ = try await Self.except(desk, try BookingDesk.exception("08:00", nil))
        _ = try await desk.store.importBookings([House.bookingRow(1)], at: Self.eight)
        #expect(try await desk.shown(1, at: Self.eight).releasedWhy == .closed)
        #expect(try await desk.taken(time: Self.eight).isEmpty)
        try await desk.settle(at: Self.eight + .seconds(60))
        #expect(try await desk.stored(1).releasedWhy == .closed)
    }

    @Test("faults are kept once, ended by kind and detail, and found by their time")
    func faults() async throws {
        let desk = try await BookingDesk.open()
        func fault(_ number: Int, _ from: String, until: String? = nil, detail: String = "") -> HouseFault {
            HouseFault(
                id: House.id(number), campus: House.east, kind: .gateFault, from: BookingDesk.at(from),
                until: until.map { BookingDesk.at($0) }, detail: detail)
        }
        let all = [
            fault(1, "08:00:00", until: "08:30:00"), fault(2, "09:00:00", detail: "east-main"),
            fault(3, "09:00:01", detail: "east-side"),
        ]
        for fault in all + all { try await desk.store.begin(fault) }
        #expect(try await desk.faults() == all)
        try await desk.store.endFault(.gateFault, of: House.east, detail: "east-main", at: BookingDesk.at("09:10:00"))
        try await desk.store.endFault(.gateFault, of: House.east, detail: "east-main", at: BookingDesk.at("09:20:00"))
        try await desk.store.endFault(.emergency, of: House.east, detail: "east-side", at: BookingDesk.at("09:10:00"))
        // A clock that went back does not make a fault end before it began.
        try await desk.store.endFault(.gateFault, of: House.east, detail: "east-side", at: BookingDesk.at("08:00:00"))
        #expect(try await desk.faults().map(\.until) == [
            BookingDesk.at("08:30:00"), BookingDesk.at("09:10:00"), BookingDesk.at("09:00:01"),
        ])
        let found = try await desk.store.faults(
            of: House.east, from: BookingDesk.at("08:30:00"), until: BookingDesk.at("09:00:00"))
        #expect(found.map(\.id) == [House.id(1)])
    }

    @Test("what staff declare afterwards takes back nothing by itself: they waive, and that is recorded")
    func outage() async throws {
        let desk = try await BookingDesk.open()
        try await desk.fill(1)
        try await desk.watch(from: Self.eight, until: BookingDesk.at("09:21:00"))
        try await desk.store.begin(HouseFault(
            id: House.id(1), campus: House.east, kind: .outage, from: Self.eight, until: BookingDesk.at("10:00:00")))
        #expect(try await desk.violations(at: BookingDesk.at("09:21:00")).count == 1)
    }
}
