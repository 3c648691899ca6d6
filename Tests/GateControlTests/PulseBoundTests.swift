import GateControl
import GateHardware
import LaneControl
import LibraryModel
import Testing

@Suite("no unlock line is energised longer than its bound (design invariant 3)")
struct PulseBoundTests {
    /// Random events through the whole controller; lines fail at random and are mended at random.
    @Test(arguments: 1...12)
    func `whatever happens, each pulse ends in time`(seed: UInt64) async throws {
        var chance = SeededChance(seed: seed)
        let gate = try await GateUnderTest(turnstile: "ready-input: true", rules: ["bad-codes-allowed: 1000"])
        try await gate.fill(40)
        let lanes = [GateUnderTest.inside, GateUnderTest.outside]
        var broken: [String: Instant] = [:]
        var failures: [String: [Range<Instant>]] = [:]
        func mend(_ name: String) {
            gate.bank.mend(name)
            if let since = broken.removeValue(forKey: name) { failures[name, default: []].append(since..<gate.time.now()) }
        }
        for _ in 0..<150 {
            let lane = lanes[Int.random(in: 0..<2, using: &chance)]
            let relay = GateUnderTest.line(Bool.random(using: &chance) ? "relay-entry" : "relay-exit", lane)
            switch Int.random(in: 0..<10, using: &chance) {
            case 0...3: try await gate.present(Int.random(in: 1...40, using: &chance), at: lane)
            case 4: try await gate.present([UInt8.random(in: 0...255, using: &chance)], at: lane)
            case 5...6:
                guard let input = LaneInput.allCases.randomElement(using: &chance) else { continue }
                await gate.drive(input, Bool.random(using: &chance), at: lane)
            case 7:
                let acts: [DeskAct] = [.admitOne, .releaseOne, .hold(true), .hold(false), .open(true), .open(false)]
                guard let act = acts.randomElement(using: &chance) else { continue }
                try await gate.controller.act(act, at: lane, by: StaffReason(who: "chen", why: "a test"))
            case 8:
                if broken[relay] == nil { broken[relay] = gate.time.now() }
                gate.bank.inject(.failing, on: relay)
            default: for name in broken.keys.sorted() { mend(name) }
            }
            await gate.advance(by: .milliseconds(Int.random(in: 1...1500, using: &chance)))
        }
        for name in broken.keys.sorted() { mend(name) }
        await gate.advance(by: .seconds(40))
        await gate.controller.stop()
        var pulses = 0
        for lane in lanes {
            for role in ["relay-entry", "relay-exit"] {
                let name = GateUnderTest.line(role, lane)
                let spans = Self.spans(gate.bank.history(of: name))
                pulses += spans.count
                for span in spans { #expect(Self.isBounded(span, failures[name] ?? []), "\(name) \(span)") }
                #expect(!gate.bank.level(of: name))
            }
        }
        #expect(pulses > 20)
    }

    /// When the line was energised.
    private static func spans(_ history: [LineEdge]) -> [Range<Instant>] {
        var spans: [Range<Instant>] = []
        var since: Instant?
        for edge in history {
            if edge.active {
                since = since ?? edge.at
            } else if let begun = since {
                (since, spans) = (nil, spans + [begun..<edge.at])
            }
        }
        if let since { spans.append(since..<Instant(nanoseconds: .max)) }
        return spans
    }

    /// As long as the pulse; where the line could not be switched off, until soon after it could.
    private static func isBounded(_ span: Range<Instant>, _ failures: [Range<Instant>]) -> Bool {
        if span.upperBound - span.lowerBound <= LaneSettings.standard.pulse { return true }
        guard let failure = failures.last(where: { $0.overlaps(span) }) else { return false }
        return span.upperBound - failure.upperBound <= PulsedOutput.slowRetry
    }
}

@Suite("Lines are served before anything is told")
struct LinesFirstTests {
    @Test func `the relay is on when an admission is told`() async throws {
        let gate = try await GateUnderTest()
        try await gate.fill(1)
        _ = gate.linesWhenTold.takeAll()
        try await gate.present(1)
        #expect(gate.toldCodes == [.entry])
        #expect(gate.linesWhenTold.all.allSatisfy { $0 == ["east-in.relay-entry"] } && !gate.linesWhenTold.all.isEmpty)
    }

    @Test func `both ways of a lane are free before a fire is told`() async throws {
        let gate = try await GateUnderTest()
        _ = gate.linesWhenTold.takeAll()
        await gate.drive(.fire, true)
        await gate.advance(by: .milliseconds(50))
        #expect(gate.linesWhenTold.all.first == ["east-in.relay-entry", "east-in.relay-exit"])
    }
}
