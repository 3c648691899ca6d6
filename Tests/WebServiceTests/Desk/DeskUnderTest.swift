import Accounts
import Foundation
import GateControl
import GateHardware
import LaneControl
import LibraryModel
import LibraryRules
import LibraryStore
import Passes
import Synchronization
import Testing
import WebService

/// A library with real controllers behind its desk, and one of the staff for each role: `anna` (desk), `bo` (supervisor)
/// and `chen` (administrator), all with the password of the patrons. It is Friday 2026-11-20, 20:00 in Shanghai.
final class DeskUnderTest: Sendable {
    static let now = LibraryUnderTest.nine - .hours(13)
    static let (east, west) = (CampusID(rawValue: 1), CampusID(rawValue: 2))

    let library: LibraryUnderTest
    /// What the desk and the gates write to; it fails when it is told to.
    let faulty: FaultyStore
    let feed = EventFeed(run: RecordID(high: 7, low: 7))
    let controllers: [GateController]
    private let status: StatusBoard
    private let chance = Mutex(SeededChance(seed: 21))

    var store: SQLiteStore { library.store }
    var settings: Settings { library.settings }

    init(cap: Int? = nil, _ change: (inout Settings) -> Void = { _ in }) async throws {
        library = try await LibraryUnderTest { settings in
            change(&settings)
            guard let cap else { return }
            settings.campuses = settings.campuses.map {
                Campus(id: $0.id, slug: $0.slug, name: $0.name, cap: cap, hours: $0.hours, fence: $0.fence)
            }
        }
        let (library, feed) = (library, feed)
        let faulty = FaultyStore(library.store)
        self.faulty = faulty
        let settings = library.settings
        let desk = PassDesk(verifier: PassVerifier(ring: library.keys), campuses: settings.campuses, policy: settings.location)
        controllers = try settings.gates.enumerated().map { index, gate in
            GateController(
                gate: gate.id, settings: settings, desk: desk, store: faulty,
                outputs: Dictionary(uniqueKeysWithValues: try gate.lanes.map { ($0.id, try Self.outputs(of: $0, library.time)) }),
                on: try ThreadExecutor(for: "a test", time: LinuxTime()), time: library.time,
                chance: SeededChance(seed: UInt64(31 + index)), tell: { feed.publish($0) })
        }
        status = StatusBoard(
            settings: settings, gates: controllers, store: faulty, time: library.time, version: "0.1.0")
        try await hire()
        for controller in controllers {
            for lane in LibraryUnderTest.lanes { await controller.level(.ready, active: true, at: lane.lane) }
        }
        library.time.advance(by: .milliseconds(200))
        for controller in controllers { await controller.tick() }
    }

    private static func outputs(of lane: LanePlan, _ time: SimulatedTime) throws -> LaneOutputs {
        let bank = SimulatedBank(time: time)
        return LaneOutputs(relays: try Dictionary(uniqueKeysWithValues: Direction.allCases.map { direction in
            let line = try bank.output("\(lane.id).relay-\(direction.rawValue)")
            return (direction, PulsedOutput(line, time: time, cutOff: SimulatedCutOff(time: time), report: { _ in }))
        }))
    }

    private let hashing = PasswordDesk(cost: .least)

    private func hire() async throws {
        let hash = try #require(try await hashing.hash(LibraryUnderTest.password)).text
        for (login, role) in [("anna", StaffRole.desk), ("bo", .supervisor), ("chen", .administrator), ("new", .desk)] {
            let account = StaffAccount(
                id: try #require(StaffID(rawValue: login)), name: login.uppercased(), role: role, passwordHash: hash,
                mustChange: login == "new", madeAt: Self.now)
            #expect(try await store.add(account))
        }
    }

    func parts(rates: WebRates = WebRates()) throws -> WebParts {
        var parts = try library.parts(rates: rates)
        let (status, controllers, hashing, faulty) = (status, controllers, hashing, faulty)
        parts.status = StatusAnswers(report: { await status.report() }, isReady: { true })
        parts.live = LiveParts(
            feed: feed, clock: try #require(parts.patrons).clock,
            wait: { [time = library.time] in try await time.sleep(until: time.now() + $0) })
        parts.desk = DeskParts(
            store: faulty, passwords: PasswordCheck(book: StoredStaffPasswords(faulty), desk: hashing), hashing: hashing,
            act: { act, lane, reason in
                for controller in controllers {
                    if let result = try await controller.act(act, at: lane, by: reason) { return result }
                }
                return nil
            },
            wait: { [time = library.time] in try await time.sleep(until: time.now() + $0) })
        return parts
    }

    /// Serves the library while `work` lasts, which gets a browser at which `login` is signed in.
    func open(as login: String? = "bo", rates: WebRates = WebRates(), _ work: @escaping @Sendable (Phone) async throws -> Void) async throws {
        try await served(try parts(rates: rates)) { port in
            let browser = try Phone(port: port)
            if let login { try await browser.signInAtDesk(login) }
            try await work(browser)
        }
    }

    /// Writes what the store refused before.
    func catchUp() async {
        for controller in controllers { await controller.catchUp() }
    }

    // MARK: Patrons

    func newID() -> RecordID { chance.withLock { RecordID(at: library.time.wall().time, using: &$0) } }

    /// A booking of a patron at East, from ten minutes ago for two hours, or that much later.
    @discardableResult
    func book(_ card: String, _ number: UInt64, later: Duration = .zero) async throws -> BookingID {
        let start = Self.now - .minutes(10) + later
        let row = BookingRow(
            line: 2, booking: BookingID(rawValue: number), patron: try #require(PatronID(rawValue: card)), campus: Self.east,
            start: start, end: start + .hours(2))
        _ = try await store.importBookings([row], at: Self.now - .hours(24))
        return row.booking
    }

    /// Presents the pass of a booking at East and, if it is admitted, lets its patron in. Answers the presentation.
    @discardableResult
    func enter(_ booking: BookingID) async throws -> Admission {
        let now = library.time.wall()
        let stored = try #require(try await store.booking(booking))
        let issuedAt = WallTime(seconds: now.time.milliseconds / 1000)
        let pass = VerifiedPass(
            id: PassID(booking: booking, issuedAt: issuedAt), campus: stored.campus, start: stored.start, end: stored.end,
            expiresAt: issuedAt + .seconds(60))
        let campus = try #require(settings.campus(Self.east))
        let place = LibraryUnderTest.lanes[0]
        let circumstances = Circumstances(
            clock: now, gate: place.gate, lane: place.lane, direction: .entry, campus: campus.id,
            opening: campus.hours.opening(onDayOf: now.time), cap: campus.cap, pass: .verified(pass),
            location: .inside(distance: .within))
        let admission = try await store.admit(circumstances, under: settings.admission, id: newID(), seat: newID())
        if let seat = admission.seat { _ = try await store.passedIn(seat, at: now.time) }
        return admission
    }

    func inside() async throws -> Int {
        try await store.occupancy(of: Self.east, cap: 300).inside
    }
}

extension Phone {
    func signInAtDesk(_ login: String, _ password: String = LibraryUnderTest.password) async throws {
        _ = try await json(.deskSignIn, nil, ["login": login, "password": password])
    }

    /// Does something at the desk; each with a key of its own unless one is given.
    func act(_ kind: String, _ fields: [String: Any], key: String = UUID().uuidString, is status: Int = 201,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> JSON {
        let body = fields.merging(["kind": kind, "why": fields["why"] ?? "a test"]) { $1 }
        return try await json(.deskAct, nil, body, is: status, headers: ["Idempotency-Key: \(key)"], sourceLocation: sourceLocation)
    }

    func undo(_ act: JSON, is status: Int = 201, sourceLocation: SourceLocation = #_sourceLocation) async throws -> JSON {
        let path = "/api/v1/desk/acts/\(act["act"].text ?? "none")/undo"
        return try await json(.deskUndo, path, ["why": "a slip"], is: status, sourceLocation: sourceLocation)
    }

    /// The newest lines of the log.
    func log(_ count: Int = 1) async throws -> [JSON] {
        try await json(.deskActs, "/api/v1/desk/acts?limit=\(count)")["acts"].list
    }
}
