import LibraryModel
import LibraryRules
import LibraryStore
import Testing

@Suite("of two that want the same, exactly one wins and the other gets its reason (B20)", .serialized)
struct BookingRaceTests {
    private static let eight = BookingDesk.at("08:00:00")
    private static let rounds = 1500
    private static let atOnce = 8

    /// Runs `round` for `1...count`, some at once.
    private static func each(_ count: Int, _ round: @escaping @Sendable (Int) async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for first in 1...atOnce {
                group.addTask { for number in stride(from: first, through: count, by: atOnce) { try await round(number) } }
            }
            try await group.waitForAll()
        }
    }

    private static func opened(_ folder: StoreFolder) async throws -> BookingDesk {
        let desk = try await BookingDesk.open(in: folder, patrons: rounds, cap: rounds)
        _ = try await desk.store.importBookings((1...rounds).map { House.bookingRow($0) }, at: eight)
        try await desk.settle(at: eight)
        return desk
    }

    @Test("the last place goes to one of several patrons, over one store and over several on one file")
    func lastPlace() async throws {
        let folder = try StoreFolder()
        let first = try await BookingDesk.open(in: folder, patrons: 4, cap: 1) {
            ($0.booking.bookingsADay, $0.booking.cancellationsADay) = (1000, 1000)
        }
        let stores = try (0..<3).map { _ in try folder.open { ($0.busyTimeout, $0.terms) = (.seconds(60), first.terms) } }
        for round in 1...800 {
            let several = round.isMultiple(of: 32)
            let outcomes = try await withThrowingTaskGroup(of: BookingOutcome.self) { group in
                for patron in 1...3 {
                    let desk = BookingDesk(store: several ? stores[patron - 1] : stores[0], terms: first.terms)
                    group.addTask { try await desk.book(round * 10 + patron, patron: patron) }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            var winners: [Booking] = []
            for outcome in outcomes {
                switch outcome {
                case .booked(let bookings, repeated: false): winners += bookings
                case .refused(let refusal, 0): #expect(refusal.code == .full)
                default: Issue.record("\(outcome)")
                }
            }
            #expect(winners.count == 1)
            let winner = try #require(winners.first)
            #expect(try await first.taken(time: Self.eight).map(\.count) == [1])
            _ = try await first.store.cancel(winner.id, by: nil, at: BookingDesk.trusted(Self.eight), under: first.terms)
        }
    }

    @Test("a patron's own two requests at once never come to three bookings, and the same one twice makes one")
    func samePatron() async throws {
        let folder = try StoreFolder()
        let desk = try await BookingDesk.open(in: folder, patrons: Self.rounds, cap: Self.rounds)
        try await Self.each(Self.rounds) { number in
            async let one = desk.book(number * 10 + 1, patron: number, once: "key")
            async let other = desk.book(number * 10 + 2, patron: number, once: "key")
            guard case (.booked(let made, let isRepeat), .booked(let again, let isOtherRepeat)) = try await (one, other) else {
                Issue.record("refused")
                return
            }
            #expect(made.map(\.id) == again.map(\.id))
            #expect(isRepeat != isOtherRepeat)
        }
        #expect(try await desk.taken(time: Self.eight).map(\.count) == [Self.rounds])
        let later = BookingDesk.request("13:00:00", "15:00:00")
        let latest = BookingDesk.request("17:00:00", "19:00:00")
        try await Self.each(Self.rounds) { number in
            async let one = desk.book(number * 10 + 3, patron: number, later)
            async let other = desk.book(number * 10 + 4, patron: number, latest)
            let codes = try await [one, other].map { outcome in
                if case .refused(let refusal, _) = outcome { refusal.code } else { nil as BookingCode? }
            }
            #expect(Set(codes) == [nil, .quota])
        }
    }

    @Test("cancelling and checking in at one instant: one of them")
    func cancelOrCheckIn() async throws {
        let folder = try StoreFolder()
        let desk = try await Self.opened(folder)
        let counts = Counts()
        try await Self.each(Self.rounds) { number in
            async let cancelling = desk.cancel(number, patron: number, at: House.nine)
            async let admission = desk.gate.present(number)
            switch try await (cancelling, admission.decision.code) {
            case (.cancelled(let booking), .cancelled): #expect(try await desk.stored(number) == booking)
            case (.refused(let refusal), .entry):
                #expect(refusal.code == .checkedIn)
                #expect(try await desk.stored(number).state == .checkedIn)
                await counts.add()
            case let both: Issue.record("\(both)")
            }
        }
        #expect(try await desk.gate.seats() == [0, await counts.value])
    }

    @Test("checking in against the deadline: the instant of the decode decides, whoever writes first")
    func checkInOrNoShow() async throws {
        let folder = try StoreFolder()
        let desk = try await Self.opened(folder)
        try await desk.watch(from: Self.eight, until: BookingDesk.at("09:19:50"))
        try await Self.each(Self.rounds) { number in
            let inTime = number.isMultiple(of: 2)
            let decoded = BookingDesk.at(inTime ? "09:20:00.000" : "09:20:00.001")
            async let settled: Void = desk.settle(at: BookingDesk.at("09:20:05.001"))
            async let admission = desk.gate.present(number, at: decoded)
            async let waived = desk.violations(ViolationFilter(patron: House.patron(number)), at: decoded)
            #expect(try await admission.decision.code == (inTime ? .entry : .tooLate))
            _ = try await (settled, waived)
        }
        try await desk.settle(at: BookingDesk.at("09:21:00"))
        for number in 1...Self.rounds {
            #expect(try await desk.stored(number).state == (number.isMultiple(of: 2) ? .checkedIn : .noShow))
        }
        let late = try await desk.violationCount()
        #expect(late == Self.rounds / 2)
    }

    @Test("signing out against the deadline: the instant of the passage decides, whoever writes first")
    func signOutOrDeadline() async throws {
        let folder = try StoreFolder()
        let desk = try await Self.opened(folder)
        try await desk.watch(from: Self.eight, until: House.nine)
        try await Self.each(Self.rounds) { _ = try await desk.gate.enter($0) }
        try await desk.watch(from: House.nine, until: BookingDesk.at("11:19:50"))
        try await Self.each(Self.rounds) { number in
            let time = BookingDesk.at(number.isMultiple(of: 2) ? "11:20:00.000" : "11:20:00.001")
            async let settled: Void = desk.settle(at: BookingDesk.at("11:20:05.001"))
            async let departure = desk.store.passedOut(House.id(number, 2), by: desk.gate.passage(number, at: time))
            #expect(try await departure == .matched)
            _ = try await settled
        }
        for number in 1...Self.rounds {
            #expect(try await desk.stored(number).state == (number.isMultiple(of: 2) ? .completed : .notSignedOut))
        }
        #expect(try await desk.violationCount() == Self.rounds / 2)
        #expect(try await desk.gate.seats() == [0, 0])
    }

    @Test("a cancellation at the end of the window against the no-show: the instant decides")
    func cancelOrNoShow() async throws {
        let folder = try StoreFolder()
        let desk = try await Self.opened(folder)
        try await desk.watch(from: Self.eight, until: BookingDesk.at("09:19:50"))
        try await Self.each(Self.rounds) { number in
            let inTime = number.isMultiple(of: 2)
            async let settled: Void = desk.settle(at: BookingDesk.at("09:20:05.001"))
            async let outcome = desk.cancel(
                number, patron: number, at: BookingDesk.at(inTime ? "09:20:00.000" : "09:20:00.001"))
            switch try await outcome {
            case .cancelled: #expect(inTime)
            case .refused(let refusal): #expect(!inTime && refusal.code == .tooLateToCancel)
            }
            _ = try await settled
        }
        #expect(try await desk.violationCount() == Self.rounds / 2)
    }
}

extension BookingDesk {
    /// All that are stored, page by page.
    fileprivate func violationCount() async throws -> Int {
        var seen = Set<BookingID>()
        for number in 0..<4 {
            let filter = ViolationFilter(campus: number < 2 ? House.east : House.west, counts: number % 2 == 0)
            for violation in try await violations(filter, at: Self.at("11:30:00")) { seen.insert(violation.booking) }
        }
        return seen.count
    }
}

/// Counts from many tasks.
private actor Counts {
    private(set) var value = 0
    func add() { value += 1 }
}
