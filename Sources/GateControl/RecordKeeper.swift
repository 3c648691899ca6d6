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

    private let campus: CampusID
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
    /// The store refuses even to be told that its count is wrong.
    private var hasLostDoubt = false
    private var lastError: StoreError?
    /// How many in the queue change who is inside.
    private var passages = 0
    /// What the store was told of passages that wait.
    private var isBehind = false

    /// Each presentation that its lane has not told of is told of once, while its patron stands there: through
    /// `admitted` when it is written, or through `waits` when the store refuses it now. What is written late is no news.
    ///
    /// `now` is the monotonic clock.
    public init(
        campus: CampusID, store: any GateStore, now: @escaping @Sendable () -> Instant, admitted: @escaping @Sendable (Admission) -> Void,
        waits: @escaping @Sendable (Circumstances) -> Void = { _ in }
    ) {
        (self.campus, self.store, self.now, self.admitted, self.waits) = (campus, store, now, admitted, waits)
    }

    public var backlog: Backlog {
        var backlog = Backlog()
        (backlog.waiting, backlog.lost, backlog.lastError) = (queue.count, lost, lastError)
        backlog.passagesSince = queue.first { $0.record.isPassage }?.since
        return backlog
    }

    /// Takes the record; ``drain()`` writes it. `told`: the patron of this presentation has heard already.
    public func keep(_ record: GateRecord, told: Bool = false) {
        // While a drain runs, the first is on its way to the store. A doubt that waits is as good as all that it stands for.
        let oldest = queue.indices.dropFirst(isWriting ? 1 : 0).first { !queue[$0].record.isDoubt }
        if queue.count >= Self.longestQueue, let oldest { giveUp(at: oldest) }
        queue.append(Entry(record: record, since: now(), isTold: told))
        if record.isPassage { passages += 1 }
        noteBehind()
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
        isWriting = false
        let others = joined
        joined = []
        for other in others { other.resume() }
    }

    private func writeAll() async {
        while let entry = queue.first {
            do {
                try await write(entry)
                (lastError, tries) = (nil, 0)
                // The entry in its place, not the copy: somebody may have begun to wait for it meanwhile.
                remove(at: 0).fate?.settle(.written)
                noteBehind()
            } catch {
                lastError = error
                tries = error.code == .other ? tries + 1 : 0
                guard tries >= Self.mostTries else { return tellWhatWaits() }
                tries = 0
                giveUp(at: 0)
                noteBehind()
            }
        }
    }

    private func remove(at index: Int) -> Entry {
        let entry = queue.remove(at: index)
        if entry.record.isPassage { passages -= 1 }
        return entry
    }

    /// A passage leaves a doubt in its place, since the count is wrong without it.
    private func giveUp(at index: Int) {
        let entry = remove(at: index)
        entry.fate?.settle(.givenUp)
        lost += 1
        if entry.record.isDoubt { hasLostDoubt = true }
        guard entry.record.isPassage, !entry.record.isDoubt, !queue.contains(where: \.record.isDoubt) else { return }
        queue.insert(Entry(record: .countDoubted(campus), since: entry.since, isTold: true), at: index)
        passages += 1
    }

    /// From the moment of a passage, not from the store's refusal: another program can hold the store for a second before
    /// that comes, and a power cut comes unannounced.
    private func noteBehind() {
        let waits = hasLostDoubt || passages > 0
        guard waits != isBehind else { return }
        isBehind = waits
        store.note(isBehind: waits)
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
        case .countDoubted(let campus): try await store.doubtCount(of: campus)
        }
    }
}
