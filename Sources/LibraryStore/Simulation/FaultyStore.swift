public import LibraryModel
public import LibraryRules
internal import Synchronization

/// A store that fails on command: for tests and stories. Everything else goes to the store behind it.
public final class FaultyStore: GateStore {
    private struct Faults {
        var code: StoreError.Code?
        /// Calls that still fail; nil is all of them.
        var left: Int?
        var isHanging = false
        /// What the store is said to take.
        var room: StoreRoom?
        var troubles: [StoreTrouble]?
        /// Calls that have not been answered.
        var held: [CheckedContinuation<Void, Never>] = []
    }

    private let store: any GateStore
    private let notes = Mutex<[Bool]>([])
    // A lock, because a story orders a fault from its own task while lanes call from theirs.
    private let faults = Mutex(Faults())

    public init(_ store: any GateStore) { self.store = store }

    /// The store behind it, where that keeps bookings.
    func bookings() throws(StoreError) -> any BookingStore {
        guard let bookings = store as? any BookingStore else {
            throw StoreError(.other, during: "bookings", detail: "the store behind keeps no bookings")
        }
        return bookings
    }

    /// What gates have said of passages that wait, in order.
    public var notedBehind: [Bool] { notes.withLock(\.self) }

    /// The store behind it, where that has a desk.
    func desk() throws(StoreError) -> any DeskStore {
        guard let desk = store as? any DeskStore else {
            throw StoreError(.other, during: "desk", detail: "the store behind has no desk")
        }
        return desk
    }

    /// The store behind it, where that keeps samples.
    func samples() throws(StoreError) -> any SampleStore {
        guard let samples = store as? any SampleStore else {
            throw StoreError(.other, during: "samples", detail: "the store behind keeps no samples")
        }
        return samples
    }

    /// The next `calls` calls throw `code` without reaching the store; nil calls: until ``heal()``.
    public func fail(_ code: StoreError.Code, calls: Int? = nil) {
        faults.withLock { ($0.code, $0.left) = (code, calls) }
    }

    /// The store says that it takes so much, until ``heal()``.
    public func takes(_ room: StoreRoom) { faults.withLock { $0.room = room } }

    /// What has befallen it, from now on.
    public func suffers(_ troubles: [StoreTrouble]) { faults.withLock { $0.troubles = troubles } }

    /// Every call from now on waits, as on a disk that does not answer, until ``heal()``.
    public func hang() { faults.withLock { $0.isHanging = true } }

    /// How many calls wait.
    public var heldCalls: Int { faults.withLock { $0.held.count } }

    /// Ends every fault; the calls that waited go on.
    public func heal() {
        let held = faults.withLock { faults in
            defer { faults = Faults() }
            return faults.held
        }
        for call in held { call.resume() }
    }

    /// Waits or throws as ordered; first in every call.
    func check(_ name: String) async throws(StoreError) {
        await withCheckedContinuation { call in
            let goesOn = faults.withLock { faults in
                if faults.isHanging { faults.held.append(call) }
                return !faults.isHanging
            }
            if goesOn { call.resume() }
        }
        let code: StoreError.Code? = faults.withLock { faults in
            guard let code = faults.code, faults.left.map({ $0 > 0 }) ?? true else { return nil }
            faults.left = faults.left.map { $0 - 1 }
            return code
        }
        if let code { throw StoreError(code, during: name, detail: "simulated") }
    }

    public func admit(
        _ circumstances: Circumstances, under policy: AdmissionPolicy, id: RecordID, seat: RecordID
    ) async throws(StoreError) -> Admission {
        try await check("admit")
        return try await store.admit(circumstances, under: policy, id: id, seat: seat)
    }

    public func passedIn(_ seat: RecordID, at time: WallTime) async throws(StoreError) -> SeatChange {
        try await check("passed in")
        return try await store.passedIn(seat, at: time)
    }

    public func gaveBack(
        _ seat: RecordID, at time: WallTime, why: GiveBackReason
    ) async throws(StoreError) -> SeatChange {
        try await check("gave back")
        return try await store.gaveBack(seat, at: time, why: why)
    }

    public func passedOut(_ visit: RecordID?, by passage: Passage) async throws(StoreError) -> Departure {
        try await check("passed out")
        return try await store.passedOut(visit, by: passage)
    }

    public func passedInUnmatched(
        _ passage: Passage, cause: UnmatchedCause
    ) async throws(StoreError) -> SeatChange {
        try await check("passed in unmatched")
        return try await store.passedInUnmatched(passage, cause: cause)
    }

    public func occupancy(of campus: CampusID, cap: Int) async throws(StoreError) -> Occupancy {
        try await check("occupancy")
        return try await store.occupancy(of: campus, cap: cap)
    }

    public func probe() async throws(StoreError) {
        try await check("probe")
        try await store.probe()
    }

    public func standingModes(at gate: GateID) async throws(StoreError) -> [LaneID: StandingModes] {
        try await check("standing modes")
        return try await store.standingModes(at: gate)
    }

    public func openSeats() async throws(StoreError) -> [OpenSeat] {
        try await check("open seats")
        return try await store.openSeats()
    }

    public func countIsKnown(of campus: CampusID) async throws(StoreError) -> Bool {
        try await check("count is known")
        return try await store.countIsKnown(of: campus)
    }

    public func doubtCount(of campus: CampusID) async throws(StoreError) {
        try await check("doubt count")
        try await store.doubtCount(of: campus)
    }

    public func note(isBehind: Bool) {
        notes.withLock { $0.append(isBehind) }
        store.note(isBehind: isBehind)
    }

    public func closeDay(
        of campus: CampusID, begunBefore limit: WallTime, at time: VouchedTime
    ) async throws(StoreError) -> Int {
        try await check("close day")
        return try await store.closeDay(of: campus, begunBefore: limit, at: time)
    }

    public func record(_ act: OverrideRecord) async throws(StoreError) {
        try await check("staff act")
        try await store.record(act)
    }

    public func record(_ event: LaneEventRecord) async throws(StoreError) {
        try await check("lane event")
        try await store.record(event)
    }

    public func revoke(_ revocation: Revocation) async throws(StoreError) {
        try await check("revoke")
        try await store.revoke(revocation)
    }

    public func rememberTime(_ time: VouchedTime) async throws(StoreError) {
        try await check("remember time")
        try await store.rememberTime(time)
    }

    public func lastKnownTime() async throws(StoreError) -> WallTime? {
        try await check("last known time")
        return try await store.lastKnownTime()
    }

    public func recentDecisions(limit: Int) async throws(StoreError) -> [DecisionRecord] {
        try await check("recent decisions")
        return try await store.recentDecisions(limit: limit)
    }

    public func lastDecision(at lane: LaneID) async throws(StoreError) -> DecisionRecord? {
        try await check("last decision")
        return try await store.lastDecision(at: lane)
    }

    public func decisions(after id: RecordID?, limit: Int) async throws(StoreError) -> [StoredDecision] {
        try await check("decisions")
        return try await store.decisions(after: id, limit: limit)
    }

    public func dailyCounts(
        of campus: CampusID, from first: CivilDate, through last: CivilDate
    ) async throws(StoreError) -> [DailyCount] {
        try await check("daily counts")
        return try await store.dailyCounts(of: campus, from: first, through: last)
    }

    public func booking(_ id: BookingID) async throws(StoreError) -> Booking? {
        try await check("booking")
        return try await store.booking(id)
    }

    public func patron(_ id: PatronID) async throws(StoreError) -> Patron? {
        try await check("patron")
        return try await store.patron(id)
    }

    public func bookings(
        at campus: CampusID, from: WallTime, until: WallTime
    ) async throws(StoreError) -> [Booking] {
        try await check("bookings")
        return try await store.bookings(at: campus, from: from, until: until)
    }

    public func checkAfterUncleanStop() async throws(StoreError) -> [StoreTrouble] {
        try await check("check pages")
        return try await store.checkAfterUncleanStop()
    }

    public func troubles() async throws(StoreError) -> [StoreTrouble] {
        try await check("troubles")
        if let troubles = faults.withLock({ $0.troubles }) { return troubles }
        return try await store.troubles()
    }

    public func room() async throws(StoreError) -> StoreRoom? {
        try await check("room")
        if let room = faults.withLock({ $0.room }) { return room }
        return try await store.room()
    }

    public func importPatrons(_ rows: [PatronRow]) async throws(StoreError) -> ImportCounts {
        try await check("import patrons")
        return try await store.importPatrons(rows)
    }

    public func importBookings(_ rows: [BookingRow], at time: WallTime) async throws(StoreError) -> BookingImport {
        try await check("import bookings")
        return try await store.importBookings(rows, at: time)
    }

    public func halfImport() async throws(StoreError) -> HalfImport? {
        try await check("half import")
        return try await store.halfImport()
    }

    public func finishImport(_ half: HalfImport) async throws(StoreError) {
        try await check("finish import")
        try await store.finishImport(half)
    }

    public func sweep(at now: VouchedTime, keeping policy: RetentionPolicy) async throws(StoreError) -> SweepCounts {
        try await check("sweep")
        return try await store.sweep(at: now, keeping: policy)
    }
}
