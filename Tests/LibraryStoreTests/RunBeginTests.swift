import Foundation
import LibraryModel
import LibraryRules
import LibraryStore
import Synchronization
import Testing

@Suite("every start writes the gap since the last sign of life")
struct RunBeginTests {
    @Test("off for 25 s over the end of a window: a fault of the house, and nobody's violation")
    func short() async throws {
        let desk = try await BookingDesk.open()
        try await desk.fill(1)
        try await desk.watch(from: BookingDesk.at("08:00:00"), until: BookingDesk.at("09:19:00"))
        try await desk.store.beginRun(after: BookingDesk.at("09:19:55"))
        let on = BookingDesk.at("09:20:20")
        #expect(try await desk.shown(1, at: on).state == .released, "told before it is written")
        try await desk.settle(at: on)
        #expect(try await desk.stored(1).releasedWhy == .houseFault)
        #expect(try await desk.violations(at: on).isEmpty)
        let faults = try await desk.faults().filter { $0.from == BookingDesk.at("09:19:55") }
        #expect(faults.map(\.kind) == [.notRunning, .notRunning] && faults.allSatisfy { $0.until == on })
        // From then on the house is watched as before.
        try await desk.settle(at: on + .seconds(100))
        #expect(try await desk.faults().count == faults.count)
    }

    @Test("what a start cannot write while another program holds the store is written before anything is settled")
    func locked() async throws {
        let folder = try StoreFolder()
        let desk = try await BookingDesk.open(in: folder)
        try await desk.fill(1)
        try await desk.watch(from: BookingDesk.at("08:00:00"), until: BookingDesk.at("09:19:00"))
        let other = try OtherProgram(folder.path())
        try other.run("BEGIN IMMEDIATE")
        await #expect(throws: StoreError.self) { try await desk.store.beginRun(after: BookingDesk.at("09:19:55")) }
        try other.run("ROLLBACK")
        let on = BookingDesk.at("09:20:20")
        try await desk.settle(at: on)
        #expect(try await desk.stored(1).releasedWhy == .houseFault)
        #expect(try await desk.violations(at: on).isEmpty)
    }

    @Test("without a sign of life the last written time says when; a first start has no gap")
    func noSign() async throws {
        let fresh = try await BookingDesk.open()
        try await fresh.store.beginRun(after: nil)
        try await fresh.settle(at: House.nine)
        #expect(try await fresh.faults().isEmpty)
        try await fresh.store.beginRun(after: nil)
        try await fresh.settle(at: House.nine + .seconds(2))
        #expect(try await fresh.faults().map(\.from) == [House.nine, House.nine])
    }

    @Test("an earlier copy that was put back is doubted where no clock was ever believed, and once")
    func earlierRun() async throws {
        let folder = try StoreFolder()
        let terms = try Desk.terms()
        let isKnown = {
            let store = try folder.open { $0.terms = terms }
            try await store.beginRun(after: nil)
            defer { try? store.close() }
            return try await store.countIsKnown(of: House.east)
        }
        #expect(try await isKnown())
        let files = FileManager.default
        try files.copyItem(atPath: folder.path(), toPath: folder.path("kept"))
        #expect(try await isKnown())
        #expect(try await isKnown())
        try files.removeItem(atPath: folder.path())
        try files.copyItem(atPath: folder.path("kept"), toPath: folder.path())
        #expect(try await !isKnown())
        let store = try folder.open { $0.terms = terms }
        try await Desk(store).act(.recount(House.east, inside: 0), as: 1)
        try store.close()
        #expect(try await isKnown())
    }

    @Test("a run that took its store up late is counted when it does, and no number in the mark ends a start", arguments: [
        "run-9223372036854775807", "run-x", "run--1",
    ])
    func lateRun(words: String) async throws {
        let folder = try StoreFolder()
        let terms = try Desk.terms()
        let first = try folder.open { $0.terms = terms }
        try await first.beginRun(after: nil)
        try first.close()
        let files = FileManager.default
        try files.copyItem(atPath: folder.path(), toPath: folder.path("kept"))
        let other = try OtherProgram(folder.path())
        try other.run("BEGIN IMMEDIATE")
        let late = try folder.open { ($0.terms, $0.openedLate, $0.busyTimeout) = (terms, {}, .milliseconds(20)) }
        await #expect(throws: StoreError.self) { try await late.beginRun(after: nil) }
        try other.run("ROLLBACK")
        try await late.isOpenAtLast()
        try late.close()
        try files.removeItem(atPath: folder.path())
        try files.copyItem(atPath: folder.path("kept"), toPath: folder.path())
        let store = try folder.open { $0.terms = terms }
        try await store.beginRun(after: nil)
        #expect(try await store.countIsKnown(of: House.east) == false)
        try store.close()
        let mark = URL(fileURLWithPath: folder.path() + ".id")
        let text = try String(contentsOf: mark, encoding: .utf8)
        try text.replacing(/run-\d+/, with: words).write(to: mark, atomically: false, encoding: .utf8)
        let again = try folder.open { $0.terms = terms }
        try await again.beginRun(after: nil)
        try again.close()
    }

    @Test("only where an earlier state was put back is each index compared with its table, whatever the log beside it was", arguments: [
        true, false,
    ])
    func wholeLook(isEarlier: Bool) async throws {
        let folder = try StoreFolder()
        try await folder.using { try await $0.fill(50) }
        try OtherProgram(folder.path()).run(
            """
            PRAGMA writable_schema = 1;
            UPDATE sqlite_master SET sql = replace(sql, '(campus, starts_at)', '(campus, ends_at)') WHERE name = 'booking_by_start';
            PRAGMA writable_schema = 0
            """)
        let mark = URL(fileURLWithPath: folder.path() + ".id")
        let words = try String(contentsOf: mark, encoding: .utf8)
        if isEarlier { try (words.trimmingCharacters(in: .whitespacesAndNewlines) + " run-9\n").write(to: mark, atomically: false, encoding: .utf8) }
        let store = try folder.open()
        try await store.beginRun(after: nil)
        #expect(try await store.checkAfterUncleanStop().contains(where: \.isDamage) == isEarlier)
    }

    @Test("nothing is left as a sign of life by a start that still waits for its store")
    func waiting() async throws {
        let folder = try StoreFolder()
        let isOpen = Mutex(false)
        let life = LifeSign(of: folder.path(), while: { isOpen.withLock(\.self) })
        #expect(await !life.give(vouched(House.nine)) && life.last == nil)
        isOpen.withLock { $0 = true }
        #expect(await life.give(vouched(House.nine)) && life.last == House.nine)
    }

    @Test("a store whose time lies well before the last sign of life was put back: its count is doubted", arguments: [
        (100, true), (400, false),
    ])
    func older(seconds: Int, isKnown: Bool) async throws {
        let desk = try await BookingDesk.open()
        try await desk.settle(at: House.nine)
        try await desk.store.beginRun(after: House.nine + .seconds(seconds))
        #expect(try await desk.store.countIsKnown(of: House.east) == isKnown)
    }

    @Test("a sign of life is read by the next start, and an old one does not hide what the store knows")
    func sign() async throws {
        let folder = try StoreFolder()
        let life = LifeSign(of: folder.path())
        #expect(life.last == nil)
        for second in 0..<20 {
            let isGiven = await life.give(vouched(House.nine + .seconds(5 * second)))
            #expect(isGiven)
        }
        #expect(LifeSign(of: folder.path()).last == House.nine + .seconds(95))
        let desk = try await BookingDesk.open(in: folder)
        try await desk.settle(at: House.nine + .seconds(200))
        try await desk.store.beginRun(after: LifeSign(of: folder.path()).last)
        try await desk.settle(at: House.nine + .seconds(230))
        #expect(try await desk.faults().map(\.from) == [House.nine + .seconds(200), House.nine + .seconds(200)])
    }

    @Test("a reset that was missed leaves those who came since")
    func missedReset() async throws {
        let house = try await House.inMemory(patrons: 2)
        try await house.enter(1)
        let morning = House.nine + .hours(24)
        _ = try await house.store.passedInUnmatched(house.passage(40, at: morning), cause: .override)
        let limit = House.nine + .hours(14)
        #expect(try await house.store.closeDay(of: House.east, begunBefore: limit, at: vouched(morning)) == 1)
        #expect(try await house.seats() == [1, 0])
    }
}
