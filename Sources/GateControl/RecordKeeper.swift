public import LibraryModel
public import LibraryRules
public import LibraryStore

/// Something that happened and must be written, whatever the disk does at the moment.
public enum GateRecord: Sendable {
    /// A presentation whose lane did not wait for the store: every exit, and an entry refused because the store failed.
    case presentation(Circumstances, AdmissionPolicy, id: RecordID, seat: RecordID)
    case passedIn(seat: RecordID, at: WallTime)
    case gaveBack(seat: RecordID, at: WallTime, why: GiveBackReason)
    /// `presentation` is the exit pass that opened the lane; nil when none was shown.
    case passedOut(presentation: RecordID?, Passage)
    case passedInUnmatched(Passage, cause: UnmatchedCause)
    case override(OverrideRecord)
    case laneEvent(LaneEventRecord)
}

/// Writes what happened in the order in which it happened; what the store refuses now waits and is tried again.
///
/// While anything waits, ``backlog`` says so, and the status shows that the record is behind (design invariant 4).
public actor RecordKeeper {
    /// The most records that wait. Beyond it the oldest is given up, counted in ``Backlog/lost``: about a day of a
    /// busy gate, 2,000 presentations with their passages.
    public static let longestQueue = 10_000
    /// How often a record that the store refuses for itself, not for the disk's sake, is tried before it is set aside.
    static let mostTries = 3

    /// How far the record is behind.
    public struct Backlog: Hashable, Sendable {
        public var waiting = 0
        public var lost = 0
        public var lastError: StoreError?

        public init() {}
        public var isBehind: Bool { waiting > 0 || lost > 0 }
    }

    private let store: any GateStore
    private let admitted: @Sendable (Admission) async -> Void
    private var queue: [GateRecord] = []
    private var exits: [RecordID: RecordID] = [:]
    private var writing = false
    private var tries = 0
    private var lost = 0
    private var lastError: StoreError?

    /// `admitted` hears of each presentation once it is written.
    public init(store: any GateStore, admitted: @escaping @Sendable (Admission) async -> Void) {
        (self.store, self.admitted) = (store, admitted)
    }

    public var backlog: Backlog {
        var backlog = Backlog()
        (backlog.waiting, backlog.lost, backlog.lastError) = (queue.count, lost, lastError)
        return backlog
    }

    /// Takes the record and writes all that waits, as far as the store lets it.
    public func keep(_ record: GateRecord) async {
        if queue.count >= Self.longestQueue {
            queue.removeFirst()
            lost += 1
        }
        queue.append(record)
        await drain()
    }

    /// Writes what waits, oldest first, until nothing does or the store refuses.
    public func drain() async {
        guard !writing else { return }
        writing = true
        defer { writing = false }
        while let record = queue.first {
            do {
                try await write(record)
                lastError = nil
            } catch {
                lastError = error
                tries = error.code == .other ? tries + 1 : 0
                guard error.code == .other, tries >= Self.mostTries else { return }
                lost += 1
            }
            tries = 0
            queue.removeFirst()
        }
    }

    private func write(_ record: GateRecord) async throws(StoreError) {
        switch record {
        case .presentation(let circumstances, let policy, let id, let seat):
            let admission = try await store.admit(circumstances, under: policy, id: id, seat: seat)
            if circumstances.direction == .exit, let visit = admission.seat { exits[id] = visit }
            await admitted(admission)
        case .passedIn(let seat, let time): _ = try await store.passedIn(seat, at: time)
        case .gaveBack(let seat, let time, let why): _ = try await store.gaveBack(seat, at: time, why: why)
        case .passedOut(let presentation, let passage):
            let visit = presentation.flatMap { exits[$0] }
            _ = try await store.passedOut(visit, by: passage)
            if let presentation { exits[presentation] = nil }
        case .passedInUnmatched(let passage, let cause): _ = try await store.passedInUnmatched(passage, cause: cause)
        case .override(let act): try await store.record(act)
        case .laneEvent(let event): try await store.record(event)
        }
    }

    /// An exit that opened and was not used needs no memory any more.
    public func forget(exit presentation: RecordID) { exits[presentation] = nil }
}
