public import LibraryModel
public import LibraryRules
public import LibraryStore

/// Writes what happened in the order in which it happened; what the store refuses now waits and is tried again.
///
/// While anything waits, ``backlog`` says so, and the status shows that the record is behind (design invariant 4).
/// It belongs to one controller and lives on that one's actor, so a record has its place before anything else happens.
public final class RecordKeeper {
    /// The most records that wait. Beyond it the oldest is given up, counted in ``Backlog/lost``: about a day of a
    /// busy gate, 2,000 presentations with their passages.
    public static let longestQueue = 10_000
    /// How often a record that the store refuses for itself, not for the disk's sake, is tried before it is set aside.
    public static let mostTries = 3

    /// How far the record is behind.
    public struct Backlog: Hashable, Sendable {
        public var waiting = 0
        /// Since when something has waited that changes who is inside; nil when nothing does.
        public var passagesSince: Instant?
        public var lost = 0
        public var lastError: StoreError?

        public init() {}
        /// What the store said to what waits; nil while it takes everything.
        public var refusal: StoreError? { waiting > 0 ? lastError : nil }
        public var isBehind: Bool { waiting > 0 || lost > 0 }
    }

    private struct Entry {
        let record: GateRecord
        let since: Instant
        /// The patron of the presentation has been told.
        var isTold: Bool
        /// Waited for by whoever acknowledges it.
        var fate: RecordFate?
    }

    private let store: any GateStore
    private let now: @Sendable () -> Instant
    private let admitted: @Sendable (Admission) -> Void
    private let waits: @Sendable (Circumstances) -> Void
    private var queue: [Entry] = []
    /// The visits that exit presentations end, until their passages are written.
    private var exits: [RecordID: RecordID] = [:]
    private var isWriting = false
    /// Whoever else asked to write meanwhile; at most one a lane and one a timer.
    private var joined: [CheckedContinuation<Void, Never>] = []
    private var tries = 0
    private var lost = 0
    private var lastError: StoreError?
    /// What the store was told of passages that wait.
    private var isBehind = false

    /// Each presentation that its lane has not told of is told of once, while its patron stands there: through
    /// `admitted` when it is written, or through `waits` when the store refuses it now. What is written late is no news.
    ///
    /// `now` is the monotonic clock.
    public init(
        store: any GateStore, now: @escaping @Sendable () -> Instant, admitted: @escaping @Sendable (Admission) -> Void,
        waits: @escaping @Sendable (Circumstances) -> Void = { _ in }
    ) {
        (self.store, self.now, self.admitted, self.waits) = (store, now, admitted, waits)
    }

    public var backlog: Backlog {
        var backlog = Backlog()
        (backlog.waiting, backlog.lost, backlog.lastError) = (queue.count, lost, lastError)
        backlog.passagesSince = queue.first { $0.record.isPassage }?.since
        return backlog
    }

    /// Takes the record; ``drain()`` writes it. `told`: the patron of this presentation has heard already.
    public func keep(_ record: GateRecord, told: Bool = false) {
        if queue.count >= Self.longestQueue {
            // While a drain runs, the first is on its way to the store.
            queue.remove(at: isWriting ? 1 : 0).fate?.settle(.givenUp)
            lost += 1
        }
        queue.append(Entry(record: record, since: now(), isTold: told))
    }

    /// What becomes of the record of a staff act that was taken just now.
    func fate(of act: RecordID) -> RecordFate {
        for index in queue.indices.reversed() {
            guard case .override(let record) = queue[index].record, record.id == act else { continue }
            let fate = queue[index].fate ?? RecordFate()
            queue[index].fate = fate
            return fate
        }
        return RecordFate(.givenUp)
    }

    /// Writes what waits, oldest first, until nothing does or the store refuses. Who calls while another call writes
    /// waits for that one.
    public func drain() async {
        if isWriting { return await withCheckedContinuation { joined.append($0) } }
        isWriting = true
        await writeAll()
        await noteBehind()
        isWriting = false
        let others = joined
        joined = []
        for other in others { other.resume() }
    }

    private func writeAll() async {
        while let entry = queue.first {
            var end = RecordFate.End.written
            do {
                try await write(entry)
                lastError = nil
            } catch {
                lastError = error
                tries = error.code == .other ? tries + 1 : 0
                guard tries >= Self.mostTries else { return tellWhatWaits() }
                lost += 1
                end = .givenUp
            }
            tries = 0
            // The entry in its place, not the copy: somebody may have begun to wait for it meanwhile.
            queue.removeFirst().fate?.settle(end)
        }
    }

    /// Here, since a power cut comes unannounced.
    private func noteBehind() async {
        let waits = lastError != nil && queue.contains { $0.record.isPassage }
        guard waits != isBehind else { return }
        isBehind = waits
        await store.note(isBehind: waits)
    }

    private func tellWhatWaits() {
        for index in queue.indices where !queue[index].isTold {
            queue[index].isTold = true
            if case .presentation(let circumstances, _, _, _) = queue[index].record { waits(circumstances) }
        }
    }

    private func write(_ entry: Entry) async throws(StoreError) {
        switch entry.record {
        case .presentation(let circumstances, let policy, let id, let seat):
            let admission = try await store.admit(circumstances, under: policy, id: id, seat: seat)
            if circumstances.direction == .exit, let visit = admission.seat { exits[id] = visit }
            if !entry.isTold { admitted(admission) }
        case .passedIn(let seat, let time): _ = try await store.passedIn(seat, at: time)
        case .gaveBack(let seat, let time, let why): _ = try await store.gaveBack(seat, at: time, why: why)
        case .passedOut(let presentation, let passage):
            _ = try await store.passedOut(presentation.flatMap { exits[$0] }, by: passage)
            if let presentation { exits[presentation] = nil }
        case .exitUnused(let presentation): exits[presentation] = nil
        case .passedInUnmatched(let passage, let cause): _ = try await store.passedInUnmatched(passage, cause: cause)
        case .override(let act): try await store.record(act)
        case .laneEvent(let event): try await store.record(event)
        }
    }
}
