import GateControl
import GateHardware
import LaneControl
import LibraryModel
import LibraryStore
import Testing

/// R10: what counts is the first successful decode, not the moment at which the gate gets to it.
struct DecodeInstantTests {
    @Test(arguments: [(Duration.zero, DecisionCode.entry), (.milliseconds(1), .tooLate)])
    func `the end of the window is compared with the instant of the decode, a second before the decision`(
        late: Duration, code: DecisionCode
    ) async throws {
        let gate = try await GateUnderTest()
        try await gate.fill(1)
        let start = gate.time.wall().time
        await gate.advance(by: GateUnderTest.nine + .minutes(20) - start + late)
        let (pass, seen) = (try gate.pass(1), gate.time.now())
        await gate.advance(by: .seconds(1))
        await gate.controller.present(pass, at: GateUnderTest.inside, seen: seen)
        #expect(try await gate.recorded() == [code])
        #expect(gate.pulses(.entry) == (code == .entry ? 1 : 0))
    }

    /// A patron at 09:20:00 whose pass the gate gets to a second later, and at 09:20:01 with a pass of 09:20:00.
    @Test(arguments: [
        ("decode", Duration.zero, Duration.seconds(1), DecisionCode.entry), ("decode", .seconds(1), .zero, .tooLate),
        ("opening", .zero, .seconds(1), .tooLate), ("opening", .zero, .zero, .entry),
        ("arrival", .seconds(1), .zero, .entry), ("arrival", .seconds(60), .zero, .entry), ("arrival", .seconds(61), .zero, .tooLate),
    ])
    func `each reading of the instant that counts`(
        reading: String, shownAfter: Duration, reachedAfter: Duration, code: DecisionCode
    ) async throws {
        let gate = try await GateUnderTest(rules: ["check-in-instant: \(reading)"])
        try await gate.fill(1)
        await gate.advance(by: GateUnderTest.nine + .minutes(20) - gate.time.wall().time)
        let pass = try gate.pass(1)
        await gate.advance(by: shownAfter)
        let seen = gate.time.now()
        await gate.advance(by: reachedAfter)
        await gate.controller.present(pass, at: GateUnderTest.inside, seen: seen)
        #expect(try await gate.recorded() == [code])
    }

    @Test(arguments: [("keep", Booking.State.checkedIn, DecisionCode.reentry), ("roll_back", .booked, .entry)])
    func `nobody passes: the check-in stands, or is undone`(
        reading: String, state: Booking.State, again: DecisionCode
    ) async throws {
        let gate = try await GateUnderTest(rules: ["nobody-passes: \(reading)"])
        try await gate.fill(1)
        let pass = try gate.pass(1)
        try await gate.present(pass)
        #expect(try await gate.store.booking(GateUnderTest.booking(1))?.state == .checkedIn)
        await gate.advance(by: .seconds(8))
        let booking = try await gate.store.booking(GateUnderTest.booking(1))
        #expect(booking?.state == state)
        #expect((booking?.checkedInAt == nil) == (state == .booked))
        try await gate.present(pass)
        #expect(gate.toldCodes.last == again)
        await gate.goThrough()
        #expect(try await gate.store.booking(GateUnderTest.booking(1))?.state == .inUse)
    }

    @Test func `a hold undoes no check-in: that is the house's doing`() async throws {
        let gate = try await GateUnderTest(rules: ["nobody-passes: roll_back"])
        try await gate.fill(1)
        try await gate.present(1)
        await gate.drive(.switchHold, true)
        await gate.advance(by: .seconds(10))
        #expect(try await gate.seats() == [0, 0])
        #expect(try await gate.store.booking(GateUnderTest.booking(1))?.state == .checkedIn)
    }
}
