import GateControl
import GateHardware
import LaneControl
import LibraryModel
import LibraryStore
import Testing

@Suite("the house writes when it was at fault, and only then what patrons missed (design invariant 9)")
struct FaultKeeperTests {
    private let gate: GateUnderTest
    private let bookings = NotingBookings()
    private let keeper: FaultKeeper

    init() async throws {
        gate = try await GateUnderTest(turnstile: "ready-input: true")
        keeper = FaultKeeper(
            settings: gate.settings, gates: gate.controllers, bookings: bookings, time: gate.time, chance: SeededChance(seed: 9))
        await gate.advance(by: .seconds(60 - 1))
        await round()
    }

    /// What the housekeeping does in a second, and every fifth time the settling.
    private func round(settles: Bool = false) async {
        await keeper.look()
        await keeper.write()
        if settles { await keeper.settle() }
    }

    private func run(seconds: Int) async {
        for _ in 0..<seconds {
            await gate.advance(by: .seconds(1))
            await round()
        }
    }

    /// The calls since the start, with the ends of what an earlier run may have left.
    private var news: [String] { Array(bookings.calls.dropFirst(4)) }

    @Test func `what an earlier run left open ends at the start`() {
        #expect(bookings.calls.sorted() == [
            "end clock_untrusted  -240", "end emergency east-main -240", "end gate_fault east-main -240", "end hold east-main -240",
        ])
    }

    @Test func `whoever shows the house hears once that the store refuses everything, and that it takes it again`() async {
        let heard = Noted<StoreError.Code?>()
        let keeper = FaultKeeper(
            settings: gate.settings, gates: gate.controllers, bookings: bookings, time: gate.time, chance: SeededChance(seed: 9),
            tell: { heard.add($0?.code) })
        await keeper.look()
        await keeper.write()
        // What one change is refused for is no matter of the others.
        for code in [StoreError.Code.clockDoubted, .locked, .locked, nil, .other] {
            bookings.fail(code)
            await keeper.settle()
            #expect(await (keeper.refusal == nil) == (code != .locked))
        }
        #expect(heard.all == [.locked, nil])
    }

    @Test func `staff hold the entry`() async {
        await gate.drive(.switchHold, true)
        await run(seconds: 3)
        #expect(news == ["begin hold east-main -239"])
        await gate.drive(.switchHold, false)
        await run(seconds: 3)
        #expect(news == ["begin hold east-main -239", "end hold east-main -236"])
    }

    @Test func `B23: fire, from the first second to the last`() async {
        await gate.drive(.fire, true)
        await run(seconds: 30)
        await gate.drive(.fire, false)
        await run(seconds: 2)
        #expect(news == ["begin emergency east-main -239", "end emergency east-main -209"])
    }

    @Test func `a turnstile that is dead for ten seconds is a fault from the first on`() async {
        await gate.drive(.ready, false)
        await run(seconds: 10)
        #expect(news == [])
        await keeper.settle()
        #expect(news == [], "nothing is settled while a fault may have begun")
        await run(seconds: 10)
        #expect(news == ["begin gate_fault east-main -239"])
        await keeper.settle()
        #expect(news.last == "settle -220")
    }

    @Test func `a camera that comes back within ten seconds was no fault`() async {
        await gate.controller.camera(.fault("unplugged"), at: GateUnderTest.inside)
        await run(seconds: 9)
        await gate.controller.camera(.seeing, at: GateUnderTest.inside)
        await run(seconds: 20)
        #expect(news == [])
    }

    @Test func `a camera that stays away is one`() async {
        await gate.controller.camera(.fault("unplugged"), at: GateUnderTest.inside)
        await run(seconds: 12)
        #expect(news == ["begin gate_fault east-main -239"])
    }

    @Test func `deadlines are written in batches while there are more`() async {
        bookings.leave(2)
        await keeper.settle()
        #expect(news == ["settle -240", "settle -240", "settle -240"])
    }

    @Test func `a clock that jumps settles nothing until it is believed again`() async {
        gate.time.stepWall(to: GateUnderTest.nine + .hours(1))
        await round(settles: true)
        #expect(news == ["begin clock_untrusted  -240"])
        await gate.advance(by: .minutes(10))
        await round(settles: true)
        #expect(news == ["begin clock_untrusted  -240", "end clock_untrusted  4200", "settle 4200"])
    }

    @Test func `what the store refuses waits, in order, and is a fault in itself`() async {
        bookings.fail(.diskFull)
        await gate.drive(.switchHold, true)
        await run(seconds: 5)
        await gate.drive(.switchHold, false)
        await run(seconds: 10)
        await keeper.settle()
        #expect(news == [])
        #expect(await keeper.problem?.code == .diskFull)
        bookings.fail(nil)
        await run(seconds: 12)
        await keeper.settle()
        #expect(news == [
            "begin hold east-main -239", "end hold east-main -234", "begin gate_fault east-main -238",
            "end gate_fault east-main -223", "settle -213",
        ])
        #expect(await keeper.problem == nil)
    }

    @Test func `a store that hangs holds up no look, and is a fault`() async {
        bookings.hang()
        let keeper = keeper
        let settling = Task { await keeper.settle() }
        while bookings.heldCalls == 0 { await Task.yield() }
        for _ in 0..<15 {
            await gate.advance(by: .seconds(1))
            await keeper.look()
        }
        #expect(await keeper.backlog == 1)
        bookings.goOn()
        await settling.value
        await keeper.write()
        #expect(news == ["settle -240", "begin gate_fault east-main -237"])
    }

    @Test func `nothing is settled before the gates were looked at`() async {
        let fresh = FaultKeeper(
            settings: gate.settings, gates: gate.controllers, bookings: bookings, time: gate.time, chance: SeededChance(seed: 9))
        await fresh.settle()
        #expect(news == [])
    }

    @Test func `what waits is bounded`() async {
        bookings.fail(.diskFull)
        for _ in 0..<700 {
            await gate.drive(.switchHold, true)
            await run(seconds: 1)
            await gate.drive(.switchHold, false)
            await run(seconds: 1)
        }
        #expect(await keeper.backlog <= FaultKeeper.longestQueue)
        #expect(await keeper.backlog > FaultKeeper.longestQueue - 10)
        bookings.fail(nil)
        await run(seconds: 12)
        await keeper.settle()
        #expect(await keeper.backlog == 0)
        #expect(news.last?.hasPrefix("settle") == true)
    }
}
