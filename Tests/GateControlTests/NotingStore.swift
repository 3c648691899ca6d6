import LibraryModel
import LibraryRules
import LibraryStore

/// A store that notes staff acts and lane events, which no store gives back, and knows nothing else.
final class NotingStore: GateStore {
    let acts = Noted<OverrideRecord>()
    let events = Noted<LaneEventRecord>()
    let doubts = Noted<CampusID>()
    private let unknown = StoreError(.readOnly, during: "a test", detail: "only acts and events are kept")

    func record(_ act: OverrideRecord) async throws(StoreError) { acts.add(act) }
    func record(_ event: LaneEventRecord) async throws(StoreError) { events.add(event) }

    func admit(
        _ circumstances: Circumstances, under policy: AdmissionPolicy, id: RecordID, seat: RecordID
    ) async throws(StoreError) -> Admission { throw unknown }
    func passedIn(_ seat: RecordID, at time: WallTime) async throws(StoreError) -> SeatChange { .changed }
    func gaveBack(_ seat: RecordID, at time: WallTime, why: GiveBackReason) async throws(StoreError) -> SeatChange { .changed }
    func passedOut(_ visit: RecordID?, by passage: Passage) async throws(StoreError) -> Departure { .uncounted }
    func passedInUnmatched(
        _ passage: Passage, cause: UnmatchedCause
    ) async throws(StoreError) -> SeatChange { .changed }
    func occupancy(of campus: CampusID, cap: Int) async throws(StoreError) -> Occupancy { throw unknown }
    func openSeats() async throws(StoreError) -> [OpenSeat] { [] }
    func standingModes(at gate: GateID) async throws(StoreError) -> [LaneID: StandingModes] { [:] }
    func doubtCount(of campus: CampusID) async throws(StoreError) { doubts.add(campus) }
    func countIsKnown(of campus: CampusID) async throws(StoreError) -> Bool { throw unknown }
    func closeDay(
        of campus: CampusID, begunBefore limit: WallTime, at time: VouchedTime
    ) async throws(StoreError) -> Int { throw unknown }
    func revoke(_ revocation: Revocation) async throws(StoreError) { throw unknown }
    func rememberTime(_ time: VouchedTime) async throws(StoreError) { throw unknown }
    func lastKnownTime() async throws(StoreError) -> WallTime? { throw unknown }
    func recentDecisions(limit: Int) async throws(StoreError) -> [DecisionRecord] { throw unknown }
    func lastDecision(at lane: LaneID) async throws(StoreError) -> DecisionRecord? { throw unknown }
    func decisions(after id: RecordID?, limit: Int) async throws(StoreError) -> [StoredDecision] { throw unknown }
    func dailyCounts(
        of campus: CampusID, from first: CivilDate, through last: CivilDate
    ) async throws(StoreError) -> [DailyCount] { throw unknown }
    func booking(_ id: BookingID) async throws(StoreError) -> Booking? { throw unknown }
    func patron(_ id: PatronID) async throws(StoreError) -> Patron? { throw unknown }
    func bookings(
        at campus: CampusID, from: WallTime, until: WallTime
    ) async throws(StoreError) -> [Booking] { throw unknown }
    func probe() async throws(StoreError) { throw unknown }
    func importPatrons(_ rows: [PatronRow]) async throws(StoreError) -> ImportCounts { throw unknown }
    func importBookings(_ rows: [BookingRow], at time: WallTime) async throws(StoreError) -> BookingImport { throw unknown }
    func sweep(at now: VouchedTime, keeping policy: RetentionPolicy) async throws(StoreError) -> SweepCounts { throw unknown }
}
