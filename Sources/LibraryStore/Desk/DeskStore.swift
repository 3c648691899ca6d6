public import LibraryModel

/// The staff desk: what it sees, and what it does beyond a lane. Each act is written in the transaction of its effect.
public protocol DeskStore: StaffStore {
    // MARK: Looking

    /// The newest first; not farther back than ``StoreLimits/lookBack``.
    func presentations(_ query: PresentationQuery) async throws(StoreError) -> [PresentationRecord]

    /// Who is inside, the longest first; at most ``StoreLimits/page``. `campus` nil is every campus.
    func inside(at campus: CampusID?) async throws(StoreError) -> [PersonInside]

    /// How many were inside a campus at each of the instants, which ascend and lie within a day or so.
    func inside(_ campus: CampusID, at instants: [WallTime]) async throws(StoreError) -> [Int]

    /// Appeals with an answer too, the newest first, at most ``StoreLimits/page``.
    func appeals() async throws(StoreError) -> [Appeal]

    /// What staff did, the newest first.
    func acts(_ query: ActQuery) async throws(StoreError) -> [ActRecord]
    func act(_ id: RecordID) async throws(StoreError) -> ActRecord?

    /// What was counted, in the order of the periods.
    func counts(_ query: CountQuery) async throws(StoreError) -> [CountRow]

    // MARK: Acting

    /// Does it and writes it down, whole or not at all; a repeat of the same submission answers what the first did.
    func perform(
        _ task: DeskTask, by slip: ActSlip, at clock: ClockReading, under terms: HouseTerms
    ) async throws(StoreError) -> ActOutcome

    /// Takes the key of a submission whose effect lies outside the store, at a lane; `words` say what is asked for.
    func claim(_ words: String, by slip: ActSlip) async throws(StoreError) -> ActClaim

    /// Gives a key back that was claimed for an act which was refused after all.
    func release(_ slip: ActSlip) async throws(StoreError)
}

/// Which presentations are meant. All that is given must hold.
public struct PresentationQuery: Hashable, Sendable {
    public var campus: CampusID?
    public var lane: LaneID?
    /// Those that were let through, or those that were not.
    public var admits: Bool?
    public var code: DecisionCode?
    /// Older than this one.
    public var before: RecordID?
    /// At most ``StoreLimits/page``.
    public var limit: Int
    /// None is older than ``StoreLimits/lookBack`` before this.
    public var now: WallTime

    public init(now: WallTime, limit: Int = 100) { (self.now, self.limit) = (now, limit) }
}

/// One presentation with whose it was.
public struct PresentationRecord: Hashable, Sendable {
    public let record: DecisionRecord
    public let decision: Decision
    /// Nil where the booking is not known.
    public let patron: PatronID?

    public init(record: DecisionRecord, decision: Decision, patron: PatronID?) {
        (self.record, self.decision, self.patron) = (record, decision, patron)
    }
}

/// Somebody inside. Show number and name masked only.
public struct PersonInside: Hashable, Sendable {
    /// Why somebody is counted: `pass`, or one of ``UnmatchedCause``, or `recount`.
    public typealias Cause = String

    public let visit: RecordID
    public let campus: CampusID
    public let booking: BookingID?
    /// Nil where nobody showed a pass.
    public let patron: Patron?
    public let enteredAt: WallTime
    public let bookingEnd: WallTime?
    public let cause: Cause

    public init(
        visit: RecordID, campus: CampusID, booking: BookingID?, patron: Patron?, enteredAt: WallTime,
        bookingEnd: WallTime?, cause: Cause
    ) {
        (self.visit, self.campus, self.booking, self.patron) = (visit, campus, booking, patron)
        (self.enteredAt, self.bookingEnd, self.cause) = (enteredAt, bookingEnd, cause)
    }
}
