import Accounts
import Foundation
import GateControl
import GateHardware
import LibraryModel
import LibraryRules
import LibraryStore
import Passes
import Secrets
import Synchronization
import Testing
import WebService

/// A whole library behind the service: the real store in memory, real keys, real rules of the shipped configuration, and a
/// gate that lets everybody go through whom the rules admit. It is Friday 2026-11-20, 20:00 in Shanghai.
final class LibraryUnderTest: Sendable {
    static let anna = "2021000017"
    static let ben = "2021000028"
    /// Has a first password, which must be changed.
    static let carl = "2021000039"
    static let password = "quiet reading room"
    /// 2026-11-21T09:00:00+08:00, a Saturday.
    static let nine = WallTime(milliseconds: 1_795_222_800_000)
    static let (importToken, kioskToken) = (token(1), token(2))

    let time = SimulatedTime(now: Instant(nanoseconds: 3_600_000_000_000), wall: nine - .hours(13))
    let store: SQLiteStore
    let settings: Settings
    let keys: KeyRing
    let feed = EventFeed(run: RecordID(high: 1, low: 1))
    let screens: Screens
    let viewfinder = Viewfinder()
    private let issuer: PassIssuer
    private let kioskKey: AuthenticationKey
    private let chance = Mutex(SeededChance(seed: 11))

    init(_ change: (inout Settings) -> Void = { _ in }) async throws {
        var settings = try SettingsFile.read(try Self.deployed(), name: "gatehouse.yaml")
        settings.web.signIn = [.password]
        change(&settings)
        self.settings = settings
        var options = SQLiteStore.Options()
        options.terms = settings.terms
        store = try SQLiteStore(inMemory: options)
        let key = try SigningKey(
            seed: Array(0..<32), validFrom: Self.nine - .hours(48), validUntil: Self.nine + .hours(480))
        let ring = try SigningKeyRing([key])
        (issuer, keys) = (PassIssuer(ring: ring), ring.publicRing)
        var chance = SeededChance(seed: 3)
        kioskKey = try AuthenticationKey(using: &chance)
        screens = Screens(
            lanes: Self.lanes, campuses: settings.campuses, times: settings.kiosk.times, store: store,
            hours: HouseHours(bookings: nil, time: time), time: time)
        try await fill()
    }

    private static func deployed() throws -> String {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return try String(contentsOf: root.appendingPathComponent("deploy/gatehouse.yaml"), encoding: .utf8)
    }

    private static func token(_ seed: UInt64) -> TokenSecret {
        var chance = SeededChance(seed: seed)
        return TokenSecret(using: &chance)
    }

    private func fill() async throws {
        let patrons = try [(Self.anna, "安娜"), (Self.ben, "本"), (Self.carl, "卡尔")].map { card, name in
            PatronRow(line: 2, patron: try #require(PatronID(rawValue: card)), name: name, standing: .active)
        }
        _ = try await store.importPatrons(patrons)
        let hash = try #require(try await desk.hash(Self.password)).text
        try await store.setPasswords(patrons.map {
            Account(patron: $0.patron, passwordHash: hash, mustChange: $0.patron.rawValue == Self.carl)
        })
        for (name, scope, secret) in [("importer", .import, Self.importToken), ("screen", .kiosk, Self.kioskToken)]
            as [(String, AccessToken.Scope, TokenSecret)] {
            try await store.add(AccessToken(name: name, scope: scope, hash: secret.hash, madeAt: Self.nine))
        }
        if let now = time.wall().vouched { _ = try await store.settle(at: now, under: settings.terms) }
    }

    private let desk = PasswordDesk(cost: .least)

    static let lanes = [
        LanePlace(lane: LaneID(rawValue: "east-in"), gate: GateID(rawValue: "east-main"), campus: CampusID(rawValue: 1), direction: .entry),
        LanePlace(lane: LaneID(rawValue: "east-out"), gate: GateID(rawValue: "east-main"), campus: CampusID(rawValue: 1), direction: .exit),
        LanePlace(lane: LaneID(rawValue: "west-in"), gate: GateID(rawValue: "west-main"), campus: CampusID(rawValue: 2), direction: .entry),
    ]

    /// What the service is built from; a store in the place of the real one if wanted.
    func parts(
        store other: (any BookingStore & AccountStore & GateStore)? = nil, university: UniversitySignIn? = nil,
        rates: WebRates = WebRates()
    ) throws -> WebParts {
        var seed = SeededChance(seed: 5)
        let (store, time, settings) = (other ?? self.store, time, settings)
        let report = try Reports.report(Reports.sparse)
        return WebParts(
            settings: settings.web, status: .fixed(report),
            patrons: PatronParts(
                store: store, terms: { settings.terms }, clock: WebClock(wall: { time.wall() }, now: { time.now() }),
                chance: { [self] in SeededChance(seed: chance.withLock { $0.next() }) }, issuer: issuer,
                passLifetime: settings.passes.lifetime, location: settings.location, lanes: Self.lanes,
                present: { [self] code, lane in try? await present(code, lane) }, sessionKey: try AuthenticationKey(using: &seed),
                kioskKey: kioskKey,
                passwords: PasswordSignIn(provider: LocalPasswords(book: StoredPasswords(store), desk: desk), desk: desk),
                university: university, rates: rates), live: live)
    }

    /// Streams by the simulated clock.
    private var live: LiveParts {
        let time = time
        return LiveParts(
            feed: feed, clock: WebClock(wall: { time.wall() }, now: { time.now() }),
            wait: { try await time.sleep(until: time.now() + $0) }, screens: screens,
            viewfinders: [Self.lanes[0].lane: viewfinder])
    }

    /// Serves the library while `work` lasts.
    func open(_ parts: WebParts? = nil, _ work: @escaping @Sendable (_ port: Int) async throws -> Void) async throws {
        try await served(try parts ?? self.parts(), work)
    }

    /// Lets the time go by as it does where somebody keeps the house: no gap in which the program did not run.
    func wait(until target: WallTime) async throws {
        while time.wall().time < target {
            time.advance(by: min(.minutes(2), target - time.wall().time))
            guard let now = time.wall().vouched else { continue }
            while try await store.settle(at: now, under: settings.terms) {}
        }
    }

    /// The code that a lane's screen shows now.
    func kioskCode(_ lane: String) throws -> String {
        try #require(KioskCode(key: kioskKey).make(LaneID(rawValue: lane), at: time.wall().time))
    }

    /// The gate: decides as a controller does, and whoever is admitted goes through at once.
    private func present(_ code: [UInt8], _ lane: LaneID) async throws -> Decision? {
        guard let place = Self.lanes.first(where: { $0.lane == lane }), let campus = settings.campus(place.campus) else { return nil }
        let desk = PassDesk(verifier: PassVerifier(ring: keys), campuses: settings.campuses, policy: settings.location)
        let (evidence, location) = desk.read(code, at: place.campus)
        let now = time.wall()
        let circumstances = Circumstances(
            clock: now, gate: place.gate, lane: lane, direction: place.direction, campus: place.campus,
            opening: campus.hours.opening(onDayOf: now.time), cap: campus.cap, pass: evidence, location: location)
        let admission = try await store.admit(circumstances, under: settings.admission, id: newID(), seat: newID())
        if let seat = admission.seat, place.direction == .entry { _ = try await store.passedIn(seat, at: now.time) }
        if place.direction == .exit {
            let passage = Passage(id: newID(), campus: place.campus, gate: place.gate, lane: lane, at: now.time)
            _ = try await store.passedOut(admission.seat, by: passage)
        }
        return admission.decision
    }

    private func newID() -> RecordID { chance.withLock { RecordID(at: time.wall().time, using: &$0) } }
}

/// Where a phone is, as its page says it: in the reading room of the shipped configuration's East campus.
var atEast: [String: Any] {
    ["latitude": 31.1753, "longitude": 121.5315, "accuracyMetres": 12, "ageSeconds": 3, "datum": "GCJ-02"]
}
