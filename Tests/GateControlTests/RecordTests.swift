import GateControl
import GateHardware
import LaneControl
import LibraryModel
import LibraryStore
import Testing

@Suite("every presentation leaves one record, or the status says that the record is behind (design invariant 4)")
struct RecordTests {
    @Test(arguments: [StoreError.Code.diskFull, .locked, .readOnly, .diskFault])
    func `an entry is refused while the store fails, and recorded once when it answers`(code: StoreError.Code) async throws {
        let gate = try await GateUnderTest()
        try await gate.fill(1)
        gate.store.fail(code)
        try await gate.present(1)
        #expect(gate.pulses(.entry) == 0)
        #expect(gate.toldCodes == [.gateFault])
        let backlog = await gate.controller.backlog()
        #expect(backlog.waiting == 1 && backlog.lastError?.code == code && backlog.isBehind)
        gate.store.heal()
        await gate.controller.catchUp()
        #expect(try await gate.recorded() == [.gateFault])
        #expect(gate.toldCodes == [.gateFault])
        #expect(await gate.controller.backlog() == RecordKeeper.Backlog())
        #expect(try await gate.seats() == [0, 0])
        // The house was at fault: no violation may follow.
        #expect(try await gate.store.booking(GateUnderTest.booking(1))?.turnedAwayAt != nil)
        await gate.advance(by: .seconds(1))
        try await gate.present(1)
        #expect(gate.toldCodes == [.gateFault, .entry])
    }

    @Test func `the exit opens while the store fails, and the visit ends when it answers`() async throws {
        let gate = try await GateUnderTest()
        try await gate.fill(1)
        try await gate.enter(1)
        gate.store.fail(.diskFull)
        try await gate.present(1, at: GateUnderTest.outside)
        #expect(gate.pulses(.exit, at: GateUnderTest.outside) == 1)
        await gate.goThrough(.exit)
        #expect(await gate.controller.backlog().waiting == 2)
        #expect(gate.toldCodes == [.entry, .exit])
        gate.store.heal()
        await gate.controller.catchUp()
        #expect(try await gate.seats() == [0, 0])
        #expect(try await gate.recorded() == [.entry, .exit])
        #expect(gate.toldCodes == [.entry, .exit])
    }

    @Test func `the record behind is told when it falls behind, grows and has caught up`() async throws {
        let gate = try await GateUnderTest()
        gate.store.fail(.diskFull)
        try await gate.present(Array("one".utf8))
        await gate.advance(by: .seconds(1))
        try await gate.present(Array("two".utf8))
        gate.store.heal()
        await gate.controller.catchUp()
        await gate.controller.catchUp()
        let told = gate.told.all.compactMap { if case .record(let backlog) = $0.what { backlog.waiting } else { nil } }
        #expect(told == [1, 2, 0])
    }

    @Test func `the store hears that passages wait before a stop can lose them, and that they are written`() async throws {
        let gate = try await GateUnderTest()
        try await gate.fill(1)
        try await gate.present(1)
        gate.store.fail(.diskFull)
        await gate.goThrough()
        #expect(gate.store.notedBehind == [true])
        await gate.controller.catchUp()
        #expect(gate.store.notedBehind == [true], "once")
        gate.store.heal()
        await gate.controller.catchUp()
        #expect(gate.store.notedBehind == [true, false])
    }

    @Test func `the store hears of a passage while it is busy with something else, not when it has refused`() async throws {
        let faulty = FaultyStore(NotingStore())
        let owner = KeeperOwner(faulty)
        faulty.hang()
        await owner.keep(.laneEvent(Self.event(1)))
        let writing = Task { await owner.drain() }
        while faulty.heldCalls == 0 { await Task.yield() }
        await owner.keep(.passedIn(seat: Self.event(2).id, at: GateUnderTest.nine))
        #expect(faulty.notedBehind == [true])
        faulty.heal()
        await writing.value
        #expect(faulty.notedBehind == [true, false])
    }

    @Test func `what waits is written in its order before the next entry is decided`() async throws {
        let gate = try await GateUnderTest(cap: 1)
        try await gate.fill(2)
        try await gate.present(1)
        gate.store.fail(.locked)
        await gate.goThrough()
        try await gate.present(1, at: GateUnderTest.outside)
        await gate.goThrough(.exit)
        #expect(await gate.controller.backlog().waiting == 3)
        gate.store.heal()
        // Nobody has called for the record yet; the house would seem full without it.
        try await gate.present(2)
        #expect(gate.toldCodes.last == .entry)
        #expect(try await gate.seats() == [0, 1])
        #expect(try await gate.recorded() == [.entry, .exit, .entry])
    }

    @Test func `an entry is not decided on facts that lag behind what happened`() async throws {
        let gate = try await GateUnderTest()
        try await gate.fill(2)
        try await gate.present(1)
        gate.store.fail(.locked, calls: 1)
        await gate.drive(.passageIn, true)
        await gate.advance(by: .milliseconds(20))
        #expect(await gate.controller.backlog().waiting == 1)
        gate.store.fail(.locked, calls: 1)
        try await gate.present(2)
        #expect(gate.toldCodes == [.entry, .gateFault])
        #expect(try await gate.seats() == [1, 0])
    }

    @Test func `a record that the store refuses for itself is set aside after three tries`() async throws {
        let store = FaultyStore(try SQLiteStore(inMemory: .init()))
        let keeper = RecordKeeper(campus: GateUnderTest.east, store: store, now: { .zero }) { _ in }
        store.fail(.other, calls: RecordKeeper.mostTries)
        keeper.keep(.laneEvent(Self.event(1)))
        keeper.keep(.laneEvent(Self.event(2)))
        for tries in 1..<RecordKeeper.mostTries {
            await keeper.drain()
            #expect(keeper.backlog.waiting == 2 && keeper.backlog.lost == 0, "after \(tries)")
        }
        await keeper.drain()
        #expect(keeper.backlog.waiting == 0)
        #expect(keeper.backlog.lost == 1)
        #expect(keeper.backlog.isBehind)
    }

    @Test func `a passage that is given up leaves a count that nobody believes, and the doubt waits with the others`() async throws {
        let store = NotingStore()
        let faulty = FaultyStore(store)
        let keeper = RecordKeeper(campus: GateUnderTest.east, store: faulty, now: { .zero }) { _ in }
        faulty.fail(.other, calls: RecordKeeper.mostTries)
        for number in 1...3 { keeper.keep(.passedIn(seat: Self.event(number).id, at: GateUnderTest.nine)) }
        for _ in 1..<RecordKeeper.mostTries { await keeper.drain() }
        #expect(store.doubts.all.isEmpty)
        await keeper.drain()
        #expect(store.doubts.all == [GateUnderTest.east])
        #expect(keeper.backlog.waiting == 0 && keeper.backlog.lost == 1)
        #expect(faulty.notedBehind == [true, false])
    }

    @Test func `where the store refuses the doubt too, the next start has it`() async throws {
        let faulty = FaultyStore(NotingStore())
        let keeper = RecordKeeper(campus: GateUnderTest.east, store: faulty, now: { .zero }) { _ in }
        faulty.fail(.other, calls: 2 * RecordKeeper.mostTries)
        keeper.keep(.passedIn(seat: Self.event(1).id, at: GateUnderTest.nine))
        for _ in 1...2 * RecordKeeper.mostTries { await keeper.drain() }
        #expect(keeper.backlog.waiting == 0 && keeper.backlog.lost == 2)
        #expect(faulty.notedBehind == [true])
    }

    @Test func `passages that overflow leave one doubt, which is not given up`() async throws {
        let store = NotingStore()
        let faulty = FaultyStore(store)
        let keeper = RecordKeeper(campus: GateUnderTest.east, store: faulty, now: { .zero }) { _ in }
        faulty.fail(.diskFull)
        for number in 1...RecordKeeper.longestQueue + 5 { keeper.keep(.passedIn(seat: Self.event(number).id, at: GateUnderTest.nine)) }
        await keeper.drain()
        #expect(keeper.backlog.waiting == RecordKeeper.longestQueue + 1 && keeper.backlog.lost == 5)
        faulty.heal()
        await keeper.drain()
        #expect(store.doubts.all == [GateUnderTest.east])
        #expect(faulty.notedBehind == [true, false])
    }

    @Test func `a disk that fails for days is not the record's fault: nothing is set aside`() async throws {
        let store = FaultyStore(try SQLiteStore(inMemory: .init()))
        let keeper = RecordKeeper(campus: GateUnderTest.east, store: store, now: { .zero }) { _ in }
        store.fail(.diskFull)
        keeper.keep(.laneEvent(Self.event(1)))
        for _ in 0..<100 { await keeper.drain() }
        #expect(keeper.backlog.waiting == 1 && keeper.backlog.lost == 0)
    }

    @Test func `the backlog is bounded and counts what it gives up`() async throws {
        let store = NotingStore()
        let faulty = FaultyStore(store)
        let keeper = RecordKeeper(campus: GateUnderTest.east, store: faulty, now: { .zero }) { _ in }
        faulty.fail(.diskFull)
        for number in 1...RecordKeeper.longestQueue + 5 { keeper.keep(.laneEvent(Self.event(number))) }
        await keeper.drain()
        #expect(keeper.backlog.waiting == RecordKeeper.longestQueue)
        #expect(keeper.backlog.lost == 5)
        faulty.heal()
        await keeper.drain()
        #expect(store.events.all.map(\.id) == (6...RecordKeeper.longestQueue + 5).map { Self.event($0).id })
    }

    @Test func `an overflow while a record is being written gives up another one`() async throws {
        let store = NotingStore()
        let faulty = FaultyStore(store)
        let owner = KeeperOwner(faulty)
        faulty.hang()
        await owner.keep(.laneEvent(Self.event(1)))
        let writing = Task { await owner.drain() }
        while faulty.heldCalls == 0 { await Task.yield() }
        for number in 2...RecordKeeper.longestQueue + 1 { await owner.keep(.laneEvent(Self.event(number))) }
        // Who asks meanwhile waits for the one that writes.
        let asking = Task { await owner.drain() }
        faulty.heal()
        await asking.value
        await writing.value
        #expect(await owner.backlog.waiting == 0)
        #expect(await owner.backlog.lost == 1)
        let numbers = store.events.all.map(\.id.high)
        #expect(numbers == [1] + (3...UInt64(RecordKeeper.longestQueue) + 1).map { $0 })
    }

    @Test func `a writer writes each record once, whatever comes while the store hangs`() async throws {
        let store = NotingStore()
        let faulty = FaultyStore(store)
        let gate = try await GateUnderTest(store: faulty)
        await gate.startWriter()
        faulty.hang()
        await gate.goThrough()
        while faulty.heldCalls == 0 { await Task.yield() }
        for _ in 0..<50 { await gate.goThrough() }
        let waiting = await gate.controller.backlog().waiting
        #expect(waiting > 50)
        faulty.heal()
        await gate.heal()
        #expect(await gate.controller.backlog() == RecordKeeper.Backlog())
        let ids = store.events.all.map(\.id)
        #expect(Set(ids).count == ids.count)
    }

    private static func event(_ number: Int) -> LaneEventRecord {
        LaneEventRecord(
            id: RecordID(high: UInt64(number), low: 0), at: GateUnderTest.nine, gate: GateID(rawValue: "east-main"),
            lane: GateUnderTest.inside, kind: "test")
    }
}

/// Owns a keeper as a controller does.
private actor KeeperOwner {
    private let keeper: RecordKeeper

    init(_ store: any GateStore) { keeper = RecordKeeper(campus: GateUnderTest.east, store: store, now: { .zero }) { _ in } }

    func keep(_ record: GateRecord) { keeper.keep(record) }
    func drain() async { await keeper.drain() }
    var backlog: RecordKeeper.Backlog { keeper.backlog }
}
