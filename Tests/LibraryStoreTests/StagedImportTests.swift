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
