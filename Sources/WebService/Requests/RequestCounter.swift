import Accounts
import LibraryModel

/// Counts requests and holds back who asks too often; of what it remembers nothing outlives the program.
actor RequestCounter {
    private let now: @Sendable () -> Instant
    private var addresses: RateLimit<Caller>
    private var patrons: RateLimit<PatronID>
    private var wrongTries: RateLimit<Caller>
    private var checkIns: RateLimit<PatronID>
    private var staff: RateLimit<StaffID>
    private var acts: RateLimit<StaffID>

    init(_ rates: WebRates, now: @escaping @Sendable () -> Instant) {
        self.now = now
        addresses = RateLimit(rates.address)
        patrons = RateLimit(rates.patron)
        wrongTries = RateLimit(rates.wrongTries)
        checkIns = RateLimit(rates.checkIns)
        staff = RateLimit(rates.staff)
        acts = RateLimit(rates.acts)
    }

    func request(from caller: Caller) throws(Refused) {
        if let wait = addresses.take(caller, at: now()) { throw Refused(.tooManyRequests, after: wait) }
    }

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

    /// Before a password is looked at: too many from here were wrong.
    func tryAgain(from caller: Caller) throws(Refused) {
        if let wait = wrongTries.wait(for: caller, at: now()) { throw Refused(.wait, after: wait) }
    }

    func wrongTry(from caller: Caller) { _ = wrongTries.take(caller, at: now()) }
}

extension RateLimit {
    fileprivate init(_ rate: WebRates.Rate) {
        self.init(burst: rate.burst, each: rate.interval, keys: WebLimits.counted)
    }
}
