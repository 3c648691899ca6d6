import LibraryModel
import LibraryRules
import Testing

@Suite("the house's fault")
struct HouseFaultTests {
    @Test("is what keeps a patron out who did everything right")
    func codes() {
        #expect(
            DecisionCode.allCases.filter(\.isHouseFault) == [
                .degraded, .notSynced, .full, .shareExhausted, .closed, .lockdown, .emergencyOpen, .clockUntrusted,
                .gateFault,
            ])
    }

    @Test("B19: turned away at 09:20, the patron comes back too late and hears of no violation")
    func turnedAway() {
        var scene = Scene()
        scene.at("09:20")
        scene.fill()
        #expect(scene.decide() == .turnedAway(.full))
        scene.records.booking?.turnedAwayAt = time("09:20")
        scene.records.occupancy.inside = 0
        #expect(scene.decide() == .entered, "still within the window")
        scene.at("09:20:00.001")
        #expect(scene.decide() == Decision(.released))
    }
}
