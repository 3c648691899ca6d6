import GateControl
import LibraryModel
import LibraryRules
import LibraryStore

/// The states of one lane's screen as events: each change at once, and the whole state each second, which is the sign
/// of life that the screen waits for.
struct ScreenEvents: AsyncSequence, Sendable {
    typealias Element = ServerSentEvent
    /// How often it is looked whether time alone has changed the state.
    static let look = Duration.milliseconds(250)
    /// So many looks, and the state is sent again.
    static let looksPerBeat = 4

    let place: LanePlace
    let screens: Screens
    let terms: @Sendable () -> HouseTerms
    let clock: WebClock
    private let wakings: AsyncStream<Bool>
    private let wake: AsyncStream<Bool>.Continuation
    private let bell: ScreenBell

    init(_ place: LanePlace, _ screens: Screens, terms: @escaping @Sendable () -> HouseTerms, clock: WebClock) {
        (self.place, self.screens, self.terms, self.clock) = (place, screens, terms, clock)
        let (wakings, wake) = AsyncStream.makeStream(of: Bool.self, bufferingPolicy: .bufferingNewest(2))
        (self.wakings, self.wake) = (wakings, wake)
        bell = screens.watch(place.lane) { wake.yield(false) }
        wake.yield(false)
    }

    /// A look is due.
    func look() { wake.yield(true) }

    struct Iterator: AsyncIteratorProtocol {
        let events: ScreenEvents
        var last: ScreenAnswer?
        var looks = 0

        mutating func next() async throws -> ServerSentEvent? {
            while let isLook = await events.woken() {
                looks += isLook ? 1 : 0
                guard let answer = events.answer else { return nil }
                guard looks >= ScreenEvents.looksPerBeat || !answer.shows(the: last) else { continue }
                (last, looks) = (answer, 0)
                return try ServerSentEvent(name: "screen", json: answer)
            }
            return nil
        }
    }

    func makeAsyncIterator() -> Iterator { Iterator(events: self) }

    /// Whether it is a look that is due; nil when the task was cancelled.
    private func woken() async -> Bool? {
        var wakings = wakings.makeAsyncIterator()
        return await wakings.next()
    }

    private var answer: ScreenAnswer? {
        screens.state(of: place.lane).map { ScreenAnswer(place, $0.screen, $0.glance, terms(), clock) }
    }
}

extension ScreenAnswer {
    /// Whether it says the same, whatever the time.
    func shows(the other: ScreenAnswer?) -> Bool {
        guard var other else { return false }
        (other.now, other.shownFor) = (now, shownFor)
        return other == self
    }
}
