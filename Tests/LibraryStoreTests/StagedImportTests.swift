import LibraryModel
import LibraryStore
import Synchronization
import Testing

@Suite("a long file comes in by steps, all of it or nothing")
struct StagedImportTests {
    private static let count = StoreLimits.stageBatch + StoreLimits.importBatch + 7

    @Test("every row is there, nothing is left beside, and how far it is only grows to the whole")
    func whole() async throws {
        let folder = try StoreFolder()
        let store = try folder.open()
        let told = Told()
        let counts = try await store.importPatrons((1...Self.count).map(House.patronRow), telling: told.note)
        #expect(counts == ImportCounts(added: Self.count))
        #expect(told.percents == told.percents.sorted() && told.percents.last == 100)
        #expect(try await store.importPatrons((1...Self.count).map(House.patronRow)) == ImportCounts(unchanged: Self.count))
        let rows = (1...Self.count).map { House.bookingRow($0) }
        #expect(try await store.importBookings(rows, at: House.nine) == .imported(ImportCounts(added: Self.count)))
        #expect(try OtherProgram(folder.path()).texts("SELECT body FROM staged_row", column: "body").isEmpty)
        #expect(try OtherProgram(folder.path()).texts("SELECT kind FROM staged_import", column: "kind").isEmpty)
    }

    @Test("no change that it makes takes more steps for a longer file")
    func bounded() async throws {
        var most: [Int] = []
        for count in [Self.count, 4 * Self.count] {
            let steps = Most()
            let folder = try StoreFolder()
            let store = try folder.open { $0.steps = steps.note }
            _ = try await store.importPatrons((1...count).map(House.patronRow))
            most.append(steps.most)
        }
        #expect(most[1] <= most[0] + most[0] / 10)
    }

    @Test("between its steps another program finds the store free; whoever is at a lane does not rest")
    func rests() async throws {
        let folder = try StoreFolder()
        _ = try folder.open()
        let (other, rests) = (try OtherProgram(folder.path()), Most())
        let store = try folder.open { options in
            options.rest = {
                do {
                    try other.run("UPDATE setting SET value = value")
                    rests.add()
                } catch { Issue.record("\(error)") }
            }
        }
        _ = try await store.importPatrons((1...Self.count).map(House.patronRow))
        #expect(rests.most >= Self.count / StoreLimits.stageBatch + Self.count / StoreLimits.importBatch)
        let before = rests.most
        _ = try await House(store).present(1)
        #expect(rests.most == before)
    }

    @Test("a stop before the last row is staged leaves nothing; after it the rest comes in later", arguments: [false, true])
    func stopped(isWhole: Bool) async throws {
        let folder = try StoreFolder()
        let store = try folder.open()
        let other = try OtherProgram(folder.path())
        try other.run("INSERT INTO staged_import (number, kind, at, rows) VALUES (1, 'patrons', 0, \(isWhole ? "3" : "NULL"))")
        for number in 1...3 {
            try other.run(
                "INSERT INTO staged_row VALUES (1, \(number), '\(number)' || char(9) || 'S\(number)' || char(9) || 'active' || char(9) || 'Anna')")
        }
        _ = try await store.importPatrons((1...Self.count).map(House.patronRow))
        let names = try other.texts("SELECT id FROM patron WHERE name = 'Anna' ORDER BY id", column: "id")
        #expect(names == (isWhole ? ["S1", "S2", "S3"] : []))
        _ = try await store.sweep(at: vouched(House.nine), keeping: RetentionPolicy())
        #expect(try other.texts("SELECT body FROM staged_row", column: "body").isEmpty)
    }

    /// A file of new bookings that is whole, and none of it in its place: its task ended there.
    private func leaveImport(of count: Int, in store: SQLiteStore) async throws -> HalfImport {
        _ = try await store.importPatrons((1...count).map(House.patronRow))
        let importing = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await store.importBookings((1...count).map { House.bookingRow($0) }, at: House.nine - .hours(3))
        }
        importing.cancel()
        _ = try await importing.value
        return try #require(try await store.halfImport())
    }

    @Test("what a stop left half in is seen, stays as it is over a sweep, and comes in as of the instant of its file")
    func half() async throws {
        let folder = try StoreFolder()
        let store = try folder.open()
        #expect(try await store.halfImport() == nil)
        #expect(try StoreGlance.look(at: folder.path())?.halfImport == nil)
        let count = StoreLimits.importBatch + 7
        let half = try await leaveImport(of: count, in: store)
        #expect(half.kind == "bookings" && half.rows == count && half.left == count)
        #expect(try StoreGlance.look(at: folder.path())?.halfImport == half)
        _ = try await store.sweep(at: vouched(House.nine), keeping: RetentionPolicy())
        #expect(try await store.halfImport() == half, "its program may be at it")
        try await store.finishImport(half)
        #expect(try await store.halfImport() == nil)
        try await store.finishImport(half)
        let other = try OtherProgram(folder.path())
        let times = try other.texts("SELECT DISTINCT CAST(created_at AS TEXT) AS at FROM booking", column: "at")
        #expect(times == ["\((House.nine - .hours(3)).milliseconds)"])
        #expect(try other.texts("SELECT id FROM booking", column: "id").count == count)
    }

    @Test("a step that somebody takes shows; what never became whole is forgotten, and only that")
    func moving() async throws {
        let folder = try StoreFolder()
        let store = try folder.open()
        let half = try await leaveImport(of: StoreLimits.importBatch + 7, in: store)
        let other = try OtherProgram(folder.path())
        try other.run("DELETE FROM staged_row WHERE position < \(StoreLimits.importBatch)")
        let later = try #require(try await store.halfImport())
        #expect(later != half && later.left == 7 && later.rows == half.rows)
        try other.run("UPDATE staged_import SET rows = NULL")
        try await store.finishImport(later)
        #expect(try other.texts("SELECT body FROM staged_row", column: "body").count == 7, "it is not whole any more")
        let staging = try #require(try await store.halfImport())
        #expect(!staging.isWhole)
        try await store.finishImport(staging)
        #expect(try await store.halfImport() == nil)
        #expect(try other.texts("SELECT body FROM staged_row", column: "body").isEmpty)
        #expect(try other.texts("SELECT id FROM booking", column: "id").isEmpty)
    }

    @Test("a sweep that is cancelled ends at once, and the next one does the work")
    func cancelled() async throws {
        let house = try await House.inMemory(patrons: 1)
        for number in 1...(2 * StoreLimits.sweepBatch) { _ = try await house.present(1, as: number) }
        let late = House.nine + .hours(24 * 200)
        let sweep = Task { try await house.store.sweep(at: vouched(late), keeping: RetentionPolicy()) }
        sweep.cancel()
        let first = try await sweep.value
        let second = try await house.store.sweep(at: vouched(late), keeping: RetentionPolicy())
        #expect(first.decisions + second.decisions == 2 * StoreLimits.sweepBatch)
        #expect(try await Task { try await house.store.recentDecisions(limit: 1) }.value.isEmpty)
    }

    @Test("growth is told from remembered days", arguments: [
        ([], nil, nil), ([(1, 100)], nil, nil), ([(1, 100), (11, 1100)], 100, 9), ([(1, 100), (2, 50)], -50, nil),
    ] as [([(Int, Int64)], Int64?, Int?)])
    func growth(sizes: [(Int, Int64)], growth: Int64?, days: Int?) {
        let room = StoreRoom(
            bytes: 1100, free: 900, bound: nil, sizes: sizes.map { StoreRoom.Size(day: $0.0, bytes: $0.1) })
        #expect(room.growth == growth && room.daysLeft == days && room.limit == 2000 && !room.isNearlyFull)
        #expect(StoreRoom(bytes: 1100, free: 900, bound: 1375, sizes: []).isNearlyFull)
        #expect(StoreRoom(bytes: 1100, free: 900, bound: 1376, sizes: []).percent == 79)
        #expect(StoreRoom(bytes: 400 << 10, free: 0, bound: nil, sizes: []).words == "400 KiB of 400 KiB (100 %)")
    }
}

private final class Told: Sendable {
    private let kept = Mutex<[Int]>([])
    var percents: [Int] { kept.withLock { $0 } }
    @Sendable func note(_ progress: ImportProgress) { kept.withLock { $0.append(progress.percent) } }
}

private final class Most: Sendable {
    private let kept = Mutex(0)
    var most: Int { kept.withLock { $0 } }
    @Sendable func note(_ operation: String, _ steps: Int) { kept.withLock { $0 = max($0, steps) } }
    @Sendable func add() { kept.withLock { $0 += 1 } }
}
