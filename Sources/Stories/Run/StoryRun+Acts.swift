import GateControl
import GateHardware
import LibraryModel
import LibraryStore
import QRReader

/// What happens in a story, done to the simulated world.
extension StoryRun {
    /// How long a frame lasts, and how many are shown before a patron gives up.
    static let framePeriod = Duration.milliseconds(33)
    static let mostFrames = 8
    /// A person in the passage keeps its sensor active this long.
    static let passageLength = Duration.milliseconds(400)
    /// A finger stays on a button this long.
    static let pressLength = Duration.milliseconds(150)
    /// Longer than any input must keep its level to count, with the time in which a passage is made certain.
    static let moment = Duration.milliseconds(200)

    func act(_ act: StoryAct) async throws {
        switch act {
        case .present(let patron, let pass, let lane): try await present(patron, pass, at: lane)
        case .passes(let direction, let lane): await touch(direction.sensor, of: lane, for: Self.passageLength)
        case .press(let button, let lane):
            await touch(button == .admit ? .buttonAdmit : .buttonRelease, of: lane, for: Self.pressLength)
        case .turn(let control, let on, let lane): await drive(control == .hold ? .switchHold : .switchOpen, [lane], on)
        case .fire(let on, let lane): await drive(.fire, lane.map { [$0] } ?? story.lanes.map(\.slug), on)
        case .sensor(let direction, let stuck, let lane): await drive(direction.sensor, [lane], stuck)
        case .ready(let ready, let lane): await drive(.ready, [lane], ready)
        case .relay(let direction, let works, let lane):
            let name = StoryLine.name(direction == .entry ? .relayEntry : .relayExit, of: LaneID(rawValue: lane))
            works ? board.bank.mend(name) : board.bank.inject(.failing, on: name)
        case .clock(let clock):
            (self.clock, hasJumped) = (clock, false)
            keepClock()
        case .clockJumps(let shown):
            hasJumped = true
            time.stepWall(to: house.wall(LocalTime(now, at: house.offset).date, shown))
        case .store(let state): await set(state)
        case .powerCut:
            cutPower()
            try await boot()
        case .power(on: false): cutPower()
        case .power(on: true): if !board.isOn { try await boot() }
        case .book(let patron, let requests): await book(requests, for: patron)
        case .cancel(let patron, let start): await cancel(patron, start)
        case .kiosk(let patron, let lane): try await useKiosk(patron, at: lane)
        case .waive(let waiver): await waive(waiver)
        case .hours(let campus, let day, let span): await setHours(of: campus, on: day, span)
        case .wait: break
        }
    }

    private func cutPower() {
        (chains, filters) = ([:], [:])
        stopKeeping()
        board.powerCut()
    }

    private func boot() async throws {
        // A store that does not answer at the start knows by its own last time that nobody was there.
        if story.isAboutBookings { try? await store.beginRun(after: lastSign) }
        try await board.boot()
        startKeeping()
        if !board.hasResumed { tell("the held seats cannot be read yet: the store does not answer") }
    }

    /// What the gates' clock shows and who vouches for it. The last known time goes on with the true one.
    func keepClock() {
        guard !hasJumped else { return }
        time.setWall(clock == .wrong ? now + .minutes(30) : now)
        time.setTrust(clock == .trusted ? .trusted : .untrusted(lastKnown: now))
    }

    private func set(_ state: StoryStore) async {
        switch state {
        case .full: store.fail(.diskFull)
        case .locked: store.fail(.locked)
        case .well:
            store.heal()
            await board.resume()
            for gate in board.gates { await gate.catchUp() }
        }
    }

    private func drive(_ role: LineRole, _ lanes: [String], _ active: Bool) async {
        for lane in lanes { await board.drive(role, of: lane, active) }
        await advance(by: Self.moment)
    }

    /// Active for a while; the end of it comes while the story already goes on.
    private func touch(_ role: LineRole, of lane: String, for length: Duration) async {
        board.drive(role, of: lane, false, at: time.now() + length)
        await drive(role, [lane], true)
    }

    /// Holds a pass before the camera until it is read, and hands what the filter lets through to the gate.
    private func present(_ patron: String, _ pass: StoryPass, at lane: String) async throws {
        let owner = pass.owner ?? patron
        let showing = StoryPhone.Showing(
            pass: pass, patron: owner, booking: booking(of: owner, at: now), campus: house.campus(ofLane: lane), now: now)
        let text = try phone.text(of: showing)
        var chain = try chains[lane] ?? DecoderChain.kiosk()
        var filter = filters[lane] ?? PresentationFilter()
        defer { (chains[lane], filters[lane]) = (chain, filter) }
        for _ in 0..<Self.mostFrames {
            let frame = try phone.frame(of: text, held: pass)
            let payloads = chain.read(frame, taken: time.now(), budget: .seconds(1), now: { time.now() })
            if !payloads.isEmpty {
                let fresh = filter.see(payloads, at: time.now())
                if fresh.isEmpty { tell("the code is still the one just decided", at: lane) }
                for payload in fresh {
                    await board.gate(of: lane)?.present(payload.bytes, at: LaneID(rawValue: lane), seen: time.now())
                }
                return
            }
            await advance(by: Self.framePeriod)
        }
        tell("no code was read in \(Self.mostFrames) pictures", at: lane)
    }
}

extension Direction {
    fileprivate var sensor: LineRole { self == .entry ? .passageIn : .passageOut }
}
