import LaneControl
import LibraryModel
import Testing

@Suite("A random walk") struct LaneWalkTests {
    struct Walk: Sendable, CustomTestStringConvertible {
        let seed: UInt64
        let wiring: LaneRow.Wiring
        /// Ticks sometimes come late, as they do on a busy board.
        let isLate: Bool

        var testDescription: String { "seed \(seed), \(wiring)\(isLate ? ", late ticks" : "")" }
    }

    static let walks: [Walk] = (0..<20).map { index in
        let wirings: [LaneRow.Wiring] = [.standard, .ready, .push, .exitControlled, .wide]
        return Walk(seed: UInt64(index), wiring: wirings[index % 5], isLate: index % 3 == 2)
    }

    @Test("of four thousand events never breaks a promise of the lane", arguments: walks)
    func promises(_ walk: Walk) throws {
        let settings = try walk.wiring.settings()
        var walker = Walker(settings, seed: walk.seed, isLate: walk.isLate)
        for _ in 0..<4000 { walker.step() }
        walker.comeToRest()
        #expect(walker.witness.broken.prefix(5) == [])
        #expect(walker.witness.alive.isEmpty, "every grant has ended")
        #expect(walker.lane.view.entry.open == false && walker.lane.view.exit.open == false)
        #expect(walker.witness.pulses > 100 && walker.witness.passages > 50, "the walk goes somewhere")
    }
}

/// Does to a lane what chance says.
struct Walker {
    private(set) var lane: LaneMachine
    private(set) var witness: LaneWitness
    private var chance: SeededChance
    private var now = Instant.zero
    private var names: UInt64 = 0
    private let isLate: Bool

    init(_ settings: LaneSettings, seed: UInt64, isLate: Bool) {
        (lane, witness) = (LaneMachine(settings: settings), LaneWitness(settings))
        (chance, self.isLate) = (SeededChance(seed: seed), isLate)
    }

    /// Lets some time go by, then something happens.
    mutating func step() {
        let pauses: [Int64] = [0, 0, 1, 5, 12, 40, 90, 110, 250, 320, 900, 2500]
        let target = now + .milliseconds(pauses.randomElement(using: &chance) ?? 0)
        pass(until: target)
        let event = event()
        guard case .edge = event, Int.random(in: 0..<8, using: &chance) == 0 else { return hand(event, stamped: now) }
        // The edge has waited in its queue.
        hand(event, stamped: now + .milliseconds(-Int64.random(in: 0...20, using: &chance)))
    }

    /// Everybody lets go of everything, and all waits run out.
    mutating func comeToRest() {
        for input in LaneInput.allCases { hand(.edge(input, active: input == .ready), stamped: now) }
        hand(.desk(.hold(false)), stamped: now)
        hand(.desk(.open(false)), stamped: now)
        pass(until: now + .seconds(200))
    }

    /// While a line is energised no tick is late here: then it is the output adapter that keeps the bound.
    private mutating func pass(until target: Instant) {
        while let due = lane.nextDeadline, due <= target {
            let delay: Int64 = isLate && !isEnergised ? Int64.random(in: 0...30, using: &chance) : 0
            now = max(now, due + .milliseconds(delay))
            hand(.tick, stamped: now)
        }
        now = max(now, target)
    }

    private var isEnergised: Bool { lane.view.entry.energised || lane.view.exit.energised }

    private mutating func hand(_ event: LaneEvent, stamped stamp: Instant) {
        let commands = lane.handle(event, at: stamp)
        // What an event from before has set may be due at once; the next tick says.
        witness.see(event, commands, at: now, next: stamp == now ? lane.nextDeadline : nil)
    }

    private mutating func event() -> LaneEvent {
        switch Int.random(in: 0..<100, using: &chance) {
        case 0..<30: .edge(.passageIn, active: Bool.random(using: &chance))
        case 30..<45: .edge(.passageOut, active: Bool.random(using: &chance))
        case 45..<60: .grant(grant(.entry))
        case 60..<70: .grant(grant(.exit))
        case 70..<72: .resume(grant(Bool.random(using: &chance) ? .entry : .exit))
        case 72..<74: .desk(.admitOne)
        case 74..<76: .desk(.releaseOne)
        case 76..<78: .desk(.hold(Int.random(in: 0..<3, using: &chance) == 0))
        case 78..<80: .desk(.open(Int.random(in: 0..<3, using: &chance) == 0))
        case 80..<83: .edge(.ready, active: Int.random(in: 0..<4, using: &chance) > 0)
        case 83..<85: .edge(.fire, active: Int.random(in: 0..<4, using: &chance) == 0)
        case 85..<95: .edge(input(), active: Int.random(in: 0..<3, using: &chance) == 0)
        case 95..<97: .level(input(), active: Int.random(in: 0..<3, using: &chance) == 0)
        default: .tick
        }
    }

    private mutating func input() -> LaneInput { LaneInput.allCases.randomElement(using: &chance) ?? .ready }

    /// Mostly a new one, sometimes one of the last few again.
    private mutating func grant(_ direction: Direction) -> Grant {
        let isAgain = Int.random(in: 0..<5, using: &chance) == 0
        if !isAgain { names += 1 }
        let name = isAgain ? names &- UInt64.random(in: 0...3, using: &chance) : names
        return Grant(id: RecordID(high: 0, low: name), direction: direction, kind: direction == .entry ? .seat : .exit)
    }
}
