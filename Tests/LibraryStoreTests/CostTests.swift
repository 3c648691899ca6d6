import LibraryModel
import LibraryRules
import LibraryStore
import Synchronization
import Testing

/// Costs are counted in steps of SQLite's machine, which are the same on every machine and each time.
@Suite("what a decision costs does not grow with history")
struct CostTests {
    @Test("booking, cancelling, admitting, passing and settling read no row of 104,000 ended bookings")
    func history() async throws {
        let (little, much) = (try await Self.day(history: false), try await Self.day(history: true))
        #expect(Set(little.keys).isSuperset(of: ["book", "cancel", "admit", "passed in", "passed out", "settle", "gave back"]))
        // A range that ends before a row of history looks at that one, in two steps; a row that is read takes ten and more.
        for (operation, steps) in little { #expect((much[operation] ?? Int.max) - steps < 10, "\(operation)") }
    }

    @Test("it is seen when a change reads more rows")
    func seen() async throws {
        let folder = try StoreFolder()
        let costs = Costs()
        let store = try folder.open { $0.steps = costs.note }
        _ = try await store.importPatrons((1...50).map(House.patronRow))
        let few = costs.taken["import patrons"] ?? 0
        _ = try await store.importPatrons((51...150).map(House.patronRow))
        #expect(few > 0 && (costs.taken["import patrons"] ?? 0) > few)
    }

    /// The steps of each operation in one patron's day.
    private static func day(history: Bool) async throws -> [String: Int] {
        let folder = try StoreFolder()
        let costs = Costs()
        let desk = try await BookingDesk.open(in: folder)
        if history { try OtherProgram(folder.path()).run(Self.history) }
        let terms = desk.terms
        let store = try folder.open { ($0.terms, $0.steps) = (terms, costs.note) }
        let busy = BookingDesk(store: store, terms: terms)
        guard case .booked = try await busy.book(1, at: BookingDesk.at("08:00:00")),
            case .booked = try await busy.book(2, BookingDesk.request("12:00:00", "13:00:00"), at: BookingDesk.at("08:01:00")),
            case .cancelled = try await busy.cancel(2, at: BookingDesk.at("08:02:00"))
        else {
            Issue.record("the day went otherwise")
            return [:]
        }
        var gate = House(store)
        gate.policy = terms.policy.admission
        let seat = try #require(try await gate.present(1, at: House.nine).seat)
        _ = try await store.passedIn(seat, at: House.nine + .seconds(3))
        _ = try await store.passedOut(seat, by: gate.passage(1))
        let spare = try await gate.present(1, as: 7, at: House.nine + .hours(1) + .seconds(30)).seat
        _ = try await store.gaveBack(spare ?? seat, at: House.nine + .hours(1) + .seconds(40), why: .timedOut)
        try await busy.settle(at: BookingDesk.at("10:30:00"))
        return costs.taken
    }

    /// One patron with 4,000 ended bookings, as many of them yet to come and cancelled as have been used, and a house with
    /// 100,000 more, their visits, decisions and old violations. None is of this day's windows.
    private static let history = """
        WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < 104000)
        INSERT INTO booking (id, patron, campus, starts_at, ends_at, state, created_at, ended_at)
        SELECT printf('%016x', n + 65536), CASE WHEN n <= 4000 THEN '\(House.patron(1).rawValue)' ELSE '\(House.patron(2).rawValue)' END, 1,
            \(House.nine.milliseconds) + (CASE WHEN n % 2 = 0 THEN 1 ELSE -40 END) * 86400000,
            \(House.nine.milliseconds) + (CASE WHEN n % 2 = 0 THEN 1 ELSE -40 END) * 86400000 + 7200000,
            CASE WHEN n % 2 = 0 THEN 'cancelled' WHEN n % 100 = 1 THEN 'no_show' ELSE 'completed' END,
            \(House.nine.milliseconds) - 41 * 86400000, \(House.nine.milliseconds) - 40 * 86400000 FROM number;
        INSERT INTO visit (id, booking, campus, gate, lane, state, cause, reserved_at, entered_at, ended_at)
        SELECT '0000000000000000' || id, id, 1, 'east-main', 'east-in', 'left', 'pass', starts_at, starts_at, ends_at
        FROM booking WHERE state = 'completed' AND starts_at < \(House.nine.milliseconds);
        INSERT INTO violation (booking, patron, campus, kind, at)
        SELECT id, patron, campus, 'no_show', starts_at FROM booking WHERE state = 'no_show';
        INSERT INTO unmatched_exit (id, campus, gate, lane, at, settled_at)
        SELECT id, 1, 'east-main', 'east-out', entered_at, entered_at FROM visit WHERE state = 'left';
        INSERT INTO house_fault (id, campus, kind, from_at, until_at, detail)
        SELECT id, 1, 'hold', entered_at, entered_at, '' FROM visit WHERE state = 'left' LIMIT 10000;
        """
}

/// What each operation took altogether.
private final class Costs: Sendable {
    private let steps = Mutex<[String: Int]>([:])

    var taken: [String: Int] { steps.withLock { $0 } }
    @Sendable func note(_ operation: String, _ count: Int) { steps.withLock { $0[operation, default: 0] += count } }
}
