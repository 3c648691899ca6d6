public import LibraryModel
public import LibraryRules

/// The durable memory of a gate: every change is one transaction named for what happened at the door.
///
/// What returns has been written to disk. What throws has changed nothing. A call may be repeated with the same ids
/// after its answer was lost: the repeat changes nothing and answers the same.
/// Ids and instants are the caller's, so that stories and replays are exact.
public protocol GateStore: Sendable {
    // MARK: At the lane

    /// Loads the facts, asks the admission rules, writes the decision with its facts, its effects and its seat.
    ///
    /// - Parameters:
    ///   - id: the id of the presentation; a second call with the same id answers what the first one did.
    ///   - seat: the id that a newly held seat gets.
    func admit(
        _ circumstances: Circumstances, under policy: AdmissionPolicy, id: RecordID, seat: RecordID
    ) async throws(StoreError) -> Admission

    /// Somebody went in on this seat: the visit begins.
    func passedIn(_ seat: RecordID, at time: WallTime) async throws(StoreError) -> SeatChange

    /// Nobody went in: the seat is free again.
    func gaveBack(_ seat: RecordID, at time: WallTime, why: GiveBackReason) async throws(StoreError) -> SeatChange

    /// Somebody went out; `visit` is what the pass matched, nil when no pass was shown.
    func passedOut(_ visit: RecordID?, by passage: Passage) async throws(StoreError) -> Departure

    /// Somebody went in without a seat; counted, even beyond the cap. Answers `unchanged` for a repeat.
    func passedInUnmatched(_ passage: Passage, cause: UnmatchedCause) async throws(StoreError) -> SeatChange

    // MARK: The house

    /// Seats of a campus now; `cap` comes from the configuration and is passed through.
    func occupancy(of campus: CampusID, cap: Int) async throws(StoreError) -> Occupancy

    /// Seats held, oldest first: what a restarted gate must wait for again or give back.
    func openSeats() async throws(StoreError) -> [OpenSeat]

    /// What staff want of the lanes of a gate until they say otherwise; lanes of which nothing is wanted are left out.
    func standingModes(at gate: GateID) async throws(StoreError) -> [LaneID: StandingModes]

    /// Whether the count of a campus can be believed: not after the store was lost or begun anew, until a recount or the
    /// next closing reset.
    func countIsKnown(of campus: CampusID) async throws(StoreError) -> Bool

    /// From now on, until a recount or the next closing reset: somebody passed, and what that changed is lost.
    func doubtCount(of campus: CampusID) async throws(StoreError)

    /// A gate has passages that are not in the store, or has none any more. A program that ends while one has, and has had
    /// for more than a moment, leaves a count that the next start does not believe. Waits for nothing.
    func note(isBehind: Bool)

    /// The closing reset of a campus: visits inside that began before `limit` end as `closed_at_end`, and so do unmatched
    /// exits before it. Held seats stay; their lanes give them back. Answers how many visits were ended.
    func closeDay(
        of campus: CampusID, begunBefore limit: WallTime, at time: VouchedTime
    ) async throws(StoreError) -> Int

    func record(_ act: OverrideRecord) async throws(StoreError)
    func record(_ event: LaneEventRecord) async throws(StoreError)

    /// Withdraws one pass or all passes of a booking, for good.
    func revoke(_ revocation: Revocation) async throws(StoreError)

    /// Keeps the last trusted time over a restart (R26).
    func rememberTime(_ time: VouchedTime) async throws(StoreError)
    /// What a clock is compared with before it is believed.
    func lastKnownTime() async throws(StoreError) -> WallTime?

    // MARK: Looking back

    /// The newest decisions first, at most ``StoreLimits/page``.
    func recentDecisions(limit: Int) async throws(StoreError) -> [DecisionRecord]
    func lastDecision(at lane: LaneID) async throws(StoreError) -> DecisionRecord?

    /// Decisions with what they were made from, oldest first, after `id`; at most ``StoreLimits/page``.
    func decisions(after id: RecordID?, limit: Int) async throws(StoreError) -> [StoredDecision]

    /// Passages and refusals of a campus by local day, both ends included.
    func dailyCounts(
        of campus: CampusID, from first: CivilDate, through last: CivilDate
    ) async throws(StoreError) -> [DailyCount]

    func booking(_ id: BookingID) async throws(StoreError) -> Booking?
    func patron(_ id: PatronID) async throws(StoreError) -> Patron?

    /// Bookings of a campus that begin in `[from, until)`, earliest first, at most ``StoreLimits/page``.
    func bookings(
        at campus: CampusID, from: WallTime, until: WallTime
    ) async throws(StoreError) -> [Booking]

    // MARK: Housekeeping

    /// Writes a little and waits for the disk, as an entry does: only that shows a full or failing disk.
    func probe() async throws(StoreError)

    /// After an unclean stop, or where damage is known, looks at every page beside everybody and answers what is wrong;
    /// otherwise at nothing.
    func checkAfterUncleanStop() async throws(StoreError) -> [StoreTrouble]

    /// What has befallen the store, until it is mended.
    func troubles() async throws(StoreError) -> [StoreTrouble]

    /// How large the store is, how fast it grows and what it has room for. Nil for one in memory.
    func room() async throws(StoreError) -> StoreRoom?

    /// Adds and updates patrons, all or none. Patrons that the file leaves out stay as they are.
    func importPatrons(_ rows: [PatronRow]) async throws(StoreError) -> ImportCounts

    /// Adds and updates bookings, all or none; `time` becomes the creation time of new ones.
    func importBookings(_ rows: [BookingRow], at time: WallTime) async throws(StoreError) -> BookingImport

    /// The oldest file that is not all in its place; nil when there is none.
    func halfImport() async throws(StoreError) -> HalfImport?

    /// Takes the rest of a whole one over, in small transactions behind everything else; each row is taken once, whoever else
    /// is at it. Forgets one that never became whole.
    func finishImport(_ half: HalfImport) async throws(StoreError)

    /// Deletes what is older than it may be kept, in small transactions so that no lane waits long.
    /// Refuses an instant that is far from the last written time, whoever vouches for it.
    func sweep(at now: VouchedTime, keeping policy: RetentionPolicy) async throws(StoreError) -> SweepCounts
}

extension GateStore {
    /// Nothing is known of an earlier run.
    public func checkAfterUncleanStop() async throws(StoreError) -> [StoreTrouble] { [] }

    /// Nobody starts on it again.
    public func note(isBehind: Bool) {}

    /// Nothing can befall it.
    public func troubles() async throws(StoreError) -> [StoreTrouble] { [] }

    /// It takes no room.
    public func room() async throws(StoreError) -> StoreRoom? { nil }

    /// It takes files whole.
    public func halfImport() async throws(StoreError) -> HalfImport? { nil }

    /// There is none.
    public func finishImport(_ half: HalfImport) async throws(StoreError) {}

    /// Hands every stored decision after `start` to `body`, oldest first, one page in memory at a time.
    public func forEachDecision(
        after start: RecordID? = nil, _ body: (StoredDecision) -> Void
    ) async throws(StoreError) {
        var last = start
        while true {
            let page = try await decisions(after: last, limit: StoreLimits.page)
            page.forEach(body)
            guard page.count == StoreLimits.page, let next = page.last?.id else { return }
            last = next
        }
    }
}
