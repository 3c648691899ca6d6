import GateControl
import GateHardware
import LaneControl
import LibraryModel
import LibraryStore
import Testing

@Suite("staff acts, hold and fire")
struct StaffTests {
    @Test func `a button lets one in, whoever it is, and the act is recorded with where it was pressed`() async throws {
        let store = NotingStore()
        let gate = try await GateUnderTest(store: store)
        await gate.press(.buttonAdmit)
        #expect(gate.pulses(.entry) == 1)
        let act = try #require(store.acts.all.first)
        #expect(store.acts.all.count == 1)
        #expect([act.who, act.action, act.why] == ["button:east-in", "admit_one", "pressed at the lane"])
        #expect(act.needed && act.lane == GateUnderTest.inside)
        #expect(try await gate.status().lastDecision?.code == .override)
    }

    @Test func `an act from the desk is recorded with who and why`() async throws {
        let store = NotingStore()
        let gate = try await GateUnderTest(store: store)
        try await gate.controller.act(.hold(true), at: GateUnderTest.inside, by: StaffReason(who: "bo", why: "a spill"))
        let act = try #require(store.acts.all.first)
        #expect([act.who, act.action, act.why] == ["desk:bo", "hold_on", "a spill"])
    }

    @Test func `what the desk knows of an act stands in its one record, and the answer says whether the lane did it`() async throws {
        let store = NotingStore()
        let gate = try await GateUnderTest(store: store)
        let (id, undone) = (RecordID(high: 5, low: 5), RecordID(high: 4, low: 4))
        let reason = StaffReason(
            who: "bo", why: "a full hall", role: .supervisor, act: id, isNeeded: false, action: "admit_over_cap", undoes: undone)
        let result = try #require(try await gate.controller.act(.admitOne, at: GateUnderTest.inside, by: reason))
        #expect(result.isServed && gate.pulses(.entry) == 1)
        #expect(store.acts.all == [result.record])
        let act = result.record
        #expect(act.id == id && act.action == "admit_over_cap" && !act.needed && act.role == .supervisor && act.undoes == undone)
        #expect(act.campus == GateUnderTest.east && act.lane == GateUnderTest.inside)
        try await gate.controller.act(.hold(true), at: GateUnderTest.inside, by: StaffReason(who: "bo", why: "x"))
        let refused = try await gate.controller.act(.admitOne, at: GateUnderTest.inside, by: StaffReason(who: "bo", why: "not served; x"))
        #expect(refused?.isServed == false && refused?.record.why == "not served; not served; x")
        #expect(try await gate.controller.act(.admitOne, at: LaneID(rawValue: "nowhere"), by: reason) == nil)
    }

    @Test func `nobody is let in by hand while what happened waits for a store that refuses it; out goes everybody`() async throws {
        let gate = try await GateUnderTest()
        let reason = StaffReason(who: "bo", why: "a visitor")
        gate.store.fail(.damaged)
        try await gate.controller.act(.releaseOne, at: GateUnderTest.inside, by: reason)
        await #expect(throws: StoreError.self) { try await gate.controller.act(.admitOne, at: GateUnderTest.inside, by: reason) }
        let released = try #require(try await gate.controller.act(.releaseOne, at: GateUnderTest.inside, by: reason))
        #expect(released.isServed)
    }

    @Test func `an act is done at once, and its record's fate is known when the store has taken it or given it up`() async throws {
        let gate = try await GateUnderTest()
        let act = { (why: String) async throws -> RecordFate in
            let reason = StaffReason(who: "bo", why: why)
            return try #require(try await gate.controller.act(.releaseOne, at: GateUnderTest.inside, by: reason)).fate
        }
        #expect(try await act("written").end == .written)
        gate.store.fail(.diskFull)
        let waits = try await act("waits")
        await gate.controller.catchUp()
        #expect(waits.end == nil)
        let cancelled = Task { await waits.wait() }
        cancelled.cancel()
        await cancelled.value
        async let told: Void = waits.wait()
        gate.store.heal()
        await gate.controller.catchUp()
        await told
        #expect(waits.end == .written)
        gate.store.fail(.other)
        let lost = try await act("lost")
        for _ in 1..<RecordKeeper.mostTries { await gate.controller.catchUp() }
        #expect(lost.end == .givenUp)
        await lost.wait()
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let what: String
        var turnstile = ""
        var before: [DeskAct] = []
        let act: DeskAct
        let needed: Bool
        var why = "test"
        var testDescription: String { what }
    }

    static let rows = [
        Row(what: "one in through a shut lane", act: .admitOne, needed: true),
        Row(what: "one in through an open lane", before: [.open(true)], act: .admitOne, needed: false),
        Row(what: "one in during hold", before: [.hold(true)], act: .admitOne, needed: true, why: "not served; test"),
        Row(what: "one out where leaving is free", act: .releaseOne, needed: false),
        Row(what: "one out where leaving is locked", turnstile: "exit-needs-grant: true", act: .releaseOne, needed: true),
        Row(what: "one out of an open lane", turnstile: "exit-needs-grant: true", before: [.open(true)], act: .releaseOne,
            needed: false),
        Row(what: "hold", act: .hold(true), needed: true),
        Row(what: "hold again", before: [.hold(true)], act: .hold(true), needed: false),
        Row(what: "the end of a hold", before: [.hold(true)], act: .hold(false), needed: true),
        Row(what: "the end of no hold", act: .hold(false), needed: false),
        Row(what: "open", act: .open(true), needed: true),
        Row(what: "hold of an open lane", before: [.open(true)], act: .hold(true), needed: false),
    ]

    @Test(arguments: rows)
    func `the record says whether the act was needed`(row: Row) async throws {
        let store = NotingStore()
        let gate = try await GateUnderTest(turnstile: row.turnstile, store: store)
        let reason = StaffReason(who: "bo", why: "test")
        for act in row.before { try await gate.controller.act(act, at: GateUnderTest.inside, by: reason) }
        await gate.advance(by: .seconds(1))
        try await gate.controller.act(row.act, at: GateUnderTest.inside, by: reason)
        let act = try #require(store.acts.all.last)
        #expect(act.needed == row.needed)
        #expect(act.why == row.why)
    }

    @Test func `an override passes the cap, and is counted`() async throws {
        let gate = try await GateUnderTest(cap: 1)
        try await gate.fill(1)
        try await gate.enter(1)
        await gate.press(.buttonAdmit)
        await gate.goThrough()
        #expect(try await gate.seats() == [2, 0])
    }

    @Test func `hold refuses entry as lockdown and leaves the exit free`() async throws {
        let gate = try await GateUnderTest()
        try await gate.fill(1)
        await gate.drive(.switchHold, true)
        await gate.advance(by: .seconds(1))
        try await gate.present(1)
        #expect(gate.toldCodes == [.lockdown])
        #expect(gate.pulses(.entry) == 0)
        #expect(try await gate.status().mode == .hold)
        await gate.drive(.switchHold, false)
        await gate.advance(by: .seconds(1))
        try await gate.present(1)
        #expect(gate.toldCodes == [.lockdown, .entry])
    }

    @Test func `hold while the store fails is told as it is recorded`() async throws {
        let gate = try await GateUnderTest()
        try await gate.fill(1)
        await gate.drive(.switchHold, true)
        await gate.advance(by: .seconds(1))
        gate.store.fail(.diskFull)
        try await gate.present(1)
        gate.store.heal()
        await gate.controller.catchUp()
        #expect(gate.toldCodes == [.lockdown])
        #expect(try await gate.recorded() == [.lockdown])
    }

    @Test func `hold that comes while an entry is being decided keeps the lane shut and gives the seat back`() async throws {
        let gate = try await GateUnderTest()
        try await gate.fill(1)
        gate.store.hang()
        let (controller, time, pass) = (gate.controller, gate.time, try gate.pass(1))
        await gate.startWriter()
        let call = Task { await controller.present(pass, at: GateUnderTest.inside, seen: time.now()) }
        while gate.store.heldCalls == 0 { await Task.yield() }
        await gate.drive(.switchHold, true)
        await gate.advance(by: .seconds(1))
        gate.store.heal()
        _ = await call.value
        await gate.heal()
        #expect(gate.pulses(.entry) == 0)
        #expect(try await gate.seats() == [0, 0])
    }

    /// One contact feeds every lane of the gate.
    @Test func `fire frees every lane both ways at once, with the store away, and decides nothing`() async throws {
        let gate = try await GateUnderTest()
        try await gate.fill(1)
        gate.store.fail(.diskFault)
        for lane in [GateUnderTest.inside, GateUnderTest.outside] { await gate.drive(.fire, true, at: lane) }
        await gate.advance(by: .milliseconds(20))
        for lane in [GateUnderTest.inside, GateUnderTest.outside] {
            for direction in Direction.allCases { #expect(gate.pulses(direction, at: lane) == 1) }
            #expect(try await gate.status(of: lane).mode == .emergency)
            #expect(try await gate.status(of: lane).state == .free)
        }
        gate.store.heal()
        await gate.controller.catchUp()
        try await gate.present(1)
        #expect(gate.toldCodes == [.emergencyOpen])
        #expect(try await gate.store.booking(GateUnderTest.booking(1))?.state == .booked)
        for lane in [GateUnderTest.inside, GateUnderTest.outside] { await gate.drive(.fire, false, at: lane) }
        await gate.advance(by: .seconds(10))
        try await gate.present(1)
        #expect(gate.toldCodes == [.emergencyOpen, .entry])
    }

    @Test func `modes and alarms are recorded as lane events`() async throws {
        let store = NotingStore()
        let gate = try await GateUnderTest(store: store)
        await gate.drive(.fire, true)
        await gate.advance(by: .seconds(1))
        await gate.drive(.fire, false)
        await gate.advance(by: .seconds(10))
        await gate.goThrough()
        #expect(store.events.all.map(\.kind) == ["mode_emergency", "mode_normal", "forced_passage_entry"])
        #expect(store.events.all.map(\.detail) == ["fire input", "fire input", "raised"])
    }

    @Test func `stopping switches every line off`() async throws {
        let gate = try await GateUnderTest()
        await gate.drive(.fire, true)
        await gate.advance(by: .milliseconds(30))
        await gate.controller.stop()
        for role in ["relay-entry", "relay-exit", "lamp-green", "lamp-red"] {
            #expect(!gate.bank.level(of: GateUnderTest.line(role, GateUnderTest.inside)))
        }
    }
}
