import GateControl
import LibraryModel
import Testing

@Suite("what keeps a gate from serving patrons (R26, R27, B23)")
struct PresentFaultTests {
    typealias Lane = GateOutlook.Lane

    static let east = CampusID(rawValue: 1)

    struct Row: CustomTestStringConvertible {
        let what: String
        let lanes: [Lane]
        var isRecordStuck = false
        var storeAnswers = true
        var clock = ClockReading.Trust.trusted
        let faults: Set<HouseFault.Kind>
        var testDescription: String { what }
    }

    static let well = Lane(direction: .entry)
    static let out = Lane(direction: .exit)
    static let dead = Lane(direction: .entry, isFit: false)
    static let blind = Lane(direction: .entry, seesPasses: false)
    static let held = Lane(direction: .entry, mode: .hold)

    static let rows = [
        Row(what: "all is well", lanes: [well, out], faults: []),
        Row(what: "a gate of exits only", lanes: [out], faults: []),
        Row(what: "the only entry is dead", lanes: [dead, out], faults: [.gateFault]),
        Row(what: "one of two entries is dead", lanes: [dead, well, out], faults: []),
        Row(what: "one is dead, the other blind", lanes: [dead, blind, out], faults: [.gateFault]),
        Row(what: "the camera of the entry is away", lanes: [blind, out], faults: [.gateFault]),
        Row(what: "no exit reads passes: nobody can sign out",
            lanes: [well, Lane(direction: .exit, seesPasses: false)], faults: [.gateFault]),
        Row(what: "free both ways", lanes: [Lane(direction: .entry, mode: .open), out], faults: []),
        Row(what: "staff hold the entry", lanes: [held, out], faults: [.hold]),
        Row(what: "staff hold one of two entries", lanes: [held, well, out], faults: []),
        Row(what: "one held, the other dead", lanes: [held, dead, out], faults: [.gateFault]),
        Row(what: "a held entry that is dead as well", lanes: [Lane(direction: .entry, mode: .hold, isFit: false), out], faults: [.hold]),
        Row(what: "a hold bars no exit", lanes: [held, Lane(direction: .exit, mode: .hold)], faults: [.hold]),
        Row(what: "the entry is held and no exit works",
            lanes: [held, Lane(direction: .exit, isFit: false)], faults: [.hold, .gateFault]),
        Row(what: "B23: fire, whatever else", lanes: [Lane(direction: .entry, mode: .emergency, isFit: false), out],
            isRecordStuck: true, faults: [.emergency]),
        Row(what: "the record cannot be written", lanes: [well, out], isRecordStuck: true, faults: [.gateFault]),
        Row(what: "the store does not answer", lanes: [well, out], storeAnswers: false, faults: [.gateFault]),
        Row(what: "the clock is not believed", lanes: [well, out], clock: .untrusted(lastKnown: nil), faults: [.clockUntrusted]),
        Row(what: "neither the clock nor the gate", lanes: [dead], clock: .untrusted(lastKnown: nil),
            faults: [.clockUntrusted, .gateFault]),
    ]

    @Test(arguments: rows)
    func `a gate`(row: Row) {
        let gate = GateOutlook(gate: GateID(rawValue: "g"), campus: Self.east, lanes: row.lanes, isRecordStuck: row.isRecordStuck)
        let found = presentFaults(of: [gate], clock: row.clock, storeAnswers: row.storeAnswers)
        #expect(Set(found.map(\.kind)) == row.faults)
        #expect(found.count == row.faults.count)
        #expect(found.allSatisfy { $0.campus == Self.east && $0.detail == ($0.kind == .clockUntrusted ? "" : "g") })
    }

    @Test func `each gate stands for its own campus, the clock for all`() {
        let west = CampusID(rawValue: 2)
        let found = presentFaults(
            of: [
                GateOutlook(gate: GateID(rawValue: "e"), campus: Self.east, lanes: [Self.dead]),
                GateOutlook(gate: GateID(rawValue: "w"), campus: west, lanes: [Self.well]),
            ], clock: .untrusted(lastKnown: nil), storeAnswers: true)
        #expect(found == [
            PresentFault(.gateFault, at: Self.east, "e"), PresentFault(.clockUntrusted, at: Self.east),
            PresentFault(.clockUntrusted, at: west),
        ])
    }
}
