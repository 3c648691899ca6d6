import Foundation
import GateControl
import LibraryModel
import LibraryRules
import LibraryStore
import StrictYAML

/// What a patron's page asks for, against a library of two campuses whose next three days are full but for one place at
/// every instant: how full it is, what can be chosen, and the booking itself.
struct BookingBench {
    /// As in ``AdmissionBench``.
    static let block = 25
    static let uncounted = 5

    let library: BookedLibrary
    let rounds: Int

    init(in folder: TemporaryFolder, patrons: Int, rounds: Int) throws {
        library = try BookedLibrary(in: folder, patrons: patrons)
        self.rounds = rounds
    }

    func run() async throws -> BenchResult {
        var safe = try await Side(library, "booking-with-fsync", SQLiteStore.Options())
        var quick = try await Side(library, "booking-without-fsync", .quick)
        while safe.booked.count < rounds {
            try Task.checkCancellation()
            try await safe.block()
            try await quick.block()
        }
        let aim = BenchRow.Aim(statistic: .p99, below: 5)
        let with = BenchRow("one booking, fsync included", safe.booked)
        let without = BenchRow("one booking, without fsync", quick.booked, aim: aim)
        return BenchResult(
            rows: [
                BenchRow("availability: places taken at a campus, three days", safe.taken, aim: aim),
                BenchRow("availability: what a patron can choose on a day", safe.chosen, aim: aim), with, without,
            ].compactMap(\.self),
            ratios: [BenchRatio("one booking, with fsync / without", with, over: without)].compactMap(\.self),
            notes: ["booking: \(library.patrons) patrons, \(library.rows.count) bookings at both campuses over three days"])
    }

    /// One of the two stores and what it took.
    private struct Side {
        let library: BookedLibrary
        let store: SQLiteStore
        let time: ShiftedTime
        var (taken, chosen, booked) = ([Duration](), [Duration](), [Duration]())
        private var chance = SeededChance(seed: 6)
        private var turn = 0

        init(_ library: BookedLibrary, _ name: String, _ options: SQLiteStore.Options) async throws {
            self.library = library
            time = ShiftedTime(startingAt: library.opening)
            var options = options
            options.terms = library.terms
            let path = try library.folder.folder(name) + "/gatehouse.db"
            // Filled without waiting for the disk; the options under measurement come with the next opening.
            try await library.fill(SQLiteStore(path: path, options: .quick))
            store = try SQLiteStore(path: path, options: options)
        }

        mutating func block() async throws {
            for place in 0..<BookingBench.block {
                let spans = try await visit()
                guard place >= BookingBench.uncounted else { continue }
                taken.append(spans[0])
                chosen.append(spans[1])
                booked.append(spans[2])
            }
        }

        /// The next patron looks, chooses and books; the place is given back untimed, so that the days stay as full.
        private mutating func visit() async throws -> [Duration] {
            let (patron, campus) = (try library.freePatron(turn), library.terms.campuses[turn % 2])
            let day = library.midnight + .hours(24 * (turn % 3))
            turn += 1
            let start = time.now()
            _ = try await store.taken(
                at: campus.id, from: library.midnight, until: library.midnight + .hours(72), at: time.wall(), under: library.terms)
            let looked = time.now()
            let facts = try await store.bookingFacts(
                of: patron, from: day, until: day + .hours(24), at: time.wall(), under: library.terms)
            let choices = bookingChoices(
                at: campus.id, on: LocalTime(day, at: campus.hours.offset).date, facts, under: library.terms.policy)
            let chosen = time.now()
            guard let choice = choices.last(where: { $0.refusal == nil }), let end = choice.ends.last(where: { $0.refusal == nil })
            else { throw BenchError("nothing can be booked in the library of the bench") }
            let id = BookingID(at: time.wall().time, using: &chance)
            let request = BookingRequest(campus: campus.id, start: choice.start, end: end.end)
            let asked = time.now()
            let outcome = try await store.book(
                [request], for: patron, ids: [id], once: OnceKey("\(id)"), at: time.wall(), under: library.terms)
            let done = time.now()
            guard case .booked = outcome else { throw BenchError("not booked: \(outcome)") }
            _ = try await store.cancel(id, by: patron, at: time.wall(), under: library.terms)
            return [looked - start, chosen - looked, done - asked]
        }
    }
}

/// Two campuses, many patrons, and three days from this morning on with one place left at every instant.
struct BookedLibrary: Sendable {
    /// Each booking takes so long; a day from eight to ten at night has seven of them in a row.
    private static let length = Duration.hours(2)
    private static let aDay = 7
    /// Bookings that a patron may have open (R5).
    private static let each = 2

    let folder: TemporaryFolder
    let patrons: Int
    let terms: HouseTerms
    let midnight: WallTime
    let rows: [BookingRow]

    /// Eight o'clock: nothing of the day is over.
    var opening: WallTime { midnight + .hours(8) }

    init(in folder: TemporaryFolder, patrons: Int) throws {
        (self.folder, self.patrons) = (folder, patrons)
        let settings = try SettingsFile.read(DemoConfiguration.text(folder: folder.path, port: 8080), name: "bench")
        terms = HouseTerms(policy: HousePolicy(), campuses: settings.campuses)
        let offset = settings.campuses[0].hours.offset
        midnight = LocalTime(LocalTime(Time.now, at: offset).date, .midnight, at: offset).instant
        var rows: [BookingRow] = []
        for campus in settings.campuses {
            for place in 0..<(campus.cap - 1) {
                for slot in 0..<3 * Self.aDay {
                    let start = midnight + .hours(24 * (slot / Self.aDay) + 8) + Self.length * (slot % Self.aDay)
                    // Two in a row belong to one patron.
                    let owner = (Int(campus.id.rawValue) * 300 + place) * 3 * Self.aDay + slot
                    rows.append(BookingRow(
                        line: rows.count + 1, booking: BookingID(rawValue: 0x0B00_0000_0000_0000 + UInt64(rows.count)),
                        patron: try Self.patron(owner / Self.each), campus: campus.id, start: start, end: start + Self.length))
                }
            }
        }
        self.rows = rows
    }

    func fill(_ store: SQLiteStore) async throws {
        _ = try await store.importPatrons((0..<patrons).map { number in
            PatronRow(line: number + 1, patron: try Self.patron(number), name: "anna \(number)", standing: .active)
        })
        guard case .imported = try await store.importBookings(rows, at: opening - .hours(24)) else {
            throw BenchError("the bookings of the bench are refused")
        }
    }

    /// Somebody who has booked nothing.
    func freePatron(_ turn: Int) throws -> PatronID { try Self.patron(patrons - 1 - turn % 20_000) }

    private static func patron(_ number: Int) throws -> PatronID {
        guard let patron = PatronID(rawValue: "2021\(100_000 + number)") else { throw BenchError("a number is no patron") }
        return patron
    }
}
