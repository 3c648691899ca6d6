import GateControl
import GateHardware
import LibraryModel
import LibraryStore
import Testing

@Suite("reserve, open, pass, commit: the seat protocol through the whole controller")
struct SeatTests {
    @Test func `a pass reserves a seat, opens the lane, and the passage takes the seat`() async throws {
        let gate = try await GateUnderTest()
        try await gate.fill(1)
        try await gate.present(1)
        #expect(try await gate.seats() == [0, 1])
        #expect(gate.pulses(.entry) == 1 && gate.pulses(.exit) == 0)
        #expect(try await gate.status().state == .open)
        await gate.goThrough()
        #expect(try await gate.seats() == [1, 0])
        #expect(gate.toldCodes == [.entry])
        #expect(try await gate.recorded() == [.entry])
        #expect(try await gate.store.booking(GateUnderTest.booking(1))?.state == .inUse)
        #expect(try await gate.status().state == .idle)
    }

    @Test func `a time-out gives the seat back and the lane shuts`() async throws {
        let gate = try await GateUnderTest(cap: 1)
        try await gate.fill(2)
        try await gate.present(1)
        await gate.advance(by: .seconds(8))
        #expect(try await gate.seats() == [0, 0])
        try await gate.present(2)
        #expect(gate.toldCodes == [.entry, .entry])
        #expect(try await gate.store.openSeats().map(\.booking) == [GateUnderTest.booking(2)])
    }

    @Test func `B21: the same pass again before the passage opens again on the same seat`() async throws {
        let gate = try await GateUnderTest(cap: 1)
        try await gate.fill(1)
        let pass = try gate.pass(1)
        try await gate.present(pass)
        await gate.advance(by: .seconds(3))
        try await gate.present(pass)
        #expect(gate.toldCodes == [.entry, .reentry])
        #expect(gate.pulses(.entry) == 2)
        #expect(try await gate.seats() == [0, 1])
        // The whole wait runs anew: four seconds later the passage still counts.
        await gate.advance(by: .seconds(4))
        await gate.goThrough()
        #expect(try await gate.seats() == [1, 0])
    }

    @Test func `B22: the same pass after the passage is already in`() async throws {
        let gate = try await GateUnderTest()
        try await gate.fill(1)
        let pass = try gate.pass(1)
        try await gate.present(pass)
        await gate.goThrough()
        try await gate.present(pass)
        #expect(gate.toldCodes == [.entry, .alreadyIn])
        #expect(gate.pulses(.entry) == 1)
        #expect(try await gate.seats() == [1, 0])
    }

    @Test func `leaving with the pass ends the visit`() async throws {
        let gate = try await GateUnderTest()
        try await gate.fill(1)
        try await gate.enter(1)
        try await gate.present(1, at: GateUnderTest.outside)
        #expect(try await gate.seats() == [1, 0])
        await gate.goThrough(.exit)
        #expect(try await gate.seats() == [0, 0])
        #expect(gate.toldCodes == [.entry, .exit])
        #expect(try await gate.store.booking(GateUnderTest.booking(1))?.state == .completed)
    }

    @Test func `a pass shown twice at the exit lets one out, and the next patron is the next`() async throws {
        let gate = try await GateUnderTest()
        try await gate.fill(2)
        for number in 1...2 { try await gate.enter(number) }
        try await gate.present(1, at: GateUnderTest.outside)
        await gate.advance(by: .seconds(3))
        try await gate.present(1, at: GateUnderTest.outside)
        await gate.goThrough(.exit)
        try await gate.present(2, at: GateUnderTest.outside)
        await gate.goThrough(.exit)
        #expect(try await gate.seats() == [0, 0])
        for number in 1...2 {
            #expect(try await gate.store.booking(GateUnderTest.booking(number))?.state == .completed)
        }
        #expect(try await gate.recorded() == [.entry, .entry, .exit, .exit, .exit])
    }

    @Test func `an exit that nobody used leaves the visit open, and the pass works again`() async throws {
        let gate = try await GateUnderTest()
        try await gate.fill(1)
        try await gate.enter(1)
        try await gate.present(1, at: GateUnderTest.outside)
        await gate.advance(by: .seconds(8))
        #expect(try await gate.seats() == [1, 0])
        try await gate.present(1, at: GateUnderTest.outside)
        await gate.goThrough(.exit)
        #expect(try await gate.seats() == [0, 0])
    }

    @Test func `a passage that nothing unlocked is counted and raises the alarm`() async throws {
        let gate = try await GateUnderTest()
        await gate.goThrough()
        #expect(try await gate.seats() == [1, 0])
        #expect(try await gate.status().alarms == ["forced_passage_entry"])
        await gate.goThrough(.exit)
        #expect(try await gate.seats() == [0, 0])
    }

    @Test func `the 301st patron is refused and the 300 stay`() async throws {
        let gate = try await GateUnderTest(cap: 5)
        try await gate.fill(6)
        for number in 1...5 { try await gate.enter(number) }
        try await gate.present(6)
        #expect(gate.toldCodes.last == .full)
        #expect(gate.pulses(.entry) == 5)
        #expect(try await gate.seats() == [5, 0])
        #expect(try await gate.store.booking(GateUnderTest.booking(6))?.turnedAwayAt != nil)
    }

    @Test func `a relay that refuses lets nobody in, gives the seat back and is fit again once it answers`() async throws {
        let gate = try await GateUnderTest()
        try await gate.fill(2)
        let relay = GateUnderTest.line("relay-entry", GateUnderTest.inside)
        gate.bank.inject(.failing, on: relay)
        try await gate.present(1)
        // The patron hears that the lane stays shut after all.
        #expect(gate.toldCodes == [.entry, .gateFault])
        await gate.advance(by: .seconds(8))
        #expect(gate.pulses(.entry) == 0)
        #expect(try await gate.seats() == [0, 0])
        try await gate.present(2)
        #expect(gate.toldCodes == [.entry, .gateFault, .gateFault])
        #expect(try await gate.status().state == .fault)
        gate.bank.mend(relay)
        await gate.advance(by: .seconds(1))
        try await gate.present(2)
        #expect(gate.toldCodes.last == .entry)
        #expect(try await gate.status().gpio == "ok")
    }

    @Test func `a lamp that refuses is a fault to mend, and the lane goes on`() async throws {
        let gate = try await GateUnderTest()
        try await gate.fill(2)
        gate.bank.inject(.failing, on: GateUnderTest.line("lamp-green", GateUnderTest.inside))
        try await gate.enter(1)
        try await gate.enter(2)
        #expect(gate.toldCodes == [.entry, .entry])
        let status = try await gate.status()
        #expect(status.gpio == "fault" && status.state == .idle && status.needsCare)
        #expect(status.advice.count == 1)
    }

    @Test func `an answer that comes after two seconds opens nothing, and the pass opens afterwards`() async throws {
        let gate = try await GateUnderTest()
        try await gate.fill(1)
        gate.store.hang()
        let (controller, time, pass) = (gate.controller, gate.time, try gate.pass(1))
        let seen = time.now()
        let call = Task { await controller.present(pass, at: GateUnderTest.inside, seen: seen) }
        while gate.store.heldCalls == 0 { await Task.yield() }
        time.advance(by: .milliseconds(2001))
        gate.store.heal()
        _ = await call.value
        #expect(gate.pulses(.entry) == 0)
        #expect(gate.toldCodes == [.gateFault])
        #expect(try await gate.seats() == [0, 0])
        try await gate.present(1)
        #expect(gate.pulses(.entry) == 1)
        #expect(try await gate.seats() == [0, 1])
    }
}
