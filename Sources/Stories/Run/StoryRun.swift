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
    private let transcript: Transcript
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
        store = FaultyStore(try SQLiteStore(inMemory: .init()))
        let news = news
        board = try StoryBoard(house: house, store: store, ring: phone.ring, time: time) { news.put($0) }
        transcript = Transcript(house: house)
    }

    private func play(pause: Duration) async throws {
        _ = try await store.importPatrons(house.patronRows)
        _ = try await store.importBookings(house.bookingRows, at: time.wall().time)
        if let first = story.events.first { await advance(to: house.instant(of: first.time) + .seconds(-60)) }
        try await board.boot()
        await tellNews()
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
        await advance(to: house.instant(of: event.time))
        await tellNews()
        if !isWait { news.beginAct() }
        keepClock()
        if !event.notes.isEmpty { say("") }
        for note in event.notes { say("# \(note)") }
        if let words = transcript.words(event.act) { tell(words, at: event.act.lane, follows: false) }
        try await act(event.act)
        await tellNews()
        for expected in event.expected {
            guard let surprise = await surprise(expected) else { continue }
            surprises.append("line \(event.line): expected \(surprise)")
            tell("SURPRISE: expected \(surprise)", at: event.act.lane)
        }
    }

    // MARK: time and words

    /// The true time, whatever the gates' clock shows.
    var now: WallTime { house.midnight + (time.now() - .zero) }

    func advance(by duration: Duration) async { await advance(to: time.now() + duration) }

    private func advance(to target: Instant) async {
        while await board.step(to: target) { await tellNews() }
    }

    /// `follows`: comes of what was told before.
    func tell(_ words: String, at place: String? = nil, follows: Bool = true) {
        say(transcript.line(words, at: now, place: place ?? "", follows: follows))
    }

    private func say(_ line: String) {
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
