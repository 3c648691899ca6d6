public import Accounts
public import GateControl
public import LibraryModel
public import LibraryRules
public import LibraryStore
public import Passes
public import Secrets

/// What the service is built from; the composition root hands it in.
public struct WebParts: Sendable {
    public var settings: WebSettings
    public var status: StatusAnswers
    /// Nil at a gate without secret keys: then everything that belongs to a patron answers 503.
    public var patrons: PatronParts?
    /// Nil in a library.
    public var demonstration: Demonstration?
    /// What streams are served from; nil where none are.
    public var live: LiveParts?
    /// Nil where no staff sign in.
    public var desk: DeskParts?
    /// Connections that are served at the same time: fewer where the system gives few descriptors.
    public var connections = WebLimits.connections
    /// A connection on which nothing whole arrives for so long is closed.
    public var idleTimeout = WebLimits.idleTimeout

    public init(
        settings: WebSettings, status: StatusAnswers, patrons: PatronParts? = nil, demonstration: Demonstration? = nil,
        live: LiveParts? = nil, desk: DeskParts? = nil
    ) {
        (self.settings, self.status, self.patrons, self.demonstration) = (settings, status, patrons, demonstration)
        (self.live, self.desk) = (live, desk)
    }
}

/// What patrons, kiosks and importers are served with.
public struct PatronParts: Sendable {
    public var store: any BookingStore & AccountStore & GateStore
    /// The campuses and the readings of the rules as they are now.
    public var terms: @Sendable () -> HouseTerms
    public var clock: WebClock
    /// Where ids and words that nobody may guess come from.
    public var chance: @Sendable () -> any RandomNumberGenerator
    public var issuer: PassIssuer
    /// How long an issued pass may be shown; whole seconds.
    public var passLifetime: Duration
    public var location: LocationPolicy
    /// The lanes that ``present`` reaches.
    public var lanes: [LanePlace]
    /// Presents a code at a lane as if its camera had read it just now; nil when there is no such lane.
    public var present: @Sendable (_ code: [UInt8], _ lane: LaneID) async -> Decision?
    public var sessionKey: AuthenticationKey
    public var kioskKey: AuthenticationKey
    public var passwords: PasswordSignIn?
    public var university: UniversitySignIn?
    public var rates: WebRates

    public init(
        store: any BookingStore & AccountStore & GateStore, terms: @escaping @Sendable () -> HouseTerms,
        clock: WebClock, chance: @escaping @Sendable () -> any RandomNumberGenerator, issuer: PassIssuer,
        passLifetime: Duration, location: LocationPolicy, lanes: [LanePlace],
        present: @escaping @Sendable (_ code: [UInt8], _ lane: LaneID) async -> Decision?, sessionKey: AuthenticationKey,
        kioskKey: AuthenticationKey, passwords: PasswordSignIn?, university: UniversitySignIn? = nil, rates: WebRates = WebRates()
    ) {
        (self.store, self.terms, self.clock, self.chance) = (store, terms, clock, chance)
        (self.issuer, self.passLifetime, self.location) = (issuer, passLifetime, location)
        (self.lanes, self.present, self.sessionKey, self.kioskKey) = (lanes, present, sessionKey, kioskKey)
        (self.passwords, self.university, self.rates) = (passwords, university, rates)
    }
}

/// The two clocks.
public struct WebClock: Sendable {
    public var wall: @Sendable () -> ClockReading
    /// Monotonic: what limits of requests are counted by.
    public var now: @Sendable () -> Instant

    public init(wall: @escaping @Sendable () -> ClockReading, now: @escaping @Sendable () -> Instant) {
        (self.wall, self.now) = (wall, now)
    }
}

/// The sign-in by card number and a password kept here.
public struct PasswordSignIn: Sendable {
    public var provider: any IdentityProvider
    /// Where a new password is hashed.
    public var desk: PasswordDesk

    public init(provider: any IdentityProvider, desk: PasswordDesk) { (self.provider, self.desk) = (provider, desk) }
}

/// The sign-in on the university's own page.
public struct UniversitySignIn: Sendable {
    public var provider: any IdentityProvider
    /// What the button says.
    public var name: BilingualText

    public init(provider: any IdentityProvider, name: BilingualText) { (self.provider, self.name) = (provider, name) }
}

/// How many requests are answered at once, and one more each so often.
public struct WebRates: Hashable, Sendable {
    /// A bucket of requests.
    public struct Rate: Hashable, Sendable {
        public var burst: Int
        public var interval: Duration

        public init(burst: Int, each interval: Duration) { (self.burst, self.interval) = (burst, interval) }
    }

    /// For each address, of those who are not signed in: a whole campus may come from one.
    public var address = Rate(burst: 1000, each: .milliseconds(10))
    /// For each browser that is signed in, wherever it comes from.
    public var session = Rate(burst: 200, each: .milliseconds(50))
    /// For each patron.
    public var patron = Rate(burst: 200, each: .milliseconds(50))
    /// Wrong passwords from each address, besides the wait of each card number: generous, since a whole campus that comes
    /// from one address must not be locked out by a few who mistype.
    public var wrongTries = Rate(burst: 200, each: .milliseconds(500))
    /// Check-ins of each patron: each moves a lane.
    public var checkIns = Rate(burst: 6, each: .seconds(2))
    /// For each of the staff, whose page asks anew whenever something has happened.
    public var staff = Rate(burst: 400, each: .milliseconds(20))
    /// Acts and looks of each of the staff.
    public var acts = Rate(burst: 30, each: .milliseconds(500))

    public init() {}
}
