import GateHardware
import Glibc
import LibraryModel
import Testing

/// Relays in the hands of keepers on threads; time stands still unless it is moved.
private struct Kept {
    let keepers: ThreadKeepers
    let news = Noted<KeeperNews>()
    let alerts = Noted<PulsedOutput.Alert>()
    let relays: KeptRelays
    let entry: any UnlockLine
    let exit: any UnlockLine
    var bank: SimulatedBank { keepers.bank }

    init(refusals: Int = 0) throws {
        let keepers = ThreadKeepers(refusals: refusals)
        self.keepers = keepers
        relays = try KeptRelays(ThreadKeepers.names, host: keepers, time: keepers.time) { [news] in news.add($0) }
        entry = try relays.relay("relay-entry") { [alerts] in alerts.add($0) }
        exit = try relays.relay("relay-exit") { [alerts] in alerts.add($0) }
    }

    /// The changes of a line in milliseconds since the start, on being positive and off negative; 0 is on at the start.
    func changes(_ name: String = "relay-entry") -> [Int64] {
        bank.history(of: name).map { ($0.active ? 1 : -1) * ($0.at - .zero).inMilliseconds }
    }

    /// What of a keeper is gone or cannot be had, and what answers.
    var told: [String] {
        news.all.map { news in
            switch news {
            case .answers(let id, _): "\(id) answers"
            case .answersAgain(let id): "\(id) answers again"
            case .lost(let id, let why): "\(id) lost: \(why)"
            case .unavailable: "none"
            }
        }
    }

    /// Whether it becomes true; only a fault makes this wait for long.
    func eventually(_ condition: () -> Bool) -> Bool {
        for _ in 0..<30_000 {
            if condition() { return true }
            usleep(1000)
        }
        return false
    }

    /// Whether the keeper takes orders; asked again until it does.
    func answers() -> Bool { eventually { (try? relays.roundTrip()) != nil } }
}

@Suite("Relays that a keeper holds")
struct KeptRelaysTests {
    private func code(_ work: () throws(LineError) -> Void) -> Int32 {
        do throws(LineError) {
            try work()
            return 0
        } catch { return error.code }
    }

    @Test
    func `a pulse ends by itself, and off ends it before`() throws {
        let kept = try Kept()
        try kept.entry.pulse(for: .milliseconds(300))
        try kept.exit.pulse(for: .seconds(1))
        try kept.exit.probe()
        kept.keepers.time.advance(by: .milliseconds(200))
        try kept.exit.off()
        kept.keepers.time.advance(by: .milliseconds(200))
        try kept.entry.probe()
        #expect(kept.changes() == [0, -300])
        #expect(kept.changes("relay-exit") == [0, -200])
        #expect(kept.told == ["0 answers"])
    }

    @Test
    func `a pulse beyond the bound does nothing`() throws {
        let kept = try Kept()
        for length in [Duration.zero, .milliseconds(-1), .milliseconds(1001)] {
            #expect(code { () throws(LineError) in try kept.entry.pulse(for: length) } == EINVAL)
        }
        #expect(kept.changes() == [])
        #expect(throws: LineError.self) { try kept.relays.relay("relay-north") { _ in } }
    }

    @Test
    func `a keeper that dies in a pulse has a successor, which gives what is left of it`() throws {
        let kept = try Kept()
        try kept.exit.pulse(for: .milliseconds(500))
        kept.keepers.time.advance(by: .milliseconds(100))
        kept.keepers.become(.dead)
        #expect(kept.eventually { kept.changes("relay-exit") == [0, -100, 100] })
        kept.keepers.time.advance(by: .milliseconds(399))
        #expect(kept.changes("relay-exit") == [0, -100, 100])
        kept.keepers.time.advance(by: .milliseconds(1))
        #expect(kept.changes("relay-exit") == [0, -100, 100, -500])
        #expect(kept.eventually { kept.told == ["0 answers", "0 lost: it ended", "1 answers"] })
    }

    @Test
    func `what a dead keeper may have left on is put to rest before there is a successor`() throws {
        let kept = try Kept()
        kept.keepers.become(.dead)
        #expect(kept.eventually { kept.told.count == 3 })
        #expect(kept.keepers.rests == [1])
    }

    @Test
    func `an order that meets a dead keeper is carried out by the next one`() throws {
        let kept = try Kept()
        kept.keepers.become(.dead)
        // It may be gone before the order, after it, or replaced already.
        _ = code { () throws(LineError) in try kept.exit.pulse(for: .milliseconds(500)) }
        #expect(kept.eventually { kept.bank.level(of: "relay-exit") && kept.keepers.count == 2 })
        kept.keepers.time.advance(by: .milliseconds(500))
        #expect(kept.eventually { !kept.bank.level(of: "relay-exit") })
    }

    @Test
    func `a keeper that hangs holds nobody up, and is replaced within a second`() throws {
        let kept = try Kept()
        kept.keepers.become(.hanging)
        #expect(code { () throws(LineError) in try kept.entry.pulse(for: .milliseconds(500)) } == ETIMEDOUT)
        #expect(code { () throws(LineError) in try kept.exit.probe() } == ETIMEDOUT)
        kept.keepers.time.advance(by: .milliseconds(400))
        #expect(kept.keepers.count == 1)
        kept.keepers.time.advance(by: .milliseconds(600))
        #expect(kept.answers())
        #expect(kept.keepers.count == 2)
        try kept.entry.pulse(for: .milliseconds(300))
        kept.keepers.time.advance(by: .milliseconds(300))
        #expect(kept.changes() == [1000, -1300], "what was asked of the one that hung is over by then")
    }

    @Test
    func `a keeper that was slow is told anew what its lines are to do`() throws {
        let kept = try Kept()
        try kept.entry.pulse(for: .milliseconds(800))
        kept.keepers.become(.hanging)
        #expect(code { () throws(LineError) in try kept.entry.off() } == ETIMEDOUT)
        #expect(code { () throws(LineError) in try kept.exit.pulse(for: .milliseconds(700)) } == ETIMEDOUT)
        kept.keepers.time.advance(by: .milliseconds(300))
        kept.keepers.become(.serving)
        #expect(kept.eventually { kept.bank.level(of: "relay-exit") && !kept.bank.level(of: "relay-entry") })
        #expect(kept.eventually { kept.told.contains("0 answers again") })
        kept.keepers.time.advance(by: .milliseconds(400))
        #expect(kept.changes() == [0, -300])
        #expect(kept.changes("relay-exit") == [300, -700])
        #expect(kept.keepers.count == 1)
    }

    @Test
    func `a line that refuses says so in the keeper's own words, and heals`() throws {
        let kept = try Kept()
        kept.bank.inject(.gone, on: "relay-entry")
        #expect(code { () throws(LineError) in try kept.entry.probe() } == ENODEV)
        #expect(code { () throws(LineError) in try kept.entry.pulse(for: .milliseconds(300)) } != 0)
        try kept.exit.probe()
        #expect(kept.eventually { kept.alerts.all.contains { if case .stuck = $0 { true } else { false } } || !kept.answers() })
        kept.bank.mend("relay-entry")
        kept.keepers.time.advance(by: .seconds(2))
        #expect(code { () throws(LineError) in try kept.entry.probe() } == 0)
    }

    @Test
    func `a keeper that cannot be started is told and tried again`() throws {
        let kept = try Kept(refusals: 1)
        #expect(kept.answers())
        #expect(kept.told == ["none", "0 answers"])
    }

    @Test
    func `the keeper goes with its owner, and its lines are free then`() throws {
        let keepers = ThreadKeepers()
        do {
            let relays = try KeptRelays(ThreadKeepers.names, host: keepers, time: keepers.time) { _ in }
            let entry = try relays.relay("relay-entry") { _ in }
            try entry.pulse(for: .seconds(1))
            #expect(keepers.bank.heldLines == ThreadKeepers.names)
        }
        #expect(keepers.bank.heldLines == [])
        #expect(!keepers.bank.level(of: "relay-entry"))
    }
}
