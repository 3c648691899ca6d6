public import LibraryModel
public import LibraryRules

/// What a transaction about bookings is decided by, besides what is stored.
public struct HouseTerms: Sendable {
    public var policy: HousePolicy
    /// As configured; the store puts its dated exceptions over their hours.
    public var campuses: [Campus]

    public init(policy: HousePolicy, campuses: [Campus]) { (self.policy, self.campuses) = (policy, campuses) }
}

/// The claims of patrons on a campus, and what follows when they are missed. Like ``GateStore``: each change is one
/// transaction, what returns is on disk, what throws has changed nothing.
///
/// Every transaction here first settles what is due: the clock decides, not the moment at which somebody asks. What is
/// shown is settled to the very instant; what is written lags ``StoreLimits/settleLag`` behind, so that a decision that
/// is under way at a lane is never overtaken. Nothing is written while the clock is not trusted (R26), nor across a time
/// in which the program did not run: that becomes a ``HouseFault`` first.
public protocol BookingStore: Sendable {
    // MARK: The patron's own

    /// Makes all the bookings or none. `ids` are the new ids, one a request. With `once`, a repeat of the same
    /// submission answers what the first did.
    func book(
        _ requests: [BookingRequest], for patron: PatronID, ids: [BookingID], once: OnceKey?, at clock: ClockReading,
        under terms: HouseTerms
    ) async throws(StoreError) -> BookingOutcome

    /// `patron` nil is staff. A repeat answers `cancelled` again.
    func cancel(
        _ booking: BookingID, by patron: PatronID?, at clock: ClockReading, under terms: HouseTerms
    ) async throws(StoreError) -> CancelOutcome

    /// Everything that the rules look at for this patron, settled to `clock`; reads only. `taken` of each campus covers
    /// `[from, until)`.
    func bookingFacts(
        of patron: PatronID, from: WallTime, until: WallTime, at clock: ClockReading, under terms: HouseTerms
    ) async throws(StoreError) -> BookingFacts

    /// The patron's page: bookings newest first, violations, visits and appeals, settled to `clock`; reads only. Nil when
    /// no such patron is known.
    func overview(
        of patron: PatronID, at clock: ClockReading, under terms: HouseTerms
    ) async throws(StoreError) -> PatronOverview?

    /// Places taken by open bookings of a campus that touch `[from, until)`.
    func taken(
        at campus: CampusID, from: WallTime, until: WallTime, at clock: ClockReading, under terms: HouseTerms
    ) async throws(StoreError) -> [BookedSpan]

    /// What the gate would decide, and why; nothing is written.
    func wouldAdmit(
        _ circumstances: Circumstances, under policy: AdmissionPolicy
    ) async throws(StoreError) -> Decision

    /// Keeps a patron's objection for the desk.
    func appeal(_ appeal: Appeal) async throws(StoreError) -> AppealOutcome

    // MARK: Staff

    /// Violations that match, newest first, at most ``StoreLimits/page``, settled to `clock`.
    func violations(
        _ filter: ViolationFilter, at clock: ClockReading, under terms: HouseTerms
    ) async throws(StoreError) -> [Violation]

    /// Makes violations void (R20); answers those that changed. Suspensions follow at once, since they are computed.
    func waive(
        _ filter: ViolationFilter, with waiver: Violation.Waiver, at clock: ClockReading, under terms: HouseTerms
    ) async throws(StoreError) -> [Violation]

    /// Appeals without an answer, oldest first, at most ``StoreLimits/page``.
    func openAppeals() async throws(StoreError) -> [Appeal]

    /// Answers an appeal; a granted one waives its violation. False when there is none or it has been answered.
    func answer(appealAgainst booking: BookingID, with answer: Appeal.Answer) async throws(StoreError) -> Bool

    // MARK: The house

    /// Dated exceptions, by day.
    func exceptions() async throws(StoreError) -> [DatedException]

    /// Sets the hours of a day; bookings that no longer fit into them are released (R21). Answers those.
    func except(
        _ exception: DatedException, at clock: ClockReading, under terms: HouseTerms
    ) async throws(StoreError) -> [Booking]

    /// The week's hours again. False when the day was no exception.
    func unexcept(_ campus: CampusID, _ date: CivilDate) async throws(StoreError) -> Bool

    /// The program begins to keep the house: the time since the last sign of life becomes a fault of the house, however short
    /// it was, before anything else is written. `lastSign` nil: only what the store itself knows.
    func beginRun(after lastSign: WallTime?) async throws(StoreError)

    /// A fault of the house begins, or is known afterwards with its end. A repeat with the same id changes nothing.
    func begin(_ fault: HouseFault) async throws(StoreError)

    /// Ends the faults of a kind and `detail` at a campus that still last.
    func endFault(
        _ kind: HouseFault.Kind, of campus: CampusID, detail: String, at time: WallTime
    ) async throws(StoreError)

    /// Faults of a campus that touch `[from, until)`, oldest first, at most ``StoreLimits/page``.
    func faults(of campus: CampusID, from: WallTime, until: WallTime) async throws(StoreError) -> [HouseFault]

    /// Writes down what is due, oldest first, at most ``StoreLimits/settleBatch`` patrons; call again while it answers
    /// `true`. Also keeps the time, so a gap since the last call becomes a fault of the house.
    func settle(at time: VouchedTime, under terms: HouseTerms) async throws(StoreError) -> Bool
}

/// Names a submission, so that a repeat of it is known.
public struct OnceKey: Hashable, Sendable {
    /// The most characters of a key.
    public static let longest = 64

    /// The client's own word: 1 to 64 visible ASCII characters.
    public let word: String

    public init?(_ word: String) {
        guard (1...Self.longest).contains(word.utf8.count), word.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        self.word = word
    }
}

/// What became of a submission.
public enum BookingOutcome: Hashable, Sendable {
    /// In the order of the requests. `repeated`: an earlier submission with this key made them.
    case booked([Booking], repeated: Bool)
    case refused(BookingRefusal, request: Int)
    /// The key came with another submission before.
    case keyTaken
}

/// What became of a cancellation.
public enum CancelOutcome: Hashable, Sendable {
    case cancelled(Booking)
    case refused(BookingRefusal)
}

/// What became of an appeal.
public enum AppealOutcome: String, Hashable, Sendable {
    case taken
    /// There is one already; it stands.
    case repeated
    /// The patron has no such violation, or it has been waived.
    case noSuchViolation
}

/// Which violations are meant. All that is given must hold.
public struct ViolationFilter: Hashable, Sendable {
    public var booking: BookingID?
    public var patron: PatronID?
    public var campus: CampusID?
    /// Instants `from <= at < until`.
    public var from: WallTime?
    public var until: WallTime?
    /// Nil for both.
    public var counts: Bool?

    public init(
        booking: BookingID? = nil, patron: PatronID? = nil, campus: CampusID? = nil, from: WallTime? = nil,
        until: WallTime? = nil, counts: Bool? = nil
    ) {
        (self.booking, self.patron, self.campus) = (booking, patron, campus)
        (self.from, self.until, self.counts) = (from, until, counts)
    }
}

/// A stay as its patron sees it.
public struct VisitSummary: Hashable, Sendable {
    public let campus: CampusID
    public let booking: BookingID
    public let enteredAt: WallTime
    /// Nil while inside.
    public let leftAt: WallTime?
    /// The count was closed at the end of the day; nobody saw the patron leave.
    public let isClosedAtEnd: Bool

    public init(campus: CampusID, booking: BookingID, enteredAt: WallTime, leftAt: WallTime?, isClosedAtEnd: Bool) {
        (self.campus, self.booking, self.enteredAt) = (campus, booking, enteredAt)
        (self.leftAt, self.isClosedAtEnd) = (leftAt, isClosedAtEnd)
    }
}

/// What a patron sees of the own record.
public struct PatronOverview: Sendable {
    public var patron: Patron
    public var bookings: [Booking]
    /// Waived ones too.
    public var violations: [Violation]
    public var visits: [VisitSummary]
    public var appeals: [Appeal]
    public var suspension: Suspension?

    public init(
        patron: Patron, bookings: [Booking], violations: [Violation], visits: [VisitSummary], appeals: [Appeal],
        suspension: Suspension?
    ) {
        (self.patron, self.bookings, self.violations) = (patron, bookings, violations)
        (self.visits, self.appeals, self.suspension) = (visits, appeals, suspension)
    }
}
