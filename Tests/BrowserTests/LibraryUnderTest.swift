import Accounts
import GateControl
import GateHardware
import LaneControl
import LibraryModel
import LibraryRules
import LibraryStore
import Logging
import Passes
import Secrets
import ServiceLifecycle
import Synchronization
import Testing
import WebService

/// A whole library in one process: the real store, rules, controller and web service; lines and clock are simulated.
///
/// It is Saturday 2026-11-21, 08:52 in Shanghai, whatever a phone's own clock says. East has the lanes `east-in` and
/// `east-out`; the patrons' password is ``password``.
final class LibraryUnderTest: Sendable {
    static let anna = "2021000017"
    /// Has a first password, which must be changed.
    static let carl = "2021000039"
    static let password = "quiet reading room"
    static let nine = WallTime(milliseconds: 1_795_222_800_000)
    static let inside = LaneID(rawValue: "east-in")
    static let outside = LaneID(rawValue: "east-out")
    static let east = CampusID(rawValue: 1)
    /// The middle of the East library as a phone's browser says it.
    static let door = GeoPoint(latitude: 31.2, longitude: 121.5)?.converted(from: .gcj02, to: .wgs84)

    let settings: Settings
    let store: SQLiteStore
    /// The store as the gate has it, where faults are ordered.
    let gateStore: FaultyStore
    let time = SimulatedTime(now: Instant(nanoseconds: 3_600_000_000_000), wall: nine - .minutes(8))
    let kioskToken: TokenSecret
    let gate: GateUnderTest
    let viewfinder = Viewfinder()
    /// While it holds, streams of the library wait for ever: as when the machine hangs.
    let frost = Frost()
    private let issuer: PassIssuer
    private let (sessionKey, kioskKey): (AuthenticationKey, AuthenticationKey)
    private let passwords = PasswordDesk(cost: .least)
    private let chance = Mutex(SeededChance(seed: 11))

    init() async throws {
        var settings = try SettingsFile.read(Self.configuration, name: "library.yaml")
        (settings.web.address, settings.web.port) = ("127.0.0.1", 0)
        self.settings = settings
        var options = SQLiteStore.Options()
        (options.durability, options.terms) = (.none, settings.terms)
        store = try SQLiteStore(inMemory: options)
        gateStore = FaultyStore(store)
        let ring = try SigningKeyRing([
            SigningKey(seed: Array(0..<32), validFrom: Self.nine - .hours(48), validUntil: Self.nine + .hours(480))
        ])
        issuer = PassIssuer(ring: ring)
        var chance = SeededChance(seed: 3)
        (sessionKey, kioskKey) = (try AuthenticationKey(using: &chance), try AuthenticationKey(using: &chance))
        kioskToken = TokenSecret(using: &chance)
        gate = try GateUnderTest(settings: settings, keys: ring.publicRing, store: gateStore, time: time)
        try await fill()
        await gate.start()
    }

    private static let configuration = """
        campuses:
          - { id: 1, slug: east, name: { zh: 东校区, en: East Campus }, cap: 300, hours: { daily: 08:00-22:00 },
              fence: { datum: GCJ-02, centre: [31.2, 121.5], radius: 150 m } }
          - { id: 2, slug: west, name: { zh: 西校区, en: West Campus }, cap: 250, hours: { daily: 08:00-22:00 },
              fence: { datum: GCJ-02, centre: [31.23, 121.4], radius: 150 m } }
        gates:
          - id: east-main
            campus: east
            board: simulated
            lanes:
              - { id: east-in, direction: entry, line-prefix: east-in., camera: { device: "drawn:east-in" }, turnstile: {} }
              - { id: east-out, direction: exit, line-prefix: east-out., camera: { device: "drawn:east-out" }, turnstile: {} }
        rules: { printed-passes: true }
        """

    private func fill() async throws {
        let patrons = try [(Self.anna, "安娜"), (Self.carl, "卡尔")].map { card, name in
            PatronRow(line: 2, patron: try #require(PatronID(rawValue: card)), name: name, standing: .active)
        }
        _ = try await store.importPatrons(patrons)
        let hash = try #require(try await passwords.hash(Self.password)).text
        try await store.setPasswords(patrons.map {
            Account(patron: $0.patron, passwordHash: hash, mustChange: $0.patron.rawValue == Self.carl)
        })
        try await hire(hash)
        try await store.add(AccessToken(name: "screen", scope: .kiosk, hash: kioskToken.hash, madeAt: Self.nine))
        if let now = time.wall().vouched { _ = try await store.settle(at: now, under: settings.terms) }
    }

    /// Serves the pages while `work` lasts; it is handed the address.
    func open<Value: Sendable>(
        _ work: @escaping @Sendable (_ home: String) async throws -> Value
    ) async throws -> Value {
        let (ports, found) = AsyncStream.makeStream(of: Int.self)
        let service = LibraryWeb.build(
            parts, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, listening: { found.yield($0) })
        return try await withThrowingTaskGroup { group in
            group.addTask { try await service.run() }
            var port: Int?
            for await found in ports {
                port = found
                break
            }
            let value = try await work("http://127.0.0.1:\(try #require(port))")
            group.cancelAll()
            while let outcome = await group.nextResult() {
                if case .failure(let error) = outcome, !(error is CancellationError) { throw error }
            }
            return value
        }
    }

    private var parts: WebParts {
        let (store, time, settings, gate) = (store, time, settings, gate)
        return WebParts(
            settings: settings.web, status: StatusAnswers(
                report: { await gate.status.report() }, isReady: { true }, usually: { ["east": 120, "west": 60] }),
            patrons: PatronParts(
                store: store, terms: { settings.terms }, clock: WebClock(wall: { time.wall() }, now: { time.now() }),
                chance: { [self] in SeededChance(seed: chance.withLock { $0.next() }) }, issuer: issuer,
                passLifetime: settings.passes.lifetime, location: settings.location, lanes: gate.lanes,
                present: { code, lane in await gate.present(code, at: lane) }, sessionKey: sessionKey, kioskKey: kioskKey,
                passwords: PasswordSignIn(
                    provider: LocalPasswords(book: StoredPasswords(store), desk: passwords), desk: passwords)),
            live: live, desk: desk)
    }

    /// One of the staff for each role, and one with a first password, all with the password of the patrons.
    private func hire(_ hash: String) async throws {
        for (login, role) in [("anna", StaffRole.desk), ("bo", .supervisor), ("chen", .administrator), ("new", .desk)] {
            _ = try await store.add(StaffAccount(
                id: try #require(StaffID(rawValue: login)), name: login.prefix(1).uppercased() + login.dropFirst(), role: role,
                passwordHash: hash, mustChange: login == "new", madeAt: Self.nine))
        }
    }

    private var desk: DeskParts {
        let controller = gate.controller
        return DeskParts(
            store: store, passwords: PasswordCheck(book: StoredStaffPasswords(store), desk: passwords), hashing: passwords,
            act: { try await controller.act($0, at: $1, by: $2) },
            wait: { [clock = LinuxTime()] in try await clock.sleep(until: clock.now() + $0) })
    }

    /// The library's clock is simulated, but browsers wait by their own: streams beat by the real one.
    private var live: LiveParts {
        let (time, frost, beat) = (time, frost, LinuxTime())
        return LiveParts(
            feed: gate.feed,
            clock: WebClock(wall: { time.wall() }, now: { time.now() }),
            wait: {
                try await beat.sleep(until: beat.now() + $0)
                while frost.holds { try await beat.sleep(until: beat.now() + .milliseconds(50)) }
            }, screens: gate.screens, viewfinders: [Self.inside: viewfinder])
    }

    /// The pass that Anna's phone shows now for a booking.
    func pass(_ booking: UInt64 = 1, start: WallTime = nine) throws -> [UInt8] {
        let second = WallTime(seconds: time.wall().time.milliseconds / 1000)
        let point = try #require(GeoPoint(latitude: 31.2, longitude: 121.5))
        return Array(try issuer.issue(PassClaims(
            booking: BookingID(rawValue: booking), campus: Self.east, start: start, length: .hours(2), issuedAt: second,
            lifetime: .seconds(60), fix: LocationFix(point: point, accuracy: Metres(10), datum: .gcj02, age: .seconds(2)))).utf8)
    }

    /// Lets the time go by with somebody at home: no gap in which the program did not run.
    func wait(until target: WallTime) async throws {
        while time.wall().time < target {
            await gate.advance(by: min(.minutes(2), target - time.wall().time))
            guard let now = time.wall().vouched else { continue }
            while try await store.settle(at: now, under: settings.terms) {}
        }
    }

    /// The clock goes on at once, as it does for somebody who waits.
    func advance(by duration: Duration) { time.advance(by: duration) }

    func bookingsOfAnna() async throws -> [Booking] {
        let anna = try #require(PatronID(rawValue: Self.anna))
        return try #require(try await store.overview(of: anna, at: time.wall(), under: settings.terms)).bookings
    }

    /// The desk turns Anna's appeal against a violation down.
    func refuseAppeal(_ booking: UInt64, _ words: String) async throws -> Bool {
        try await store.answer(
            appealAgainst: BookingID(rawValue: booking),
            with: Appeal.Answer(at: time.wall().time, who: "desk", isGranted: false, words: words))
    }

    /// The page of a lane's screen with its token.
    func kioskPath(_ lane: String) -> String { "/kiosk/\(lane)#token=\(kioskToken.text)" }

    /// A booking of Anna's at East, made the day before.
    func bookForAnna(_ booking: UInt64 = 1, start: WallTime = nine, hours: Int = 2) async throws {
        _ = try await store.importBookings(
            [BookingRow(
                line: 2, booking: BookingID(rawValue: booking), patron: try #require(PatronID(rawValue: Self.anna)),
                campus: Self.east, start: start, end: start + .hours(hours))],
            at: Self.nine - .hours(12))
    }
}

/// Holds what waits.
final class Frost: Sendable {
    private let state = Mutex(false)

    var holds: Bool {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }
}
