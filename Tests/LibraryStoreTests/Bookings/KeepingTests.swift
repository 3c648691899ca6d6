import LibraryModel
import LibraryRules
import LibraryStore
import Testing

@Suite("what is kept about bookings, how long, and how it is found")
struct KeepingTests {
    @Test("violations keep their bookings, appeals go with them, and the rest has its own time")
    func sweep() async throws {
        let desk = try await BookingDesk.open()
        _ = try await desk.book(1, once: "key")
        _ = try await desk.book(2, patron: 2)
        _ = try await desk.cancel(2, patron: 2, at: BookingDesk.at("08:30:00"))
        _ = try await desk.store.except(
            try BookingDesk.exception("08:00", nil, on: 23), at: BookingDesk.trusted(BookingDesk.at("08:00:00")), under: desk.terms)
        try await desk.watch(from: BookingDesk.at("08:00:00"), until: BookingDesk.at("09:21:00"))
        _ = try await desk.store.appeal(Appeal(
            booking: House.booking(1), patron: House.patron(1), at: BookingDesk.at("09:22:00"), words: "?"))
        try await desk.settle(at: BookingDesk.at("12:00:00"))
        var keeping = RetentionPolicy()
        keeping.violations = .hours(24 * 200)
        func swept(_ days: Int) async throws -> SweepCounts {
            let now = BookingDesk.at("12:00:00") + .hours(24 * days)
            let act = OverrideRecord(
                id: House.id(1000 + days), at: now, lane: nil, who: "shell:anna", action: "accept_clock", why: "?", needed: true)
            _ = try await desk.store.accept(ClockReading(time: now, trust: .untrusted(lastKnown: nil)), by: act)
            return try await desk.store.sweep(at: vouched(now), keeping: keeping)
        }
        #expect(try await swept(6) == SweepCounts())
        let submissions = try await swept(8)
        #expect(submissions.submissions == 1 && submissions.bookings == 0)
        let bookings = try await swept(190)
        #expect(bookings.bookings == 1, "the cancelled one")
        #expect(try await desk.store.booking(House.booking(1)) != nil)
        let violations = try await swept(201)
        #expect(violations.violations == 1)
        #expect(violations.bookings == 1)
        #expect(violations.house == 4, "two silences, at two campuses")
        #expect(try await desk.store.openAppeals().isEmpty)
        #expect(try await desk.store.exceptions().count == 1)
        #expect(try await swept(370).house == 1)
    }

    @Test("what a transaction about bookings asks is answered through an index", arguments: [
        "SELECT * FROM booking WHERE patron = 'x' AND state IN ('booked', 'checked_in', 'in_use')",
        """
        SELECT * FROM booking WHERE patron = 'x' AND ends_at > 1 AND state NOT IN ('booked', 'checked_in', 'in_use')
        """,
        """
        SELECT starts_at, ends_at, COUNT(*) AS bookings FROM booking
        WHERE campus = 1 AND state IN ('booked', 'checked_in', 'in_use') AND starts_at >= 1 AND starts_at < 2 AND ends_at > 1
        GROUP BY starts_at, ends_at
        """,
        """
        SELECT patron, starts_at AS due FROM booking
        WHERE state = 'booked' AND starts_at <= 1 AND (starts_at <= 1 OR ends_at <= 1) ORDER BY starts_at LIMIT 9
        """,
        "SELECT patron FROM booking WHERE state = 'checked_in' AND ends_at <= 1 ORDER BY ends_at LIMIT 9",
        "SELECT patron FROM booking WHERE campus = 1 AND state = 'in_use' AND ends_at <= 1 ORDER BY ends_at LIMIT 9",
        "SELECT * FROM violation WHERE patron = 'x' ORDER BY at",
        "SELECT * FROM violation WHERE at = at ORDER BY at DESC, booking DESC LIMIT 9",
        "SELECT * FROM house_fault WHERE (until_at >= 1 OR until_at IS NULL) AND from_at <= 1",
        "SELECT * FROM opening_exception WHERE campus = 1 AND day = '2026-11-21'",
        "SELECT fingerprint FROM submission WHERE patron = 'x' AND word = 'y'",
        "SELECT id FROM booking WHERE ended_at > 1",
    ])
    func indexes(sql: String) throws {
        let folder = try StoreFolder()
        _ = try folder.open()
        let plan = try OtherProgram(folder.path()).texts("EXPLAIN QUERY PLAN \(sql)", column: "detail")
        #expect(!plan.isEmpty)
        #expect(plan.allSatisfy { (!$0.hasPrefix("SCAN") || $0.contains("USING INDEX")) && !$0.contains("TEMP B-TREE") }, "\(plan)")
    }

    @Test("the load of a campus is answered from its index alone")
    func covering() throws {
        let folder = try StoreFolder()
        _ = try folder.open()
        let plan = try OtherProgram(folder.path()).texts(
            """
            EXPLAIN QUERY PLAN SELECT starts_at, ends_at, COUNT(*) AS bookings FROM booking
            WHERE campus = 1 AND state IN ('booked', 'checked_in', 'in_use') AND starts_at >= 1 AND starts_at < 2
                AND ends_at > 1 GROUP BY starts_at, ends_at
            """, column: "detail")
        #expect(plan.allSatisfy { $0.contains("COVERING INDEX booking_open_by_campus") }, Comment(rawValue: "\(plan)"))
    }

    @Test("a store from before deadlines were kept gives nobody a violation for that time")
    func migrated() async throws {
        let folder = try StoreFolder()
        do {
            let house = House(try folder.open())
            try await house.fill(3)
            _ = try await house.enter(3)
            _ = try await house.store.importBookings([House.bookingRow(1, cancelled: true)], at: House.nine)
            try await house.store.rememberTime(vouched(House.nine + .hours(24)))
        }
        try OtherProgram(folder.path()).run(Self.undoing)
        let desk = try await BookingDesk.open(in: folder, patrons: 3)
        let next = House.nine + .hours(24) + .seconds(60)
        try await desk.settle(at: next)
        #expect(try await desk.stored(1).state == .cancelled)
        #expect(try await desk.stored(1).endedAt != nil)
        #expect(try await desk.stored(2).releasedWhy == .houseFault)
        #expect(try await desk.stored(3).state == .completed)
        #expect(try await desk.violations(at: next).isEmpty)
        #expect(try await desk.faults().map(\.detail) == ["before deadlines were kept"])
    }

    /// Takes the second migration back.
    private static let undoing = """
        DROP TABLE violation; DROP TABLE appeal; DROP TABLE house_fault; DROP TABLE opening_exception; DROP TABLE submission;
        DROP INDEX booking_by_patron; DROP INDEX booking_open_by_patron; DROP INDEX booking_open_by_campus;
        DROP INDEX booking_booked_by_start; DROP INDEX booking_checked_in_by_end; DROP INDEX booking_in_use_by_end;
        DROP INDEX booking_by_last_change;
        ALTER TABLE booking DROP COLUMN ended_at; ALTER TABLE booking DROP COLUMN released_why;
        CREATE INDEX booking_by_patron ON booking (patron);
        DELETE FROM grdb_migrations WHERE identifier = '2 bookings';
        """

    @Test("bookings from elsewhere count like others; one that comes after its start is nobody's omission")
    func imported() async throws {
        let desk = try await BookingDesk.open(cap: 2)
        _ = try await desk.store.importBookings([House.bookingRow(1)], at: BookingDesk.at("08:00:00"))
        try await desk.watch(from: BookingDesk.at("08:00:00"), until: BookingDesk.at("09:10:00"))
        _ = try await desk.store.importBookings([House.bookingRow(2)], at: BookingDesk.at("09:10:00"))
        let request = BookingDesk.request("09:30:00", "10:30:00")
        guard case .refused(let refusal, _) = try await desk.book(3, patron: 3, request, at: BookingDesk.at("09:11:00")) else {
            Issue.record("two places are taken")
            return
        }
        #expect(refusal.code == .full)
        #expect(try await desk.gate.present(2, at: BookingDesk.at("09:11:00"), lane: House.lane).decision.admits)
        _ = try await desk.store.importBookings([House.bookingRow(4)], at: BookingDesk.at("09:11:00"))
        try await desk.watch(from: BookingDesk.at("09:11:00"), until: BookingDesk.at("09:21:00"))
        #expect(try await desk.violations(at: BookingDesk.at("09:21:00")).map(\.booking) == [House.booking(1)])
        #expect(try await desk.stored(4).releasedWhy == .turnedAway)
    }

    @Test("a store that fails says so for bookings too, and heals")
    func faulty() async throws {
        let desk = try await BookingDesk.open()
        let faulty = FaultyStore(desk.store)
        faulty.fail(.diskFull, calls: 1)
        let clock = vouched(BookingDesk.at("08:00:00"))
        await #expect(throws: StoreError.self) { _ = try await faulty.settle(at: clock, under: desk.terms) }
        #expect(try await !faulty.settle(at: clock, under: desk.terms))
        let lonely = FaultyStore(FaultyStore(try SQLiteStore(inMemory: .init())))
        #expect(try await lonely.exceptions().isEmpty)
    }
}
