import LibraryModel
import LibraryStore
import Testing

/// A day on which patrons come, stay away, leave in time, late or never; and how it is written down.
struct SettledDay {
    /// What somebody did, and when.
    enum Act {
        case show(booking: Int)
        case goIn(booking: Int)
        case goOut(booking: Int)
    }

    /// How the day is written: how often somebody settles, and how long the records wait.
    struct Manner {
        let pauses: ClosedRange<Int>
        let delay: ClosedRange<Int>
    }

    static let patrons = 24
    let bookings: [BookingRow]
    private let acts: [(at: WallTime, act: Act)]

    init(seed: UInt64) {
        var chance = SeededChance(seed: seed)
        var (bookings, acts): ([BookingRow], [(WallTime, Act)]) = ([], [])
        for patron in 1...Self.patrons {
            let start = BookingDesk.at("09:00:00") + .minutes(30 * Int.random(in: 0...6, using: &chance))
            let lengths = [Int.random(in: 1...3, using: &chance), Int.random(in: 1...2, using: &chance)]
            let pause = [0, 0, 90][Int.random(in: 0...2, using: &chance)]
            let starts = [start, start + .hours(lengths[0]) + .minutes(pause)]
            for (place, length) in lengths.enumerated() {
                let number = patron * 10 + place
                bookings.append(BookingRow(
                    line: number, booking: House.booking(number), patron: House.patron(patron), campus: House.east,
                    start: starts[place], end: starts[place] + .hours(length)))
                let shown = starts[place] + Self.around(minutes: 21, &chance)
                guard Int.random(in: 0...3, using: &chance) > 0 else { continue }
                acts.append((shown, .show(booking: number)))
                guard Int.random(in: 0...4, using: &chance) > 0 else { continue }
                acts.append((shown + .seconds(3), .goIn(booking: number)))
                guard Int.random(in: 0...4, using: &chance) > 0 else { continue }
                acts.append((starts[place] + .hours(length) + Self.around(minutes: 25, &chance), .goOut(booking: number)))
            }
        }
        self.bookings = bookings
        self.acts = acts.sorted { $0.0 < $1.0 }.map { (at: $0.0, act: $0.1) }
    }

    private static func around(minutes: Int, _ chance: inout SeededChance) -> Duration {
        // One in five falls on a deadline to the millisecond.
        if Int.random(in: 0...4, using: &chance) == 0 { return .milliseconds(20 * 60_000 + Int.random(in: 0...1, using: &chance)) }
        return .milliseconds(Int.random(in: -minutes * 60_000...minutes * 60_000, using: &chance))
    }

    /// Lets the day happen in a store of its own; answers its bookings and violations in the evening.
    func written(_ manner: Manner, seed: UInt64) async throws -> (bookings: [Booking], violations: [Violation]) {
        var chance = SeededChance(seed: seed)
        let desk = try await BookingDesk.open(patrons: Self.patrons)
        _ = try await desk.store.importBookings(bookings, at: BookingDesk.at("08:00:00"))
        var (now, left) = (BookingDesk.at("08:00:00"), acts[...])
        var ready = left.first.map { $0.at + .seconds(Int.random(in: manner.delay, using: &chance)) }
        while now < BookingDesk.at("19:30:00") {
            try await desk.settle(at: now)
            now = now + .seconds(Int.random(in: manner.pauses, using: &chance))
            // Records are written in their order, each when its turn comes.
            while let due = ready, due <= now, let next = left.popFirst() {
                try await Self.write(next.act, at: next.at, desk)
                ready = left.first.map { max(due, $0.at + .seconds(Int.random(in: manner.delay, using: &chance))) }
            }
        }
        try await desk.settle(at: now)
        var all: [Booking] = []
        for row in bookings { all.append(try #require(try await desk.store.booking(row.booking))) }
        return (all, try await desk.violations(at: now))
    }

    private static func write(_ act: Act, at time: WallTime, _ desk: BookingDesk) async throws {
        switch act {
        case .show(let booking): _ = try await desk.gate.present(booking, at: time)
        case .goIn(let booking): _ = try await desk.store.passedIn(House.id(booking, 2), at: time)
        case .goOut(let booking):
            _ = try await desk.store.passedOut(House.id(booking, 2), by: desk.gate.passage(booking, at: time))
        }
    }
}

@Suite("a day ends the same, however often it is settled and however late it is written")
struct SettledDayTests {
    @Test("in few steps or many, with records at once or late", arguments: 1...8 as ClosedRange<UInt64>)
    func anySteps(seed: UInt64) async throws {
        let day = SettledDay(seed: seed)
        let plain = try await day.written(SettledDay.Manner(pauses: 60...60, delay: 0...0), seed: seed)
        #expect(plain.violations.count > 3)
        #expect(plain.bookings.allSatisfy { !$0.isOpen })
        let manners = [
            SettledDay.Manner(pauses: 7...20, delay: 0...0), SettledDay.Manner(pauses: 100...150, delay: 0...0),
            SettledDay.Manner(pauses: 3...150, delay: 0...20), SettledDay.Manner(pauses: 3...30, delay: 0...100),
        ]
        for manner in manners {
            let other = try await day.written(manner, seed: seed &+ 99)
            #expect(other.bookings == plain.bookings)
            #expect(other.violations == plain.violations)
        }
    }
}
