import GateControl
import GateHardware
import LaneControl
import LibraryModel
import LibraryStore
import Testing

@Suite("exit always opens (design invariant 2)")
struct ExitTests {
    struct Trouble: Sendable, CustomTestStringConvertible {
        let what: String
        let cause: @Sendable (GateUnderTest) async throws -> Void
        var testDescription: String { what }
    }

    static let troubles = [
        Trouble(what: "none") { _ in },
        Trouble(what: "hold") { await $0.drive(.switchHold, true, at: GateUnderTest.outside) },
        Trouble(what: "open") { await $0.drive(.switchOpen, true, at: GateUnderTest.outside) },
        Trouble(what: "fire") { await $0.drive(.fire, true, at: GateUnderTest.outside) },
        Trouble(what: "a full disk") { $0.store.fail(.diskFull) },
        Trouble(what: "a damaged store") { $0.store.fail(.damaged) },
        Trouble(what: "an untrusted clock") { $0.time.setTrust(.untrusted(lastKnown: nil)) },
        Trouble(what: "a clock set back by days") { $0.time.setWall(GateUnderTest.nine - .hours(40)) },
        Trouble(what: "a turnstile that is not ready") { await $0.drive(.ready, false, at: GateUnderTest.outside) },
        Trouble(what: "a stuck passage sensor") {
            await $0.drive(.passageOut, true, at: GateUnderTest.outside)
            await $0.advance(by: .seconds(30))
        },
        Trouble(what: "many bad codes") { gate in
            for _ in 0..<20 { try await gate.present(Array("x".utf8), at: GateUnderTest.outside) }
        },
        Trouble(what: "a broken lamp") {
            $0.bank.inject(.failing, on: GateUnderTest.line("lamp-green", GateUnderTest.outside))
        },
        Trouble(what: "a relay that failed before") { gate in
            let relay = GateUnderTest.line("relay-exit", GateUnderTest.outside)
            gate.bank.inject(.failing, on: relay)
            try await gate.present(1, at: GateUnderTest.outside)
            gate.bank.mend(relay)
        },
        Trouble(what: "the power just back") { gate in
            gate.powerCut()
            try await gate.boot()
        },
        Trouble(what: "the power back and the store away") { gate in
            gate.powerCut()
            gate.store.fail(.diskFault)
            try await gate.boot()
        },
        Trouble(what: "closing time") { $0.time.setWall(GateUnderTest.nine + .hours(15)) },
    ]

    enum Shown: String, CaseIterable { case ownPass, strangersPass, oldPass, rubbish, nothing }

    @Test(arguments: troubles, Shown.allCases)
    func `whatever is wrong and whatever is shown, the exit line is energised`(trouble: Trouble, shown: Shown) async throws {
        let gate = try await GateUnderTest(turnstile: "ready-input: true, exit-needs-grant: true")
        try await gate.fill(1)
        let old = try gate.pass(1)
        try await gate.enter(1)
        try await trouble.cause(gate)
        await gate.advance(by: .seconds(7))
        let before = gate.pulses(.exit, at: GateUnderTest.outside)
        switch shown {
        case .ownPass: try await gate.present(1, at: GateUnderTest.outside)
        case .strangersPass: try await gate.present(77, at: GateUnderTest.outside)
        case .oldPass: try await gate.present(old, at: GateUnderTest.outside)
        case .rubbish: try await gate.present([0xFF, 0x00, 0x2A], at: GateUnderTest.outside)
        case .nothing: await gate.press(.buttonRelease, at: GateUnderTest.outside)
        }
        #expect(gate.pulses(.exit, at: GateUnderTest.outside) > before)
        if case .nothing = shown { return }
        #expect(gate.toldCodes.last?.admits == true)
    }

    /// The calls never return while the store hangs, so each is a task of its own.
    @Test func `the exit opens while the store does not answer at all`() async throws {
        let gate = try await GateUnderTest()
        try await gate.fill(2)
        for number in 1...2 { try await gate.enter(number) }
        gate.store.hang()
        let (controller, time) = (gate.controller, gate.time)
        let passes = try (1...2).map { try gate.pass($0) }
        let calls = passes.map { pass in
            Task { await controller.present(pass, at: GateUnderTest.outside, seen: time.now()) }
        }
        while await controller.backlog().waiting < 2 { await Task.yield() }
        #expect(gate.pulses(.exit, at: GateUnderTest.outside) == 1)
        #expect(await controller.backlog().isBehind)
        gate.store.heal()
        for call in calls { _ = await call.value }
        #expect(try await gate.recorded() == [.entry, .entry, .exit, .exit])
        #expect(await controller.backlog() == RecordKeeper.Backlog())
    }

    @Test func `with a writer, exits, passages, buttons and timers return while the store hangs`() async throws {
        let gate = try await GateUnderTest()
        try await gate.fill(1)
        try await gate.enter(1)
        await gate.startWriter()
        gate.store.hang()
        try await gate.present(1, at: GateUnderTest.outside)
        await gate.goThrough(.exit)
        await gate.press(.buttonRelease, at: GateUnderTest.outside)
        await gate.advance(by: .seconds(10))
        #expect(gate.pulses(.exit, at: GateUnderTest.outside) == 2)
        await gate.heal()
        #expect(try await gate.seats() == [0, 0])
        #expect(try await gate.recorded() == [.entry, .exit])
    }
}
