import Accounts
import LibraryModel

/// Counts requests and holds back who asks too often; of what it remembers nothing outlives the program.
actor RequestCounter {
    private let now: @Sendable () -> Instant
    private var addresses: RateLimit<Caller>
    private var sessions: RateLimit<RecordID>
    private var tokens: RateLimit<String>
    /// Tokens that were good, by the hash of their secrets.
    private var goodTokens = RecentKeys<String, Bool>(capacity: WebLimits.counted)
    private var patrons: RateLimit<PatronID>
    private var wrongTries: RateLimit<Caller>
    private var checkIns: RateLimit<PatronID>
    private var staff: RateLimit<StaffID>
    private var acts: RateLimit<StaffID>

    init(_ rates: WebRates, now: @escaping @Sendable () -> Instant) {
        self.now = now
        addresses = RateLimit(rates.address)
        sessions = RateLimit(rates.session, keys: WebLimits.countedSessions)
        tokens = RateLimit(rates.address)
        patrons = RateLimit(rates.patron)
        wrongTries = RateLimit(rates.wrongTries)
        checkIns = RateLimit(rates.checkIns)
        staff = RateLimit(rates.staff)
        acts = RateLimit(rates.acts)
    }

    func request(_ counted: Counted) throws(Refused) {
        let wait =
            switch counted {
            case .address(let caller): addresses.take(caller, at: now())
            case .session(let id): sessions.take(id, at: now())
            case .token(let hash): tokens.take(hash, at: now())
            }
        if let wait { throw Refused(.tooManyRequests, after: wait) }
    }

    /// The token that a request shows, if it was good before; nobody guesses one that was.
    func token(_ hash: String) -> Counted? { goodTokens[hash] == nil ? nil : .token(hash) }

    /// A token was good.
    func remember(token hash: String) { goodTokens[hash] = true }

    func request(of patron: PatronID) throws(Refused) {
        if let wait = patrons.take(patron, at: now()) { throw Refused(.tooManyRequests, after: wait) }
    }

    func checkIn(of patron: PatronID) throws(Refused) {
        if let wait = checkIns.take(patron, at: now()) { throw Refused(.tooManyRequests, after: wait) }
    }

    func request(of member: StaffID) throws(Refused) {
        if let wait = staff.take(member, at: now()) { throw Refused(.tooManyRequests, after: wait) }
    }

    func act(of member: StaffID) throws(Refused) {
        if let wait = acts.take(member, at: now()) { throw Refused(.tooManyRequests, after: wait) }
    }

    /// Taken before a password is looked at, or those that come side by side would all be looked at.
    func takeTry(from caller: Caller) throws(Refused) {
        if let wait = wrongTries.take(caller, at: now()) { throw Refused(.wait, after: wait) }
    }

    /// It was no wrong try after all.
    func giveBackTry(to caller: Caller) { wrongTries.giveBack(caller) }
}

extension WebHouse {
    /// Looks at what somebody brings to be let in, and counts it against the address where it was wrong.
    func trying<Outcome>(
        _ ask: Ask, isWrong: (Outcome) -> Bool, _ look: () async throws -> Outcome
    ) async throws -> Outcome {
        try await counter.takeTry(from: ask.caller)
        do {
            let outcome = try await look()
            if !isWrong(outcome) { await counter.giveBackTry(to: ask.caller) }
            return outcome
        } catch {
            await counter.giveBackTry(to: ask.caller)
            throw error
        }
    }
}

extension RateLimit {
    fileprivate init(_ rate: WebRates.Rate, keys: Int = WebLimits.counted) {
        self.init(burst: rate.burst, each: rate.interval, keys: keys)
    }
}
