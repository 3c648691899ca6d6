import LaneControl
import LibraryModel
import Testing

/// Contacts that chance moves, queues that lose edges, and readings between them.
@Suite("Lost edges") struct LostEdgeTests {
    struct Move: Hashable { let active: Bool, at: Instant }

    /// What the debouncer is told, in this order.
    enum Word { case edge(Move), level(Move) }

    private static let quiet = Duration.milliseconds(10)

    /// A contact that bounces, rests and moves: levels and when each began, 1 µs to 60 ms apart.
    private func moves(_ count: Int, _ chance: inout SeededChance) -> [Move] {
        var (now, active) = (Instant.zero, false)
        return (0..<count).map { _ in
            now = now + .microseconds([1, 300, 2000, 12_000, 60_000].randomElement(using: &chance) ?? 1)
            active.toggle()
            return Move(active: active, at: now)
        }
    }

    /// Tells it all promptly, each word at its instant and ticks in between; answers the changes that count.
    private func hear(_ words: [(Word, heard: Instant)], until end: Instant) -> ([Debouncer.Change], Debouncer) {
        var (contact, changes) = (Debouncer(quiet: Self.quiet), [Debouncer.Change]())
        func settle(_ contact: inout Debouncer, before now: Instant) {
            while let due = contact.deadline, due < now { if let change = contact.settle(at: due) { changes.append(change) } }
        }
        for (word, heard) in words {
            settle(&contact, before: heard)
            switch word {
            case .edge(let edge): if let change = contact.edge(edge.active, at: edge.at, heard: heard) { changes.append(change) }
            case .level(let level): contact.adopt(level.active, at: level.at, heard: heard)
            }
        }
        settle(&contact, before: end)
        return (changes, contact)
    }

    private func level(of moves: [Move], at instant: Instant) -> Bool { moves.last { $0.at <= instant }?.active ?? false }

    @Test("whatever is lost, the level at the end is the true one, and no change is seen that no edge began", arguments: 0..<200)
    func truth(seed: Int) throws {
        var chance = SeededChance(seed: UInt64(seed))
        let moves = moves(60, &chance)
        var words: [(Word, heard: Instant)] = []
        var heard: [Move] = []
        var queue: [Move] = []
        func look(at now: Instant) {
            for move in queue { words.append((.edge(move), now)) }
            heard += queue
            queue = []
            words.append((.level(Move(active: level(of: moves, at: now), at: now)), now))
        }
        for move in moves {
            if queue.count < 4 { queue.append(move) }
            // Looked at once in a while: in between the queue overflows.
            if Int.random(in: 0..<6, using: &chance) == 0 { look(at: move.at + .nanoseconds(500)) }
        }
        let last = try #require(moves.last)
        look(at: last.at + .seconds(1))
        let (changes, contact) = hear(words, until: last.at + .seconds(2))
        #expect(contact.isActive == last.active && contact.rawIsActive == last.active && contact.deadline == nil)
        for change in changes where !change.adopted {
            #expect(heard.contains { $0.at == change.at } && heard.contains { $0.at >= change.at && $0.active == change.active })
        }
    }

    @Test("while nothing is lost, readings change nothing, even one that overtakes an edge", arguments: 0..<200)
    func harmless(seed: Int) throws {
        var chance = SeededChance(seed: UInt64(seed))
        let moves = moves(60, &chance)
        var plain: [(Word, heard: Instant)] = []
        var read: [(Word, heard: Instant)] = []
        for (index, move) in moves.enumerated() {
            let next = index + 1 < moves.count ? moves[index + 1].at : move.at + .seconds(1)
            let heard = min(move.at + .microseconds(100), next)
            plain.append((.edge(move), heard))
            let instant = move.at + .nanoseconds(1)
            switch Int.random(in: 0..<4, using: &chance) {
            // Read between the interrupt and the moment at which its edge is queued.
            case 0 where instant < next: read += [(.level(Move(active: move.active, at: instant)), heard), (.edge(move), heard)]
            case 1: read += [(.edge(move), heard), (.level(Move(active: move.active, at: max(instant, move.at))), heard)]
            default: read.append((.edge(move), heard))
            }
        }
        let end = try #require(moves.last).at + .seconds(1)
        #expect(hear(read, until: end).0 == hear(plain, until: end).0)
    }
}
