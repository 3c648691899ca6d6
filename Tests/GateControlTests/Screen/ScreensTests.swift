import GateControl
import GateHardware
import LaneControl
import LibraryModel
import LibraryStore
import Synchronization
import Testing

@Suite("The screens of a gate")
struct ScreensTests {
    private func shown(_ gate: GateUnderTest, _ lane: LaneID = GateUnderTest.inside) throws -> String {
        let state = try #require(gate.screens.state(of: lane)).screen
        return state.kind.rawValue + (state.code.map { " " + $0.rawValue } ?? "")
    }

    @Test("a patron comes, goes in and goes out")
    func visit() async throws {
        let gate = try await GateUnderTest()
        try await gate.fill(2)
        #expect(try shown(gate) == "idle")
        try await gate.present(1)
        #expect(try shown(gate) == "admit entry")
        #expect(try shown(gate, GateUnderTest.outside) == "idle")
        await gate.goThrough()
        await gate.advance(by: .seconds(1))
        #expect(try shown(gate) == "idle")
        try await gate.present(1)
        #expect(try shown(gate) == "refuse already_in")
        try await gate.present(1, at: GateUnderTest.outside)
        #expect(try shown(gate, GateUnderTest.outside) == "admit exit")
    }

    @Test("somebody is admitted behind another, and whoever does not go is told")
    func behind() async throws {
        let gate = try await GateUnderTest()
        try await gate.fill(4)
        try await gate.present(1)
        try await gate.present(2)
        #expect(try shown(gate) == "wait")
        await gate.goThrough()
        #expect(try shown(gate) == "admit entry")
        await gate.advance(by: .seconds(3))
        #expect(try shown(gate) == "admit entry")
        await gate.advance(by: .seconds(3))
        #expect(try shown(gate) == "refuse not_passed")
    }

    @Test("too many wait: the last is asked to come again, and no seat is lost")
    func busy() async throws {
        let gate = try await GateUnderTest()
        try await gate.fill(4)
        for number in 1...4 { try await gate.present(number) }
        #expect(try #require(gate.screens.state(of: GateUnderTest.inside)).screen.title.en == "Lane busy")
        #expect(try await gate.seats() == [0, 3])
    }

    @Test("staff, key switches and the fire contact show at once; a refusing relay is out of order until it answers")
    func modes() async throws {
        let gate = try await GateUnderTest()
        try await gate.fill(1)
        await gate.press(.buttonAdmit)
        #expect(try shown(gate) == "admit override")
        await gate.drive(.switchHold, true)
        await gate.advance(by: .seconds(1))
        #expect(try shown(gate) == "hold")
        #expect(try shown(gate, GateUnderTest.outside) == "idle")
        await gate.drive(.switchHold, false)
        await gate.drive(.switchOpen, true)
        await gate.advance(by: .seconds(1))
        #expect(try shown(gate) == "free_passage")
        await gate.drive(.fire, true)
        await gate.advance(by: .seconds(1))
        #expect(try shown(gate) == "emergency")
        await gate.drive(.fire, false)
        await gate.drive(.switchOpen, false)
        await gate.advance(by: .seconds(10))
        #expect(try shown(gate) == "idle")
        gate.bank.inject(.failing, on: GateUnderTest.line("relay-entry", GateUnderTest.inside))
        try await gate.present(1)
        #expect(try shown(gate) == "out_of_order")
        gate.bank.mend(GateUnderTest.line("relay-entry", GateUnderTest.inside))
        await gate.controller.catchUp()
        #expect(try shown(gate) != "out_of_order")
        await gate.controller.camera(.fault("unplugged"), at: GateUnderTest.inside)
        await gate.advance(by: .seconds(10))
        #expect(try shown(gate) == "out_of_order")
    }

    @Test("the house beside it: count, hours, and the last count while the store is silent")
    func glance() async throws {
        let gate = try await GateUnderTest(cap: 1)
        try await gate.fill(1)
        #expect(gate.screens.state(of: GateUnderTest.inside)?.glance == nil)
        try await gate.enter(1)
        await gate.screens.refresh()
        let glance = try #require(gate.screens.state(of: GateUnderTest.inside)?.glance)
        #expect(glance.count.occupancy == Occupancy(inside: 1, reserved: 0, cap: 1) && glance.count.quality == .exact && glance.house.isFull)
        #expect(glance.opens == GateUnderTest.nine - .hours(1) && glance.closes == GateUnderTest.nine + .hours(13))
        await gate.advance(by: .seconds(5))
        #expect(gate.screens.state(of: GateUnderTest.inside)?.screen.title.en == "Full")
        gate.store.fail(.diskFull)
        await gate.screens.refresh()
        let late = try #require(gate.screens.state(of: GateUnderTest.inside)?.glance)
        #expect(late.count.occupancy == glance.count.occupancy && late.count.quality == .late)
        #expect(try shown(gate) == "out_of_order" && shown(gate, GateUnderTest.outside) == "idle", "nobody is asked in")
        gate.time.setWall(GateUnderTest.nine + .hours(14))
        await gate.screens.refresh()
        #expect(try shown(gate) == "closed")
        #expect(gate.screens.state(of: GateUnderTest.inside)?.glance?.opens == GateUnderTest.nine + .hours(23))
        gate.time.setTrust(.untrusted(lastKnown: nil))
        await gate.screens.refresh()
        #expect(try shown(gate) == "out_of_order")
        gate.store.heal()
        await gate.screens.refresh()
        #expect(try shown(gate) == "idle")
    }

    @Test("a count that is doubted or lost is no number, and one beside passages that wait is late")
    func quality() async throws {
        let gate = try await GateUnderTest()
        try await gate.fill(1)
        let glance = { gate.screens.state(of: GateUnderTest.inside)?.glance }
        try await gate.present(1)
        gate.store.fail(.diskFull)
        await gate.goThrough()
        await gate.advance(by: .seconds(10))
        #expect(try shown(gate) == "out_of_order", "without a look at the house")
        gate.store.fail(.diskFull, calls: 0)
        await gate.screens.refresh()
        #expect(glance()?.count.quality == .late)
        gate.store.heal()
        await gate.controller.catchUp()
        #expect(glance()?.count.quality == .exact)
        try await gate.store.doubtCount(of: GateUnderTest.east)
        await gate.screens.refresh()
        #expect(glance()?.count.quality == .unknown)
        gate.store.fail(.diskFull)
        await gate.screens.refresh()
        #expect(glance()?.count.quality == .unknown, "silence makes nothing known")
        gate.store.fail(.lost)
        await gate.screens.refresh()
        #expect(glance()?.count.quality == .unknown && glance()?.count.occupancy == nil)
    }

    @Test("what whoever keeps house is refused stops the invitation, though the store answers questions")
    func refusal() async throws {
        let gate = try await GateUnderTest()
        await gate.screens.refresh()
        #expect(try shown(gate) == "idle")
        gate.screens.hear(refusal: StoreError(.locked, during: "settle"))
        #expect(try shown(gate) == "out_of_order" && shown(gate, GateUnderTest.outside) == "idle")
        gate.screens.hear(refusal: nil)
        #expect(try shown(gate) == "idle")
    }

    @Test("whoever watches a lane hears of it and of no other, until the bell is let go of")
    func bells() async throws {
        let gate = try await GateUnderTest()
        try await gate.fill(1)
        let rings = Mutex(0)
        var bell: ScreenBell? = gate.screens.watch(GateUnderTest.inside) { rings.withLock { $0 += 1 } }
        try await gate.present(1, at: GateUnderTest.outside)
        #expect(rings.withLock { $0 } == 0)
        try await gate.present(1)
        let heard = rings.withLock { $0 }
        #expect(heard >= 2 && bell != nil)
        bell = nil
        await gate.goThrough()
        #expect(rings.withLock { $0 } == heard)
    }
}
