import Foundation
import LibraryModel
import LibraryStore
import Testing

@Suite("nothing acknowledged is lost by a power cut (design invariant 5)")
struct CrashTests {
    @Test("a log cut at any byte leaves whole transactions: seats, records and bookings agree")
    func cutLog() async throws {
        let folder = try StoreFolder()
        let house = House(try folder.open())
        try await house.fill(24)
        for number in 1...24 {
            let seat = try #require(try await house.present(number).seat)
            if number % 2 == 0 { _ = try await house.store.passedIn(seat, at: House.nine) }
        }
        let log = try Data(contentsOf: URL(fileURLWithPath: folder.path() + "-wal"))
        #expect(log.count > 50_000)
        var most = 0
        for (step, length) in stride(from: 0, through: log.count, by: 7919).enumerated() {
            let name = "cut-\(step)"
            try FileManager.default.copyItem(atPath: folder.path(), toPath: folder.path(name))
            try log.prefix(length).write(to: URL(fileURLWithPath: folder.path(name + "-wal")))
            let seats = try await Self.checkedSeats(House(try folder.open(name)), of: 24)
            #expect(seats >= most, "a longer log holds at least as much")
            most = seats
        }
        #expect(most > 12)
    }

    /// Opens a store after the cut and answers how many seats it has, each with its record and its booking.
    private static func checkedSeats(_ house: House, of patrons: Int) async throws -> Int {
        let held = try await house.store.openSeats()
        let occupancy = try await house.occupancy()
        #expect(occupancy.reserved == held.count)
        let records = try await house.store.recentDecisions(limit: 1000)
        #expect(records.count == occupancy.taken)
        var states: [Booking.State: Int] = [:]
        for number in 1...patrons {
            if let booking = try await house.store.booking(House.booking(number)) { states[booking.state, default: 0] += 1 }
        }
        #expect(states[.checkedIn, default: 0] == occupancy.reserved)
        #expect(states[.inUse, default: 0] == occupancy.inside)
        return occupancy.taken
    }

    @Test("a log cut at any byte leaves whole submissions, and a violation only with its booking")
    func cutBookings() async throws {
        let folder = try StoreFolder()
        let desk = try await BookingDesk.open(in: folder, patrons: 12)
        for number in 1...12 { _ = try await desk.book(number, patron: number, once: "key") }
        try await desk.watch(from: BookingDesk.at("08:00:00"), until: BookingDesk.at("09:21:00"))
        let log = try Data(contentsOf: URL(fileURLWithPath: folder.path() + "-wal"))
        var (most, mostMissed) = (0, 0)
        let lengths = Array(stride(from: 0, to: log.count, by: 7919)) + [log.count]
        for (step, length) in lengths.enumerated() {
            let name = "cut-\(step)"
            try FileManager.default.copyItem(atPath: folder.path(), toPath: folder.path(name))
            try log.prefix(length).write(to: URL(fileURLWithPath: folder.path(name + "-wal")))
            let store = try folder.open(name)
            let other = try OtherProgram(folder.path(name))
            let made = try other.texts("SELECT bookings FROM submission ORDER BY bookings", column: "bookings")
            let kept = try other.texts("SELECT id FROM booking ORDER BY id", column: "id")
            let missed = try other.texts("SELECT id FROM booking WHERE state = 'no_show' ORDER BY id", column: "id")
            #expect(made == kept)
            #expect(try other.texts("SELECT booking FROM violation ORDER BY booking", column: "booking") == missed)
            #expect(kept.count >= most && missed.count >= mostMissed, "a longer log holds at least as much")
            (most, mostMissed) = (kept.count, missed.count)
            withExtendedLifetime(store) {}
        }
        #expect(most == 12 && mostMissed == 12)
    }

    @Test("copies taken while lanes write hold every seat that was acknowledged before")
    func liveCopies() async throws {
        let folder = try StoreFolder()
        let house = House(try folder.open(), cap: 1000)
        try await house.fill(400)
        let ledger = Ledger()
        let writer = Task {
            do {
                for number in 1...400 {
                    if let seat = try await house.present(number).seat { await ledger.add(seat) }
                }
            } catch {
                Issue.record(error)
            }
            await ledger.finish()
        }
        var (good, finished) = (0, false)
        for step in 0..<10_000 where !finished {
            let acknowledged: Set<RecordID>
            (acknowledged, finished) = await ledger.state
            if try Self.copy(folder, to: "copy-\(step)") {
                good += 1
                let copy = try folder.open("copy-\(step)")
                let seats = Set(try await copy.openSeats().map(\.seat))
                #expect(seats.isSuperset(of: acknowledged))
                #expect(try await copy.occupancy(of: House.east, cap: 1000).reserved == seats.count)
            }
        }
        await writer.value
        #expect(good > 0)
        #expect(await ledger.state.seats.count == 400)
    }

    /// Copies the store as a power cut would leave it; false when a checkpoint ran meanwhile and the two files do not
    /// belong to one moment.
    private static func copy(_ folder: StoreFolder, to name: String) throws -> Bool {
        let (store, log) = (URL(fileURLWithPath: folder.path()), URL(fileURLWithPath: folder.path() + "-wal"))
        let pages = try Data(contentsOf: store)
        let header = try Data(contentsOf: log).prefix(32)
        let frames = try Data(contentsOf: log)
        guard try Data(contentsOf: store) == pages, try Data(contentsOf: log).prefix(32) == header,
            frames.prefix(32) == header
        else { return false }
        try pages.write(to: URL(fileURLWithPath: folder.path(name)))
        try frames.write(to: URL(fileURLWithPath: folder.path(name + "-wal")))
        return true
    }
}

/// What the writer was told.
private actor Ledger {
    private var seats: Set<RecordID> = []
    private var finished = false

    var state: (seats: Set<RecordID>, finished: Bool) { (seats, finished) }

    func add(_ seat: RecordID) { seats.insert(seat) }
    func finish() { finished = true }
}
