import LaneControl
import LibraryModel
import Testing

@Suite("The view of a lane") struct ViewTests {
    private let seat = Grant(id: RecordID(high: 0, low: 1), direction: .entry, kind: .seat)
    private let other = Grant(id: RecordID(high: 0, low: 2), direction: .entry, kind: .seat)

    @Test("a new lane is normal, idle and has nothing due") func new() {
        let lane = LaneMachine(settings: .standard)
        #expect(lane.view.mode == .normal && lane.view.ready && lane.view.faults.isEmpty)
        #expect(!lane.view.entry.open && !lane.view.exit.open && lane.nextDeadline == nil)
        #expect(lane.view.entry.signal == .idle)
    }

    @Test("it names who is granted, how many wait and whether the line is energised") func granted() {
        var lane = LaneMachine(settings: .standard)
        _ = lane.handle(.grant(seat), at: .zero)
        _ = lane.handle(.grant(other), at: .zero)
        #expect(lane.view[.entry].granted == seat && lane.view[.entry].waiting == 1)
        #expect(lane.view[.entry].energised && lane.view[.entry].open && lane.view[.entry].signal == .go)
        #expect(!lane.view[.exit].energised && !lane.view[.exit].open)
        _ = lane.handle(.tick, at: .zero + .milliseconds(300))
        #expect(!lane.view[.entry].energised && lane.view[.entry].open)
    }

    @Test("it lists the alarms that are up") func faults() {
        var lane = LaneMachine(settings: .standard)
        _ = lane.handle(.edge(.passageIn, active: true), at: .zero)
        _ = lane.handle(.tick, at: .zero + .milliseconds(10))
        #expect(lane.view.faults == [.forcedPassage(.entry)])
        _ = lane.handle(.tick, at: .zero + .seconds(20))
        #expect(lane.view.faults == [.sensorStuck(.entry)])
    }

    @Test("a turnstile that was never heard of is not ready") func unready() throws {
        #expect(!LaneMachine(settings: try LaneSettings(hasReadyInput: true)).view.ready)
    }

    @Test("instants at the ends of the clock do not trap") func ends() {
        var lane = LaneMachine(settings: .standard)
        for nanoseconds in [Int64.min, 0, Int64.max, Int64.min, Int64.max] {
            for input in LaneInput.allCases {
                _ = lane.handle(.edge(input, active: true), at: Instant(nanoseconds: nanoseconds))
                _ = lane.handle(.edge(input, active: false), at: Instant(nanoseconds: nanoseconds))
            }
            let exit = lane.handle(.desk(.releaseOne), at: Instant(nanoseconds: nanoseconds))
            #expect(exit.contains { if case .staff = $0 { true } else { false } })
        }
    }
}
