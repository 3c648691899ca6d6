import GateControl
import LaneControl
import LibraryModel
import Testing

@Suite("The feed of what happens")
struct EventFeedTests {
    private static let run = RecordID(high: 1, low: 2)
    private static let nine = WallTime(milliseconds: 1_795_222_800_000)

    private static func happening(_ number: Int) -> Happening {
        Happening(
            at: ClockReading(time: nine, trust: .trusted), gate: GateID(rawValue: "gate"), lane: LaneID(rawValue: "lane-\(number)"),
            what: .passed(.entry, matched: true))
    }

    private static func fed(_ count: Int, kept: Int = 4) -> EventFeed {
        let feed = EventFeed(run: run, kept: kept)
        for number in 0..<count { feed.publish(happening(number + 1)) }
        return feed
    }

    /// What waits, in words: `3` for the third event, `missed 2`, `missed ?`.
    private static func words(_ watch: FeedWatch?) -> [String] {
        var words: [String] = []
        while let item = watch?.waiting() {
            switch item {
            case .event(let event):
                #expect(event.happening.lane.rawValue == "lane-\(event.place.number)")
                words.append("\(event.place.number)")
            case .missed(let count): words.append("missed \(count.map(String.init) ?? "?")")
            }
        }
        return words
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// Of so many events four are kept.
        let events: Int
        let place: EventFeed.Place?
        let told: [String]

        init(_ description: String, events: Int, after place: EventFeed.Place?, told: [String]) {
            (testDescription, self.events, self.place, self.told) = (description, events, place, told)
        }
    }

    private static func at(_ number: UInt64) -> EventFeed.Place { EventFeed.Place(run: run, number: number) }
    private static func elsewhere(_ number: UInt64) -> EventFeed.Place {
        EventFeed.Place(run: RecordID(high: 9, low: 9), number: number)
    }

    @Test("a watcher who comes back is told what came since, and what is gone", arguments: [
        Row("without a place: nothing of the past", events: 3, after: nil, told: []),
        Row("nothing happened since", events: 3, after: at(3), told: []),
        Row("one since", events: 3, after: at(2), told: ["3"]),
        Row("from before the first event", events: 3, after: at(0), told: ["1", "2", "3"]),
        Row("all that is kept, and none is missing", events: 6, after: at(2), told: ["3", "4", "5", "6"]),
        Row("one is gone", events: 6, after: at(1), told: ["missed 1", "3", "4", "5", "6"]),
        Row("many are gone", events: 103, after: at(3), told: ["missed 96", "100", "101", "102", "103"]),
        Row("of another run", events: 2, after: elsewhere(7), told: ["missed ?", "1", "2"]),
        Row("of another run, and nothing has happened yet", events: 0, after: elsewhere(7), told: ["missed ?"]),
        Row("of another run, whose ring is full", events: 9, after: elsewhere(1), told: ["missed ?", "6", "7", "8", "9"]),
        Row("ahead of this run", events: 2, after: at(5), told: ["missed ?", "1", "2"]),
        Row("of no run at all", events: 1, after: .unknown, told: ["missed ?", "1"]),
    ])
    func resumed(_ row: Row) {
        #expect(Self.words(Self.fed(row.events).watch(after: row.place)) == row.told)
    }

    @Test("what happens later follows what was asked for afterwards")
    func goesOn() {
        let feed = Self.fed(3)
        let watch = feed.watch(after: Self.at(1))
        feed.publish(Self.happening(4))
        #expect(Self.words(watch) == ["2", "3", "4"])
        feed.publish(Self.happening(5))
        #expect(Self.words(watch) == ["5"])
    }

    @Test("a slow watcher loses the oldest and is told how many, each time anew; others lose nothing")
    func slow() {
        let feed = Self.fed(0, kept: 100)
        let (slow, quick) = (feed.watch(waiting: 3), feed.watch())
        for number in 1...5 { feed.publish(Self.happening(number)) }
        #expect(Self.words(slow) == ["missed 2", "3", "4", "5"])
        for number in 6...12 { feed.publish(Self.happening(number)) }
        #expect(Self.words(slow) == ["missed 4", "10", "11", "12"])
        #expect(Self.words(quick) == (1...12).map(String.init))
    }

    @Test("what was gone before and what went since are one number")
    func bothGaps() {
        let feed = Self.fed(10, kept: 8)
        #expect(Self.words(feed.watch(after: Self.at(1), waiting: 3)) == ["missed 6", "8", "9", "10"])
        #expect(Self.words(feed.watch(after: Self.elsewhere(1), waiting: 3)) == ["missed ?", "8", "9", "10"])
    }

    @Test("letting go of the watch forgets it, and more than the most are not let in")
    func forgotten() {
        let feed = Self.fed(1)
        var watches: [FeedWatch?] = (0..<EventFeed.mostWatchers).map { _ in feed.watch() }
        #expect(feed.watchers == EventFeed.mostWatchers && watches.allSatisfy { $0 != nil })
        #expect(feed.watch() == nil)
        watches[7] = nil
        #expect(feed.watchers == EventFeed.mostWatchers - 1)
        #expect(feed.watch() != nil)
        watches = []
        #expect(feed.watchers == 0)
    }

    @Test("a watcher sleeps until something happens, and wakes when its task is cancelled")
    func sleeps() async {
        let feed = Self.fed(0)
        guard let watch = feed.watch() else { return #expect(Bool(false)) }
        async let heard: [UInt64] = {
            var heard: [UInt64] = []
            for await item in watch {
                if case .event(let event) = item { heard.append(event.place.number) }
                if heard.count == 2 { break }
            }
            return heard
        }()
        feed.publish(Self.happening(1))
        feed.publish(Self.happening(2))
        #expect(await heard == [1, 2])
        let waiter = Task { for await _ in watch {} }
        waiter.cancel()
        await waiter.value
    }

    @Test("publishers at once: every watcher hears everything, in one order")
    func together() async {
        let feed = EventFeed(run: Self.run, kept: 10)
        let watches = (0..<4).map { _ in feed.watch(waiting: 1000) }
        await withDiscardingTaskGroup { group in
            for _ in 0..<8 { group.addTask { for _ in 0..<100 { feed.publish(Self.happening(0)) } } }
        }
        for watch in watches {
            var numbers: [UInt64] = []
            while case .event(let event)? = watch?.waiting() { numbers.append(event.place.number) }
            #expect(numbers == Array(1...800))
        }
    }

    @Test("a place is written as run and number, and read back", arguments: [
        ("00000000000000010000000000000002-7", true), ("00000000000000010000000000000002-", false), ("7", false), ("", false),
        ("00000000000000010000000000000002-7-1", false), ("00000000000000010000000000000002--7", false), ("x-7", false),
        ("00000000000000010000000000000002-99999999999999999999", false),
    ])
    func place(_ text: String, isOne: Bool) {
        #expect(EventFeed.Place(text) == (isOne ? Self.at(7) : nil))
        #expect(EventFeed.Place(text)?.description == (isOne ? text : nil))
    }
}
