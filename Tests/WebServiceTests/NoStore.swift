import LibraryModel
import LibraryRules
import LibraryStore

/// A store on a disk that answers nothing.
struct NoStore: BookingStore, AccountStore, GateStore {
    private func gone() -> StoreError { StoreError(.diskFault, during: "anything", detail: "simulated") }

    func admit(
        _ circumstances: Circumstances, under policy: AdmissionPolicy, id: RecordID, seat: RecordID
    ) async throws(StoreError) -> Admission { throw gone() }
    func passedIn(_ seat: RecordID, at time: WallTime) async throws(StoreError) -> SeatChange { throw gone() }
    func gaveBack(
        _ seat: RecordID, at time: WallTime, why: GiveBackReason
    ) async throws(StoreError) -> SeatChange { throw gone() }
    func passedOut(_ visit: RecordID?, by passage: Passage) async throws(StoreError) -> Departure { throw gone() }
    func passedInUnmatched(_ passage: Passage, cause: UnmatchedCause) async throws(StoreError) -> SeatChange { throw gone() }
    func occupancy(of campus: CampusID, cap: Int) async throws(StoreError) -> Occupancy { throw gone() }
    func openSeats() async throws(StoreError) -> [OpenSeat] { throw gone() }
    func probe() async throws(StoreError) { throw gone() }
    func standingModes(at gate: GateID) async throws(StoreError) -> [LaneID: StandingModes] { throw gone() }
    func countIsKnown(of campus: CampusID) async throws(StoreError) -> Bool { throw gone() }
    func doubtCount(of campus: CampusID) async throws(StoreError) { throw gone() }
    func closeDay(
        of campus: CampusID, begunBefore limit: WallTime, at time: VouchedTime
    ) async throws(StoreError) -> Int { throw gone() }
    func record(_ act: OverrideRecord) async throws(StoreError) { throw gone() }
    func record(_ event: LaneEventRecord) async throws(StoreError) { throw gone() }
    func revoke(_ revocation: Revocation) async throws(StoreError) { throw gone() }
    func rememberTime(_ time: VouchedTime) async throws(StoreError) { throw gone() }
    func lastKnownTime() async throws(StoreError) -> WallTime? { throw gone() }
    func recentDecisions(limit: Int) async throws(StoreError) -> [DecisionRecord] { throw gone() }
    func lastDecision(at lane: LaneID) async throws(StoreError) -> DecisionRecord? { throw gone() }
    func decisions(after id: RecordID?, limit: Int) async throws(StoreError) -> [StoredDecision] { throw gone() }
    func dailyCounts(
        of campus: CampusID, from first: CivilDate, through last: CivilDate
    ) async throws(StoreError) -> [DailyCount] { throw gone() }
    func booking(_ id: BookingID) async throws(StoreError) -> Booking? { throw gone() }
    func patron(_ id: PatronID) async throws(StoreError) -> Patron? { throw gone() }
    func bookings(at campus: CampusID, from: WallTime, until: WallTime) async throws(StoreError) -> [Booking] { throw gone() }
    func importPatrons(_ rows: [PatronRow]) async throws(StoreError) -> ImportCounts { throw gone() }
    func importBookings(_ rows: [BookingRow], at time: WallTime) async throws(StoreError) -> BookingImport { throw gone() }
    func sweep(at now: VouchedTime, keeping policy: RetentionPolicy) async throws(StoreError) -> SweepCounts { throw gone() }
    func book(
        _ requests: [BookingRequest], for patron: PatronID, ids: [BookingID], once: OnceKey?, at clock: ClockReading, under terms: HouseTerms
    ) async throws(StoreError) -> BookingOutcome { throw gone() }
    func cancel(
        _ booking: BookingID, by patron: PatronID?, at clock: ClockReading, under terms: HouseTerms
    ) async throws(StoreError) -> CancelOutcome { throw gone() }
    func bookingFacts(
        of patron: PatronID, from: WallTime, until: WallTime, at clock: ClockReading, under terms: HouseTerms
    ) async throws(StoreError) -> BookingFacts { throw gone() }
    func overview(
        of patron: PatronID, at clock: ClockReading, under terms: HouseTerms
    ) async throws(StoreError) -> PatronOverview? { throw gone() }
    func taken(
        at campus: CampusID, from: WallTime, until: WallTime, at clock: ClockReading, under terms: HouseTerms
    ) async throws(StoreError) -> [BookedSpan] { throw gone() }
    func wouldAdmit(
        _ circumstances: Circumstances, under policy: AdmissionPolicy
    ) async throws(StoreError) -> Decision { throw gone() }
    func appeal(_ appeal: Appeal) async throws(StoreError) -> AppealOutcome { throw gone() }
    func violations(
        _ filter: ViolationFilter, at clock: ClockReading, under terms: HouseTerms
    ) async throws(StoreError) -> [Violation] { throw gone() }
    func waive(
        _ filter: ViolationFilter, with waiver: Violation.Waiver, at clock: ClockReading, under terms: HouseTerms
    ) async throws(StoreError) -> [Violation] { throw gone() }
    func openAppeals() async throws(StoreError) -> [Appeal] { throw gone() }
    func answer(appealAgainst booking: BookingID, with answer: Appeal.Answer) async throws(StoreError) -> Bool { throw gone() }
    func exceptions() async throws(StoreError) -> [DatedException] { throw gone() }
    func except(
        _ exception: DatedException, at clock: ClockReading, under terms: HouseTerms
    ) async throws(StoreError) -> [Booking] { throw gone() }
    func unexcept(_ campus: CampusID, _ date: CivilDate) async throws(StoreError) -> Bool { throw gone() }
    func begin(_ fault: HouseFault) async throws(StoreError) { throw gone() }
    func endFault(
        _ kind: HouseFault.Kind, of campus: CampusID, detail: String, at time: WallTime
    ) async throws(StoreError) { throw gone() }
    func faults(of campus: CampusID, from: WallTime, until: WallTime) async throws(StoreError) -> [HouseFault] { throw gone() }
    func beginRun(after lastSign: WallTime?) async throws(StoreError) { throw gone() }
    func settle(at time: VouchedTime, under terms: HouseTerms) async throws(StoreError) -> Bool { throw gone() }
    func account(of patron: PatronID) async throws(StoreError) -> Account? { throw gone() }
    func setPasswords(_ accounts: [Account]) async throws(StoreError) { throw gone() }
    func replaceHash(_ old: String, with new: String, of patron: PatronID) async throws(StoreError) -> Bool { throw gone() }
    func noteTry(of patron: PatronID, isRight: Bool, at time: WallTime) async throws(StoreError) -> Int { throw gone() }
    func unknownPatrons(among patrons: [PatronID]) async throws(StoreError) -> Set<PatronID> { throw gone() }
    func accountCount() async throws(StoreError) -> Int { throw gone() }
    func open(_ session: Session) async throws(StoreError) { throw gone() }
    func session(_ id: RecordID, at time: WallTime) async throws(StoreError) -> Session? { throw gone() }
    func close(_ session: RecordID) async throws(StoreError) { throw gone() }
    func closeSessions(of patron: PatronID, except kept: RecordID?) async throws(StoreError) { throw gone() }
    func add(_ token: AccessToken) async throws(StoreError) { throw gone() }
    func tokens() async throws(StoreError) -> [AccessToken] { throw gone() }
    func token(hash: String) async throws(StoreError) -> AccessToken? { throw gone() }
    func withdrawToken(named name: String, at time: WallTime) async throws(StoreError) -> Bool { throw gone() }
}
