import LibraryModel
import LibraryRules
import LibraryStore
import Testing

@Suite("what happened in time counts, however late it is written")
struct LateRecordTests {
    /// One patron has a booking from 09:00 to 11:00 and is inside from 09:00 on.
    private static func inside(_ change: (inout HousePolicy) -> Void = { _ in }) async throws -> (BookingDesk, RecordID) {
        let desk = try await BookingDesk.open(change)
        try await desk.fill(1)
        try await desk.watch(from: BookingDesk.at("08:00:00"), until: House.nine)
        return (desk, try await desk.gate.enter(1))
    }

    private static func leave(_ desk: BookingDesk, _ seat: RecordID, at time: String, as number: Int = 1) async throws {
        let departure = try await desk.store.passedOut(seat, by: desk.gate.passage(number, at: BookingDesk.at(time)))
        #expect(departure == .matched)
    }

    struct Leaving: CustomTestStringConvertible {
        let testDescription: String
        let left: String
        /// When the record of it is written; somebody settles until then.
        var written = "11:21:00"
        let state: Booking.State
    }

    @Test("B12: leaving counts at its own instant", arguments: [
        Leaving(testDescription: "in time, written at once", left: "11:20:00.000", written: "11:20:00.000", state: .completed),
        Leaving(testDescription: "in time, written after the violation", left: "11:20:00.000", state: .completed),
        Leaving(testDescription: "long before, written after it", left: "10:00:00.000", state: .completed),
        Leaving(testDescription: "late, written at once", left: "11:20:00.001", written: "11:20:00.001", state: .notSignedOut),
        Leaving(testDescription: "late, written later", left: "11:20:00.001", state: .notSignedOut),
    ])
    func leaving(row: Leaving) async throws {
        let (desk, seat) = try await Self.inside()
        try await desk.watch(from: House.nine, until: BookingDesk.at(row.written))
        try await Self.leave(desk, seat, at: row.left)
        try await desk.watch(from: BookingDesk.at(row.written), until: BookingDesk.at("11:30:00"))
        let booking = try await desk.stored(1)
        #expect(booking.state == row.state)
        #expect(booking.endedAt == (row.state == .completed ? BookingDesk.at(row.left) : BookingDesk.at("11:20:00.000")))
        let violations = try await desk.violations(at: BookingDesk.at("11:30:00"))
        #expect(violations.map(\.kind) == (row.state == .completed ? [] : [.notSignedOut]))
        #expect(try await desk.gate.seats() == [0, 0])
    }

    @Test("the scan at the exit counts where the passage follows it", arguments: [("11:20:00.000", true), ("11:20:00.001", false)])
    func scanBeforePassage(scan: String, inTime: Bool) async throws {
        let (desk, seat) = try await Self.inside()
        try await desk.watch(from: House.nine, until: BookingDesk.at("11:19:59"))
        let scanned = BookingDesk.at(scan)
        var chance = SeededChance(seed: 1)
        let lane = LaneID(rawValue: "east-out")
        let admission = try await desk.store.admit(
            desk.gate.circumstances(1, at: scanned, direction: .exit, lane: lane), under: desk.gate.policy,
            id: RecordID(at: scanned, using: &chance), seat: House.id(7, 2))
        #expect(admission.decision.code == .exit)
        try await Self.leave(desk, seat, at: "11:20:03.000")
        try await desk.watch(from: BookingDesk.at("11:20:03"), until: BookingDesk.at("11:30:00"))
        #expect(try await desk.stored(1).state == (inTime ? .completed : .notSignedOut))
        #expect(try await desk.violations(at: BookingDesk.at("11:30:00")).isEmpty == inTime)
    }

    @Test("B9: a check-in counts at its decode, though others have written the no-show", arguments: [
        ("09:20:00.000", true), ("09:20:00.001", false),
    ])
    func lateCheckIn(decoded: String, inTime: Bool) async throws {
        let desk = try await BookingDesk.open()
        try await desk.fill(1)
        try await desk.watch(from: BookingDesk.at("08:00:00"), until: BookingDesk.at("09:20:30"))
        #expect(try await desk.stored(1).state == .noShow)
        let admission = try await desk.gate.present(1, at: BookingDesk.at(decoded))
        #expect(admission.decision.code == (inTime ? .entry : .tooLate))
        #expect(admission.facts.records.booking?.state == (inTime ? .booked : .noShow))
        #expect(try await desk.stored(1).state == (inTime ? .checkedIn : .noShow))
        #expect(try await desk.violations(at: BookingDesk.at("09:21:00")).isEmpty == inTime)
    }

    @Test("a cancellation counts at the instant at which it was asked for")
    func lateCancellation() async throws {
        let desk = try await BookingDesk.open()
        try await desk.fill(1)
        try await desk.watch(from: BookingDesk.at("08:00:00"), until: BookingDesk.at("09:20:30"))
        guard case .refused = try await desk.cancel(1, at: BookingDesk.at("09:20:00.001")) else {
            Issue.record("too late")
            return
        }
        guard case .cancelled = try await desk.cancel(1, at: BookingDesk.at("09:20:00.000")) else {
            Issue.record("in time")
            return
        }
        #expect(try await desk.violations(at: BookingDesk.at("09:21:00")).isEmpty)
    }

    @Test("a passage in before the slot ended is a stay, though the slot's end was written first")
    func latePassage() async throws {
        let desk = try await BookingDesk.open()
        try await desk.fill(1)
        try await desk.watch(from: BookingDesk.at("08:00:00"), until: House.nine)
        let seat = try #require(try await desk.gate.present(1).seat)
        try await desk.watch(from: House.nine, until: BookingDesk.at("11:01:00"))
        #expect(try await desk.stored(1).state == .completed)
        #expect(try await desk.store.passedIn(seat, at: BookingDesk.at("10:59:59")) == .changed)
        #expect(try await desk.stored(1).state == .inUse)
        try await desk.watch(from: BookingDesk.at("11:01:00"), until: BookingDesk.at("11:21:00"))
        #expect(try await desk.stored(1).state == .notSignedOut)
    }

    // MARK: Bookings end to end (R7)

    /// The same with a second booking from 11:00 to 13:00.
    private static func insideOfTwo() async throws -> (BookingDesk, RecordID) {
        let (desk, seat) = try await inside()
        _ = try await desk.store.importBookings([
            BookingRow(
                line: 2, booking: House.booking(2), patron: House.patron(1), campus: House.east,
                start: BookingDesk.at("11:00:00"), end: BookingDesk.at("13:00:00"))
        ], at: House.nine)
        return (desk, seat)
    }

    @Test("B5: one stay over two bookings has one sign-out, with either pass")
    func continued() async throws {
        let (desk, seat) = try await Self.insideOfTwo()
        try await desk.watch(from: House.nine, until: BookingDesk.at("11:30:00"))
        let (first, second) = try (await desk.stored(1), await desk.stored(2))
        #expect(first.state == .completed && first.endedAt == BookingDesk.at("11:00:00"))
        #expect(second.state == .inUse)
        let visits = try await desk.store.overview(
            of: House.patron(1), at: BookingDesk.trusted(BookingDesk.at("11:30:00")), under: desk.terms)?.visits
        #expect(visits?.map(\.booking) == [House.booking(2)])
        for number in 1...2 {
            let exit = try await desk.gate.present(number, as: 20 + number, at: BookingDesk.at("11:30:30"), direction: .exit)
            #expect(exit.decision.code == .exit && exit.seat == seat)
            let entry = try await desk.gate.present(number, as: 30 + number, at: BookingDesk.at("11:30:30"))
            #expect(!entry.decision.admits)
        }
        try await Self.leave(desk, seat, at: "13:20:00.000")
        try await desk.watch(from: BookingDesk.at("11:30:00"), until: BookingDesk.at("13:30:00"))
        #expect(try await desk.stored(2).state == .completed)
        #expect(try await desk.violations(at: BookingDesk.at("13:30:00")).isEmpty)
    }

    @Test("who left before the second booking began never used it, though the boundary was written first", arguments: [
        "11:00:30", "11:25:00", "13:21:00",
    ])
    func leftBefore(written: String) async throws {
        let (desk, seat) = try await Self.insideOfTwo()
        try await desk.watch(from: House.nine, until: BookingDesk.at(written))
        try await Self.leave(desk, seat, at: "10:59:59.999")
        try await desk.watch(from: BookingDesk.at(written), until: BookingDesk.at("13:30:00"))
        let (first, second) = try (await desk.stored(1), await desk.stored(2))
        #expect(first.state == .completed && first.endedAt == BookingDesk.at("10:59:59.999"))
        #expect(second.state == .noShow && second.endedAt == BookingDesk.at("11:20:00.000"))
        #expect(try await desk.violations(at: BookingDesk.at("13:30:00")).map(\.booking) == [House.booking(2)])
        #expect(try await desk.gate.seats() == [0, 0])
    }

    @Test("who leaves at the boundary or after it has signed out of the second", arguments: ["11:00:00.000", "11:00:00.001"], [true, false])
    func leftAfter(left: String, settledBefore: Bool) async throws {
        let (desk, seat) = try await Self.insideOfTwo()
        try await desk.watch(from: House.nine, until: BookingDesk.at("10:59:59"))
        if settledBefore { try await desk.settle(at: BookingDesk.at("11:00:30")) }
        try await Self.leave(desk, seat, at: left)
        try await desk.watch(from: BookingDesk.at("11:00:30"), until: BookingDesk.at("13:30:00"))
        let (first, second) = try (await desk.stored(1), await desk.stored(2))
        #expect(first.state == .completed && first.endedAt == BookingDesk.at("11:00:00"))
        #expect(second.state == .completed && second.endedAt == BookingDesk.at(left))
        #expect(try await desk.violations(at: BookingDesk.at("13:30:00")).isEmpty)
    }
}
