import GateControl
import GateHardware
import LaneControl
import LibraryModel
import LibraryRules
import LibraryStore
import Testing

@Suite("the status says how the gate does")
struct StatusTests {
    private func board(_ gate: GateUnderTest) -> StatusBoard {
        StatusBoard(
            settings: gate.settings, gates: gate.controllers, store: gate.store, time: gate.time, version: "1.2.3")
    }

    @Test func `every field of a gate at rest`() async throws {
        let gate = try await GateUnderTest(cap: 2)
        try await gate.fill(2)
        let board = board(gate)
        for lane in [GateUnderTest.inside, GateUnderTest.outside] { await gate.controller.camera(.seeing, at: lane) }
        try await gate.enter(1)
        await gate.advance(by: .seconds(89) + .milliseconds(350))
        let report = await board.report()
        #expect(report.version == "1.2.3" && report.uptimeSeconds == 90)
        #expect(report.asOf == "2026-11-21T08:56:30.000+08:00")
        #expect(report.health == .healthy && report.clock == .trusted)
        #expect(report.record.waiting == 0 && report.record.lost == 0 && report.record.problem == nil)
        let campus = try #require(report.campuses.first)
        #expect([campus.campus, campus.name.zh, campus.name.en] == ["east", "东校区", "East"])
        #expect([campus.inside, campus.reserved, campus.cap] == [1, 0, 2])
        #expect(campus.state == .open && campus.source == .visits && campus.asOf == report.asOf)
        #expect(campus.opens == "2026-11-21T08:00:00.000+08:00" && campus.closes == "2026-11-21T22:00:00.000+08:00")
        let status = try #require(report.gates.first)
        #expect(status.gate == "east-main" && status.campus == "east")
        #expect(status.lanes.map(\.lane) == ["east-in", "east-out"])
        #expect(status.lanes.map(\.direction) == [.entry, .exit])
        #expect(status.lanes.map(\.camera) == ["seeing", "seeing"])
        #expect(status.lanes[0].lastDecision?.code == .entry)
        #expect(status.lanes[0].lastDecision?.at == "2026-11-21T08:55:00.000+08:00")
        #expect(status.lanes[1].lastDecision == nil)
        #expect(status.lanes.allSatisfy { $0.mode == .normal && $0.state == .idle && $0.gpio == "ok" })
        #expect(status.lanes.allSatisfy { $0.alarms.isEmpty && $0.advice.isEmpty && !$0.needsCare })
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let what: String
        let cause: @Sendable (GateUnderTest) async throws -> Void
        let shows: @Sendable (StatusReport) -> Bool
        var testDescription: String { what }
    }

    static let rows = [
        Row(what: "a camera that is gone") { await $0.controller.camera(.fault("plug it in"), at: GateUnderTest.inside) }
            shows: { $0.gates[0].lanes[0].camera == "fault" && $0.gates[0].lanes[0].advice == ["plug it in"] },
        Row(what: "a record behind") { gate in
            gate.store.fail(.diskFull)
            try await gate.present(Array("x".utf8))
        } shows: { $0.record.waiting == 1 && $0.record.problem?.contains("the disk is full") == true },
        Row(what: "an untrusted clock") { $0.time.setTrust(.untrusted(lastKnown: nil)) } shows: { $0.clock == .untrusted },
        Row(what: "a store that does not answer") { $0.store.fail(.damaged) }
            shows: { $0.campuses[0].source == .unknown && $0.campuses[0].inside == 0 },
        Row(what: "a forced passage") { await $0.goThrough() }
            shows: { $0.gates[0].lanes[0].alarms == ["forced_passage_entry"] },
        Row(what: "a turnstile that is not ready") { gate in
            await gate.drive(.ready, false)
            await gate.advance(by: .seconds(3))
        } shows: { $0.gates[0].lanes[0].state == .fault && $0.gates[0].lanes[0].alarms == ["not_ready"] },
        Row(what: "a relay that refuses") { gate in
            gate.bank.inject(.failing, on: GateUnderTest.line("relay-entry", GateUnderTest.inside))
            await gate.press(.buttonAdmit)
        } shows: { $0.gates[0].lanes[0].gpio == "fault" && $0.gates[0].lanes[0].advice.count == 1 },
        Row(what: "an input that cannot be read") { gate in
            await gate.controller.lost(.fire, LineError(call: "read fire", code: 19, advice: "gone"), at: GateUnderTest.inside)
        } shows: { report in
            let lane = report.gates[0].lanes[0]
            return lane.gpio == "fault" && lane.state == .fault && lane.advice[0].hasPrefix("a fire alarm would not be seen here")
        },
    ]

    @Test(arguments: rows)
    func `what is wrong degrades the health and is shown`(row: Row) async throws {
        let gate = try await GateUnderTest(turnstile: "ready-input: true")
        let board = board(gate)
        #expect(await board.report().health == .healthy)
        let fresh = self.board(gate)
        try await row.cause(gate)
        let report = await fresh.report()
        #expect(report.health == .degraded)
        #expect(row.shows(report), "\(report)")
    }

    @Test func `a store that answers and takes nothing is told`() async throws {
        let gate = try await GateUnderTest()
        let board = StatusBoard(
            settings: gate.settings, gates: gate.controllers, store: gate.store, time: gate.time, version: "1.2.3",
            refusal: { StoreError(.locked, during: "settle") })
        let report = await board.report()
        #expect(report.health == .degraded && report.storeTroubles?.map(\.code) == ["no_answer"])
    }

    @Test func `a store that stops answering leaves the last count, with its time`() async throws {
        let gate = try await GateUnderTest()
        try await gate.fill(1)
        let board = board(gate)
        try await gate.enter(1)
        let before = await board.report()
        gate.store.fail(.diskFault)
        await gate.advance(by: .seconds(60))
        let campus = try #require(await board.report().campuses.first)
        #expect(campus.source == .lastKnown && campus.inside == 1)
        #expect(campus.asOf == before.asOf)
        gate.store.heal()
        #expect(await board.report().campuses.first?.source == .visits)
    }

    @Test func `a count that nobody believed is no number when the store falls silent either`() async throws {
        let gate = try await GateUnderTest()
        let board = board(gate)
        try await gate.store.doubtCount(of: GateUnderTest.east)
        #expect(await board.report().campuses.map(\.quality) == [.unknown])
        gate.store.fail(.diskFault)
        #expect(await board.report().campuses.map(\.quality) == [.unknown])
    }

    @Test func `full, closed, hold, free and open are states`() async throws {
        let gate = try await GateUnderTest(cap: 1)
        try await gate.fill(1)
        let board = board(gate)
        try await gate.present(1)
        #expect(await board.report().campuses.first?.state == .full)
        #expect(try await gate.status().state == .open)
        await gate.goThrough()
        await gate.drive(.switchHold, true)
        await gate.advance(by: .milliseconds(60))
        #expect(try await gate.status().state == .hold)
        await gate.drive(.switchOpen, true)
        await gate.advance(by: .milliseconds(60))
        #expect(try await gate.status().state == .free)
        #expect(try await gate.status().mode == .open)
        gate.time.setWall(GateUnderTest.nine + .hours(13))
        #expect(await board.report().campuses.first?.state == .closed)
    }

    @Test func `lamps show whether to go`() async throws {
        let gate = try await GateUnderTest()
        try await gate.fill(1)
        func lamps() -> [Bool] {
            ["lamp-green", "lamp-red"].map { gate.bank.level(of: GateUnderTest.line($0, GateUnderTest.inside)) }
        }
        #expect(lamps() == [false, false])
        try await gate.present(1)
        #expect(lamps() == [true, false])
        await gate.goThrough()
        #expect(lamps() == [false, false])
        await gate.drive(.switchHold, true)
        await gate.advance(by: .seconds(1))
        #expect(lamps() == [false, true])
    }

    @Test func `a refused pass gets its lamp for two seconds, unless the lane is open for somebody`() async throws {
        let gate = try await GateUnderTest()
        try await gate.fill(2)
        func lamps() -> [Bool] {
            ["lamp-green", "lamp-red"].map { gate.bank.level(of: GateUnderTest.line($0, GateUnderTest.inside)) }
        }
        #expect(DecisionCode.badSignature.lamp == .red)
        var forged = try gate.pass(1)
        forged[forged.count - 1] = forged[forged.count - 1] == 0x30 ? 0x31 : 0x30
        try await gate.present(forged)
        #expect(gate.toldCodes.last?.lamp == .red)
        #expect(lamps() == [false, true])
        await gate.advance(by: .milliseconds(1999))
        #expect(lamps() == [false, true])
        await gate.advance(by: .milliseconds(1))
        #expect(lamps() == [false, false])
        try await gate.present(2)
        try await gate.present(Array("nonsense".utf8))
        #expect(lamps() == [true, false])
    }

    @Test func `while passages wait to be written the count is late, and exact again when they are`() async throws {
        let gate = try await GateUnderTest()
        try await gate.fill(1)
        try await gate.present(1)
        let board = board(gate)
        #expect(await board.report().campuses.map(\.quality) == [.exact])
        gate.store.fail(.diskFull, calls: 100)
        await gate.goThrough()
        gate.store.heal()
        #expect(await gate.controller.backlog().passagesSince != nil)
        let late = await board.report()
        #expect(late.campuses.map(\.quality) == [.late] && late.campuses.map(\.level) == [.unknown])
        #expect(late.health == .degraded)
        await gate.controller.catchUp()
        #expect(await board.report().campuses.map(\.quality) == [.exact])
    }

    @Test func `a passage that a hanging disk has not taken for half a second makes the count late`() async throws {
        let gate = try await GateUnderTest()
        try await gate.fill(1)
        try await gate.present(1)
        let quiet = StatusBoard(
            settings: gate.settings, gates: gate.controllers, store: try SQLiteStore(inMemory: .init()), time: gate.time,
            version: "1")
        await gate.startWriter()
        gate.store.hang()
        await gate.drive(.passageIn, true)
        await gate.advance(by: .milliseconds(20))
        while gate.store.heldCalls == 0 { await Task.yield() }
        #expect(await quiet.report().campuses.map(\.quality) == [.exact], "it may be written this very moment")
        let since = try #require(await gate.controller.backlog().passagesSince)
        gate.time.advance(by: since + .milliseconds(499) - gate.time.now())
        #expect(await quiet.report().campuses.map(\.quality) == [.exact])
        gate.time.advance(by: .milliseconds(1))
        #expect(await quiet.report().campuses.map(\.quality) == [.late])
        await gate.heal()
        #expect(await quiet.report().campuses.map(\.quality) == [.exact])
    }

    @Test func `a store that was lost leaves no count behind, and a doubted one none that is believed`() async throws {
        let gate = try await GateUnderTest()
        let board = board(gate)
        _ = await board.report()
        gate.store.fail(.lost)
        let lost = await board.report()
        #expect(lost.campuses.map(\.quality) == [.unknown] && lost.campuses.map(\.source) == [.unknown])
        gate.store.fail(.diskFault)
        #expect(await board.report().campuses.map(\.quality) == [.unknown], "what it said before the loss is no count")
    }

    @Test(arguments: [(790, false), (800, true)] as [(Int64, Bool)])
    func `a store that takes 80 % of its room needs care, and says for how long it lasts`(bytes: Int64, isNearlyFull: Bool) async throws {
        let gate = try await GateUnderTest()
        let sizes = [StoreRoom.Size(day: 20_000, bytes: bytes - 50), .init(day: 20_010, bytes: bytes)]
        gate.store.takes(StoreRoom(bytes: bytes, free: 9000, bound: 1000, sizes: sizes))
        let report = await board(gate).report()
        let room = try #require(report.store)
        #expect(room.isNearlyFull == isNearlyFull && (report.health == .degraded) == isNearlyFull)
        #expect(room.limit == 1000 && room.growthPerDay == 5 && room.daysLeft == Int(1000 - bytes) / 5)
    }

    @Test func `what has befallen the store is told with what to do, and needs care`() async throws {
        let gate = try await GateUnderTest()
        #expect(await board(gate).report().storeTroubles == nil)
        gate.store.suffers([.recordsLost("the log was damaged: 3 changes"), .damaged("row 3 missing from index due")])
        let report = await board(gate).report()
        let troubles = try #require(report.storeTroubles)
        #expect(troubles.map(\.code) == ["records_lost", "damaged"] && report.health == .degraded)
        #expect(troubles[0].words.en.contains("3 changes") && troubles[0].words.en.contains("count who is inside"))
        #expect(troubles[1].words.en.contains("index due") && troubles[1].words.zh.contains("gatehouse restore"))
        gate.store.fail(.lost)
        let lost = try #require(await board(gate).report().storeTroubles)
        #expect(lost.map(\.code) == ["no_answer"] && lost[0].words.en.contains("not the one that was here"))
    }

    @Test func `a clock that is far from the last written time says so, with what to do`() async throws {
        let gate = try await GateUnderTest()
        try await gate.store.rememberTime(vouched(GateUnderTest.nine))
        gate.time.setWall(GateUnderTest.nine + .hours(24 * 400))
        gate.time.setTrust(.untrusted(lastKnown: GateUnderTest.nine))
        let doubt = try #require(await board(gate).report().clockDoubt)
        #expect(doubt.cause == "apart" && doubt.aheadSeconds == 400 * 86_400)
        #expect(doubt.words.en.contains("400 days") && doubt.words.en.contains("gatehouse clock accept"))
    }
}
