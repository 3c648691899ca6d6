import GateControl
import GateHardware
import Imaging
import LibraryModel
import LibraryRules
import LibraryStore
import Passes
import QRReader
import Synchronization

/// What a story came to.
public struct StoryOutcome: Hashable, Sendable {
    /// The transcript, line by line.
    public let lines: [String]
    /// What happened otherwise than the teller expected.
    public let surprises: [String]
}

/// Plays a story against the whole controller: passes are signed, drawn, read by the real decoder, decided by the real
/// rules in a real store, and drive simulated lines, all on simulated time.
public final class StoryRun {
    /// How long a frame lasts, and how many are shown before a patron gives up.
    static let framePeriod = Duration.milliseconds(33)
    static let mostFrames = 8
    /// A person in the passage keeps its sensor active this long.
    static let passageLength = Duration.milliseconds(400)
    /// A finger stays on a button this long.
    static let pressLength = Duration.milliseconds(150)
    /// After the last line the story goes on this long, so that lanes come to rest.
    static let epilogue = Duration.seconds(15)

    private let story: Story
    private let house: StoryHouse
    private let time: SimulatedTime
    private let store: FaultyStore
    private let board: StoryBoard
    private let transcript: Transcript
    private let news = NewsTray()
    private var phone: StoryPhone
    private var chains: [String: DecoderChain] = [:]
    private var filters: [String: PresentationFilter] = [:]
    private var lines: [String] = []
    private var surprises: [String] = []
    private var lastCounts: [CampusID: Occupancy] = [:]
    private let print: (String) -> Void

    /// Plays the whole story; `print` gets each line as it happens, and `pause` is waited after each for a reader's sake.
    public static func play(
        _ story: Story, pause: Duration = .zero, print: @escaping (String) -> Void = { _ in }
    ) async throws -> StoryOutcome {
        let run = try StoryRun(story, print: print)
        try await run.play(pause: pause)
        return StoryOutcome(lines: run.lines, surprises: run.surprises)
    }

    private init(_ story: Story, print: @escaping (String) -> Void) throws {
        (self.story, self.print) = (story, print)
        house = try StoryHouse(story)
        phone = try StoryPhone(day: story.day, campuses: house.settings.campuses.map(\.id))
        guard let midnight = TimeOfDay(hour: 0, minute: 0) else { preconditionFailure("midnight exists") }
        time = SimulatedTime(wall: LocalTime(story.day, midnight, at: house.offset).instant)
        store = FaultyStore(try SQLiteStore(inMemory: .init()))
        let news = news
        board = try StoryBoard(house: house, store: store, ring: phone.ring, time: time) { news.put($0) }
        transcript = Transcript(offset: house.offset, campuses: house.settings.campuses, patrons: house.names)
    }

    private func play(pause: Duration) async throws {
        _ = try await store.importPatrons(house.patronRows)
        _ = try await store.importBookings(house.bookingRows, at: time.wall().time)
        if let first = story.events.first {
            await board.advance(to: instant(of: first.time) + .seconds(-60))
        }
        try await board.boot()
        for event in story.events {
            try await play(event)
            if pause > .zero { try await LinuxTime().sleep(until: LinuxTime().now() + pause) }
        }
        await advance(by: Self.epilogue)
        await tellNews()
    }

    private func play(_ event: StoryEvent) async throws {
        await advance(to: instant(of: event.time))
        await tellNews()
        news.forgetAll()
        try await act(event.act)
        await tellNews()
        if let expected = event.expected { await check(expected, line: event.line) }
    }

    // MARK: acts

    private func act(_ act: StoryAct) async throws {
        switch act {
        case .present(let patron, let pass, let lane): try await present(patron, pass, at: lane)
        case .passes(let direction, let lane):
            await press(direction == .entry ? .passageIn : .passageOut, of: lane, for: Self.passageLength)
        case .press(let button, let lane):
            await press(button == .admit ? .buttonAdmit : .buttonRelease, of: lane, for: Self.pressLength)
        case .turn(let control, let on, let lane):
            await board.drive(control == .hold ? .switchHold : .switchOpen, of: lane, on)
            await advance(by: .milliseconds(100))
        case .fire(let on, let lane):
            await board.drive(.fire, of: lane, on)
            await advance(by: .milliseconds(100))
        case .sensor(let direction, let stuck, let lane):
            await board.drive(direction == .entry ? .passageIn : .passageOut, of: lane, stuck)
        case .relay(let direction, let works, let lane):
            let name = StoryLine.name(direction == .entry ? .relayEntry : .relayExit, of: LaneID(rawValue: lane))
            works ? board.bank.mend(name) : board.bank.inject(.failing, on: name)
        case .ready(let ready, let lane): await board.drive(.ready, of: lane, ready)
        case .clock(let clock): time.setTrust(clock == .trusted ? .trusted : .untrusted(lastKnown: time.wall().time))
        case .store(let state): await set(state)
        case .powerCut:
            tell("the board loses its power and starts again")
            board.powerCut()
            try await board.boot()
        case .wait: break
        }
    }

    private func set(_ state: StoryStore) async {
        switch state {
        case .full: store.fail(.diskFull)
        case .locked: store.fail(.locked)
        case .well:
            store.heal()
            for gate in board.gates { await gate.catchUp() }
        }
    }

    private func press(_ role: LineRole, of lane: String, for length: Duration) async {
        await board.drive(role, of: lane, true)
        await advance(by: length)
        await board.drive(role, of: lane, false)
        await advance(by: .milliseconds(250))
    }

    /// Holds a pass before the camera until it is read, and hands what the filter lets through to the gate.
    private func present(_ patron: String, _ pass: StoryPass, at lane: String) async throws {
        let now = time.wall().time
        let text = try phone.text(of: pass, for: house.booking(of: patron, at: now), patron: patron, at: now)
        var chain = try chains[lane] ?? DecoderChain.kiosk()
        var filter = filters[lane] ?? PresentationFilter()
        defer { (chains[lane], filters[lane]) = (chain, filter) }
        for _ in 0..<Self.mostFrames {
            let frame = try phone.frame(of: text, held: pass)
            let payloads = chain.read(frame, budget: .seconds(1), now: { time.now() })
            if !payloads.isEmpty {
                let fresh = filter.see(payloads, at: time.now())
                if fresh.isEmpty { tell("\(patron): the code is still the one just decided", lane: lane) }
                for payload in fresh {
                    await board.gate(of: lane)?.present(
                        payload.bytes, at: LaneID(rawValue: lane), seen: time.now())
                }
                return
            }
            await advance(by: Self.framePeriod)
        }
        tell("\(patron): no code was read in \(Self.mostFrames) pictures", lane: lane)
    }

    // MARK: time and words

    private func instant(of time: TimeOfDay) -> Instant { .zero + .milliseconds(time.milliseconds) }
    private func advance(by duration: Duration) async { await advance(to: time.now() + duration) }

    private func advance(to target: Instant) async { await board.advance(to: target) }

    private func tell(_ words: String, lane: String = "") {
        let line = transcript.line(words, at: time.wall().time, lane: lane)
        lines.append(line)
        print(line)
    }

    /// Says what has happened since, and every count that has changed.
    private func tellNews() async {
        for happening in news.takeNew() {
            if let line = transcript.line(happening) {
                lines.append(line)
                print(line)
            }
        }
        for campus in house.settings.campuses {
            guard let count = try? await store.occupancy(of: campus.id, cap: campus.cap), count != lastCounts[campus.id] else {
                continue
            }
            lastCounts[campus.id] = count
            if count.taken > 0 || news.anything { tell(transcript.words(count, of: campus)) }
        }
    }

    // MARK: expectations

    private func check(_ expected: StoryExpectation, line: Int) async {
        guard let surprise = await surprise(expected) else { return }
        surprises.append("line \(line): expected \(surprise)")
        tell("  expected \(surprise)")
    }

    /// Nil when it is as expected; else what was expected and what was.
    private func surprise(_ expected: StoryExpectation) async -> String? {
        switch expected {
        case .decision(_, let code, let details):
            guard let decision = news.lastDecision else { return "\(code.rawValue), but nothing was decided" }
            guard decision.code == code else { return "\(code.rawValue), but it was \(decision.code.rawValue)" }
            return details.lazy.compactMap { self.surprise($0, in: decision) }.first
        case .count(let inside, let reserved, let slug):
            guard let campus = house.settings.campus(slug: slug),
                let count = try? await store.occupancy(of: campus.id, cap: campus.cap)
            else { return "a count at \(slug), but the store does not answer" }
            let same = count.inside == inside && (reserved == nil || count.reserved == reserved)
            return same ? nil : "\(inside) inside at \(slug), but there are \(count.inside), \(count.reserved) held"
        case .unlocks(let direction):
            return news.unlocked.contains(direction) ? nil : "the \(direction.rawValue) to unlock, but it stayed shut"
        case .staysShut: return news.unlocked.isEmpty ? nil : "the lane to stay shut, but it unlocked"
        }
    }

    private func surprise(_ detail: StoryExpectation.Detail, in decision: Decision) -> String? {
        switch detail {
        case .opens(let time):
            let told = decision.opensAt.map { LocalTime($0, at: house.offset).time }
            return told == time ? nil : "opens \(time), but it says \(told.map(String.init(describing:)) ?? "nothing")"
        case .campus(let slug):
            let told = decision.campus.flatMap { house.settings.campus($0) }?.slug
            return told == slug ? nil : "campus \(slug), but it says \(told ?? "nothing")"
        case .lane(let lane):
            return decision.lane?.rawValue == lane ? nil : "lane \(lane), but it says \(decision.lane?.rawValue ?? "nothing")"
        }
    }
}

/// What the gates told, until it is printed and checked.
private final class NewsTray: Sendable {
    private struct State {
        var new: [Happening] = []
        var lastDecision: Decision?
        var unlocked: Set<Direction> = []
        var anything = false
    }

    /// Locked because gates tell from their own executors.
    private let state = Mutex(State())

    func put(_ happening: Happening) {
        state.withLock { state in
            state.new.append(happening)
            state.anything = true
            switch happening.what {
            case .decided(let decision, _, _): state.lastDecision = decision
            case .unlocked(let direction, _): state.unlocked.insert(direction)
            default: break
            }
        }
    }

    func takeNew() -> [Happening] {
        state.withLock { state in
            defer { state.new = [] }
            return state.new
        }
    }

    /// Before an act: what came before does not count for it.
    func forgetAll() { state.withLock { ($0.lastDecision, $0.unlocked) = (nil, []) } }

    var lastDecision: Decision? { state.withLock { $0.lastDecision } }
    var unlocked: Set<Direction> { state.withLock { $0.unlocked } }
    var anything: Bool { state.withLock { $0.anything } }
}
