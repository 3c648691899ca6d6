import LibraryStore
import Synchronization
import Testing

@Suite("the queue before the store's writer")
struct WriteQueueTests {
    private let queue = WriteQueue()
    private let begun = Begun()

    @discardableResult
    private func enter(_ turn: WriteTurn, _ name: String) -> Bool {
        queue.enter(turn) { [begun] in begun.note(name) }
    }

    @Test("lanes come before persons and persons before chores, each kind in its order")
    func order() {
        enter(.chore, "under way")
        for (turn, name) in [(WriteTurn.chore, "sweep"), (.person, "book"), (.lane, "admit"), (.person, "act"), (.lane, "passed in")] {
            enter(turn, name)
        }
        #expect(begun.names == ["under way"])
        for _ in 1...6 { queue.leave() }
        #expect(begun.names == ["under way", "admit", "passed in", "book", "act", "sweep"])
        enter(.chore, "at once")
        #expect(begun.names.last == "at once")
    }

    @Test("a lane that comes while chores wait is the next", arguments: [1, 64])
    func overtaking(chores: Int) {
        enter(.chore, "under way")
        for number in 1...chores { enter(.chore, "chore \(number)") }
        enter(.lane, "admit")
        queue.leave()
        #expect(begun.names == ["under way", "admit"])
    }

    @Test("what is beyond the bound of its kind is refused, and others still come in", arguments: WriteTurn.allCases)
    func bound(turn: WriteTurn) {
        enter(.lane, "under way")
        for _ in 0..<turn.most { #expect(enter(turn, "waits")) }
        #expect(!enter(turn, "too many"))
        for other in WriteTurn.allCases where other != turn { #expect(enter(other, "another")) }
        queue.leave()
        #expect(enter(turn, "again") == (begun.names.last == "waits"))
        #expect(!begun.names.contains("too many"))
    }
}

/// What has begun, in its order.
private final class Begun: Sendable {
    private let kept = Mutex<[String]>([])

    var names: [String] { kept.withLock { $0 } }
    func note(_ name: String) { kept.withLock { $0.append(name) } }
}
