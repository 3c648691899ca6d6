import LibraryModel
import LibraryRules
import Testing

@Suite("over many random facts")
struct AdmissionPropertyTests {
    struct Decided: Sendable {
        let scene: Scene
        let decision: Decision

        var gate: Circumstances { scene.circumstances }
        var records: AdmissionRecords { scene.records }
    }

    static let entries = decided(.entry, seed: 1)
    static let exits = decided(.exit, seed: 2)

    private static func decided(_ direction: Direction, seed: UInt64) -> [Decided] {
        var random = RandomFacts(seed: seed)
        return (0..<10_000).map { _ in
            let scene = random.scene(direction)
            return Decided(scene: scene, decision: scene.decide())
        }
    }

    @Test("exit always admits and changes nothing")
    func exit() {
        #expect(Self.exits.allSatisfy { $0.decision.code == .exit || $0.decision.code == .exitUnmatched })
        #expect(Self.exits.allSatisfy { $0.decision.effects.isEmpty })
        #expect(Set(Self.exits.map(\.decision.code)).count == 2)
    }

    @Test("entry gives every code that the rules of entry know")
    func everyCode() {
        let codes = Set(Self.entries.map(\.decision.code))
        #expect(
            Set(DecisionCode.allCases).subtracting(codes) == [.exit, .exitUnmatched, .override, .shareExhausted])
    }

    @Test("no new seat is held in a full house")
    func cap() {
        let full = Self.entries.filter { $0.scene.policy.capAtGate && $0.records.occupancy.isFull }
        #expect(full.count > 500)
        #expect(full.allSatisfy { !$0.decision.effects.contains(.reserveSeat) })
        #expect(full.filter(\.decision.admits).allSatisfy { $0.decision.effects == [.keepSeat] })
    }

    @Test("nobody goes in on hold, in an emergency, on an unfit lane or on a bad code")
    func gate() {
        let barred = Self.entries.filter {
            $0.gate.mode == .hold || $0.gate.mode == .emergency || !$0.gate.laneFit || $0.gate.pass.verified == nil
        }
        #expect(barred.count > 1000)
        #expect(barred.allSatisfy { !$0.decision.admits })
    }

    @Test("whoever goes in has a seat, new or held, and nobody else has")
    func seats() {
        let wrong = Self.entries.filter { entry in
            switch entry.decision.effects.filter({ $0 == .reserveSeat || $0 == .keepSeat }) {
            case []: entry.decision.admits
            case [.reserveSeat]: !entry.decision.admits || entry.records.visit != nil
            case [.keepSeat]: !entry.decision.admits || entry.records.visit?.stage != .reserved
            default: true
            }
        }
        #expect(wrong.isEmpty)
        #expect(Self.entries.count { $0.decision.admits } > 1000)
    }

    @Test("only a booking of this campus that is still booked is checked in")
    func checkIn() {
        let checkedIn = Self.entries.filter { $0.decision.effects.contains(.checkIn) }
        #expect(checkedIn.count > 100)
        #expect(checkedIn.allSatisfy { $0.records.booking?.state == .booked })
        #expect(checkedIn.allSatisfy { $0.records.booking?.campus == $0.gate.campus })
    }

    @Test("turned away is who held a booking when the house was at fault")
    func turnedAway() {
        let turned = Self.entries.filter { $0.decision.effects.contains(.noteTurnedAway) }
        #expect(turned.count > 100)
        #expect(turned.allSatisfy { $0.records.booking?.state == .booked && $0.decision.effects == [.noteTurnedAway] })
        #expect(turned.allSatisfy { $0.decision.code.isHouseFault && $0.decision.code != .emergencyOpen })
    }

    @Test("who is told when or where to go is told of another time or place")
    func elsewhere() {
        let timed = Self.entries.filter { $0.decision.opensAt != nil }
        #expect(timed.allSatisfy { entry in entry.decision.opensAt.map { $0 > entry.gate.now } == true })
        let early = Self.entries.filter { $0.decision.code == .tooEarly || $0.decision.code == .suspended }
        #expect(early.allSatisfy { $0.decision.opensAt != nil })
        let strayed = Self.entries.filter { $0.decision.code == .wrongCampus }
        #expect(strayed.allSatisfy { $0.decision.campus != nil && $0.decision.campus != $0.gate.campus })
    }

    @Test("a pass that is over, used, withdrawn or printed without leave gets no seat")
    func life() {
        let seated = Self.entries.filter { $0.decision.effects.contains(.reserveSeat) }
        let wrong = seated.filter { entry in
            guard let pass = entry.gate.pass.verified else { return true }
            let policy = entry.scene.policy
            let doubt = entry.gate.clock.trust == .trusted ? Duration.zero : policy.untrustedClockTolerance
            let isPrinted = pass.expiresAt - pass.id.issuedAt > policy.phoneLifetime
            return pass.expiresAt < entry.gate.now - doubt || isPrinted && !policy.printedPasses
                || entry.records.passUse == .passed || entry.records.revoked
        }
        #expect(wrong.isEmpty)
    }
}
