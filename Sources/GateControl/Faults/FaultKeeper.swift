public import GateHardware
import LibraryModel
public import LibraryStore

/// Writes down at which times the house could not serve its patrons, and after that which deadlines have passed: so that
/// nobody gets a violation for a time at which the gate, the clock or the house was at fault (design invariant 9).
///
/// It owns no timer: ``look()`` and ``write()`` are called once a second, ``settle()`` every few seconds. What the store
/// refuses waits and is tried again in order, and until it is written nothing is settled.
public actor FaultKeeper {
    /// The most changes that wait for the store. Beyond it nothing new is looked at, so a fault that is there then begins
    /// when there is room again. A fault that lasts makes no changes, so this is days of a store that is away.
    public static let longestQueue = 1000
    /// A store that takes longer than this does not answer, as far as a lane goes.
    static let longestAnswer = GateController.longestDecision
    static let probeEvery = Duration.seconds(30)

    private enum Note {
        case begin(HouseFault)
        case end(PresentFault, at: WallTime)
    }

    private let terms: HouseTerms
    private let gates: [GateController]
    private let bookings: any BookingStore
    private let time: any TimeSource
    private var chance: any RandomNumberGenerator & Sendable
    private var log: FaultLog
    private var waiting: [Note] = []
    private var isWriting = false
    private var hasLooked = false
    /// The calls that the store has not answered, by their number.
    private var asked: [Int: Instant] = [:]
    private var lastCall = 0
    private var lastError: StoreError? {
        didSet {
            guard refusal?.code != heard else { return }
            heard = refusal?.code
            tell(refusal)
        }
    }
    private var heard: StoreError.Code?
    private let tell: @Sendable (StoreError?) -> Void
    private let probe: (@Sendable () async throws(StoreError) -> Void)?
    private var probed: Instant?

    /// `chance` is where the ids of faults come from; `tell` hears whether the store refuses what is written, when that
    /// changes, and must return at once. `probe` writes something small, while nothing is settled.
    public init(
        settings: Settings, gates: [GateController], bookings: any BookingStore, time: any TimeSource,
        chance: any RandomNumberGenerator & Sendable, tell: @escaping @Sendable (StoreError?) -> Void = { _ in },
        probe: (@Sendable () async throws(StoreError) -> Void)? = nil
    ) {
        (self.gates, self.bookings, self.time, self.chance, self.tell) = (gates, bookings, time, chance, tell)
        self.probe = probe
        terms = settings.terms
        log = FaultLog(possible: PresentFault.possible(at: settings.gates))
    }

    /// Why the store refused the last time; nil while it answers.
    public var problem: StoreError? { lastError }
    /// The same where nothing else can be written either.
    public var refusal: StoreError? { lastError.flatMap { $0.stopsEveryChange ? $0 : nil } }
    /// How many changes wait for the store.
    public var backlog: Int { waiting.count }

    /// Asks the gates and the clock how they are. Never waits for the store.
    public func look() async {
        var outlooks: [GateOutlook] = []
        for gate in gates { outlooks.append(await gate.outlook()) }
        guard waiting.count + log.width <= Self.longestQueue else { return }
        let (clock, now) = (time.wall(), time.now())
        let isQuick = asked.values.allSatisfy { now - $0 <= Self.longestAnswer }
        let present = presentFaults(of: outlooks, clock: clock.trust, storeAnswers: isQuick && lastError == nil)
        for change in log.see(present, at: clock, now: now) { waiting.append(note(change)) }
        hasLooked = true
    }

    /// Writes what waits, oldest first, until nothing does or the store refuses.
    public func write() async {
        guard !isWriting else { return }
        isWriting = true
        defer { isWriting = false }
        while let note = waiting.first {
            let isDone = await ask { () throws(StoreError) in
                switch note {
                case .begin(let fault): try await bookings.begin(fault)
                case .end(let fault, let instant):
                    try await bookings.endFault(fault.kind, of: fault.campus, detail: fault.detail, at: instant)
                }
                return true
            }
            guard isDone == true else { return }
            waiting.removeFirst()
        }
    }

    /// Writes the deadlines that have passed, in small batches: not while the clock is not believed, nor while a fault
    /// may have begun or waits to be written, since then nobody knows yet who is at fault.
    public func settle() async {
        var isMore = true
        while isMore, !Task.isCancelled {
            guard let now = time.wall().vouched, hasLooked, waiting.isEmpty, !log.isUndecided else { return await probeNow() }
            isMore = await ask { () throws(StoreError) in try await bookings.settle(at: now, under: terms) } ?? false
        }
    }

    /// Asks whether the store takes anything, while nothing is settled: seldom, for the card's sake, until it has refused.
    private func probeNow() async {
        guard let probe, lastError != nil || probed.map({ time.now() - $0 >= Self.probeEvery }) ?? true else { return }
        probed = time.now()
        _ = await ask { () throws(StoreError) in
            try await probe()
            return true
        }
    }

    /// Nil when the store refused. Whether it does, and how long it takes, is a fault of the house in itself.
    private func ask<Answer: Sendable>(_ work: () async throws(StoreError) -> Answer) async -> Answer? {
        lastCall += 1
        let call = lastCall
        asked[call] = time.now()
        defer { asked[call] = nil }
        do {
            let answer = try await work()
            lastError = nil
            return answer
        } catch {
            lastError = error
            return nil
        }
    }

    private func note(_ change: FaultLog.Change) -> Note {
        switch change {
        case .began(let fault, let instant):
            .begin(HouseFault(
                id: RecordID(at: instant, using: &chance), campus: fault.campus, kind: fault.kind, from: instant,
                detail: fault.detail))
        case .ended(let fault, let instant): .end(fault, at: instant)
        }
    }
}
