import GateControl
import GateHardware
import LibraryModel
import LibraryStore
import Passes
import QRReader

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
    /// After the last line the story goes on this long, so that lanes come to rest.
    static let epilogue = Duration.seconds(15)

    let story: Story
    let house: StoryHouse
    let time: SimulatedTime
    let store: FaultyStore
    let board: StoryBoard
    let news = NewsTray()
    var phone: StoryPhone
    var chains: [String: DecoderChain] = [:]
    var filters: [String: PresentationFilter] = [:]
    var clock = StoryClock.trusted
    /// The time service has set the clock, and it is what that says.
    var hasJumped = false
    /// Every patron's bookings that a phone would show, in the order in which they were made.
    var bookings: [String: [BookingRow]]
    var lastBooking: UInt64 = 0
    /// What the page answered in this act.
    var answer: PageAnswer?
    /// Keeps the house of a story about bookings, while the board has power.
    var keeper: FaultKeeper?
    var ledgers = StoryLedgers()
    /// When the gates last had power and a clock that was believed.
    var lastSign: WallTime?
    private var resets = ClosingResets()
    private var nextKeeping: Instant?
    private var busyUntil = Instant.zero
    let transcript: Transcript
    private var lines: [String] = []
    private var surprises: [String] = []
    private var lastCounts: [CampusID: Occupancy] = [:]
    private var modes: [LaneID: HouseMode] = [:]
    private let print: (String) -> Void

    /// Plays the whole story; `print` gets each line as it happens, and `pause` is waited after each for a reader's sake.
    /// Throws ``StoryProblem`` for a house that cannot be, such as a rule that does not exist.
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
        phone = try StoryPhone(midnight: house.midnight, campuses: house.settings.campuses.map(\.id))
        time = SimulatedTime(wall: house.midnight)
        bookings = house.bookings
        var options = SQLiteStore.Options()
        if story.isAboutBookings { options.terms = house.settings.terms }
        store = FaultyStore(try SQLiteStore(inMemory: options))
        let news = news
        board = try StoryBoard(house: house, store: store, ring: phone.ring, time: time) { news.put($0) }
        transcript = Transcript(house: house)
    }

    private func play(pause: Duration) async throws {
        _ = try await store.importPatrons(house.patronRows)
        _ = try await store.importBookings(house.bookingRows, at: time.wall().time)
        if let first = story.events.first { await advance(to: house.instant(of: first.day, first.time) + .seconds(-60)) }
        try await board.boot()
        await tellNews()
        startKeeping()
        await keepHouse()
        for event in story.events {
            try await play(event)
            if pause > .zero { try await LinuxTime().sleep(until: LinuxTime().now() + pause) }
        }
        await advance(to: time.now() + Self.epilogue)
        await tellNews()
    }

    private func play(_ event: StoryEvent) async throws {
        let isWait = event.act == .wait
        if isWait { news.beginAct() }
        if LocalTime(now, at: house.offset).date < event.day {
            await advance(to: house.instant(of: event.day, .midnight) + .milliseconds(-1))
            say("\n\(event.day)")
        }
        await advance(to: house.instant(of: event.day, event.time))
        await tellNews()
        if !isWait { news.beginAct() }
        answer = nil
        keepClock()
        if !event.notes.isEmpty { say("") }
        for note in event.notes { say("# \(note)") }
        if let words = transcript.words(event.act) { tell(words, at: event.act.lane, follows: false) }
        try await act(event.act)
        await tellNews()
        busyUntil = time.now() + Self.busyLength
        await keepHouse()
        for expected in event.expected {
            guard let surprise = await surprise(expected, at: event.day) else { continue }
            surprises.append("line \(event.line): expected \(surprise)")
            tell("SURPRISE: expected \(surprise)", at: event.act.lane)
        }
    }

    // MARK: time and words

    /// The true time, whatever the gates' clock shows.
    var now: WallTime { house.midnight + (time.now() - .zero) }

    func advance(by duration: Duration) async { await advance(to: time.now() + duration) }

    private func advance(to target: Instant) async {
        while true {
            let stop = min(target, nextKeeping ?? target)
            while await board.step(to: stop) { await tellNews() }
            if let nextKeeping, nextKeeping <= time.now() { await keepHouse() }
            if time.now() >= target { return }
        }
    }

    // MARK: the house

    /// After something has happened, the house is looked at every second for this long: longer than a gate may be out of
    /// order before it is at fault. Then nothing changes but the time.
    private static let busyLength = FaultLog.patience + .seconds(2)
    /// Less than the silence that the store takes for a time in which nobody kept the house.
    private static let calmPeriod = StoreLimits.longestSilence - .seconds(30)

    /// What the housekeeping of a board does, from now on; only in a story about bookings.
    func startKeeping() {
        guard story.isAboutBookings, board.isOn else { return }
        keeper = FaultKeeper(
            settings: house.settings, gates: board.gates, bookings: store, time: time,
            chance: SeededChance(seed: 0xFA17 &+ board.boots))
        nextKeeping = time.now()
    }

    func stopKeeping() {
        (keeper, nextKeeping) = (nil, nil)
        lastSign = time.wall().vouched?.time ?? lastSign
        resets = ClosingResets()
    }

    /// Writes down what is due, tells what the clock has made of bookings, and sets the next time to do so: in time for
    /// each deadline.
    private func keepHouse() async {
        guard let keeper else { return }
        await keeper.look()
        await keeper.write()
        await keeper.settle()
        let (reset, ledger) = (await closeDays(), await tellLedgers())
        let due = [reset, ledger].compactMap(\.self).min()
        let wall = time.wall().time
        let calm = time.now() + (time.now() < busyUntil ? .seconds(1) : Self.calmPeriod)
        nextKeeping = due.map { min(calm, time.now() + max($0 - wall, .milliseconds(1))) } ?? calm
    }

    /// Counts out whoever left unseen; answers when that is due next.
    private func closeDays() async -> WallTime? {
        guard let now = time.wall().vouched else { return nil }
        var next: [WallTime] = []
        for campus in house.settings.campuses {
            if let limit = resets.due(at: campus.id, campus.hours, now.time),
                let ended = try? await store.closeDay(of: campus.id, begunBefore: limit, at: now) {
                resets.note(limit, at: campus.id)
                if ended > 0 { tell("\(ended) counted out unseen", at: campus.slug, follows: false) }
            }
            if let due = ClosingResets.next(campus.hours, after: now.time) { next.append(due) }
        }
        await tellNews()
        return next.min()
    }

    /// `follows`: comes of what was told before.
    func tell(_ words: String, at place: String? = nil, follows: Bool = true) {
        say(transcript.line(words, at: now, place: place ?? "", follows: follows))
    }

    func say(_ line: String) {
        lines.append(line)
        print(line)
    }

    /// Says what has happened since, and every count that has changed.
    func tellNews() async {
        let error = time.wall().time - now
        for happening in news.takeNew() {
            if case .modeChanged(let mode) = happening.what { modes[happening.lane] = mode }
            guard let words = transcript.words(happening, mode: modes[happening.lane] ?? .normal) else { continue }
            say(transcript.line(words, at: happening.at.time - error, place: happening.lane.rawValue, follows: true))
        }
        for campus in house.settings.campuses {
            let before = lastCounts[campus.id]
            guard let count = try? await store.occupancy(of: campus.id, cap: campus.cap), count != before else { continue }
            lastCounts[campus.id] = count
            tell(OccupancyLine.text(count, before: before), at: campus.slug, follows: false)
        }
    }
}
