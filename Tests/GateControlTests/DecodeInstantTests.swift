import GateControl
import GateHardware
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
}
