import Accounts
import Foundation
import GateControl
import GateHardware
import LibraryModel
import LibraryRules
import LibraryStore
import Passes

/// The demonstration library in a folder: its configuration, keys and store, and a morning that has begun.
struct DemoHouse {
    /// Half past eight of this morning, or where the folder's library was left.
    let time: ShiftedTime
    let settings: Settings
    let keys: SigningKeyRing
    let store: SQLiteStore
    /// Counts what happens, from the opening on.
    let meter: GateMeter
    /// When the crowd comes and goes.
    let visits: [DemoVisit]
    let folder: TemporaryFolder
    /// What the kiosks' pages are let in by; new at every opening.
    let kiosk: TokenSecret
    private let crowd: DemoCrowd

    private init(
        in folder: TemporaryFolder, left: WallTime?, settings: Settings, store: SQLiteStore, meter: GateMeter, at now: WallTime
    ) throws {
        (self.folder, self.settings, self.store, self.meter) = (folder, settings, store, meter)
        var chance = SystemRandomNumberGenerator()
        kiosk = TokenSecret(using: &chance)
        let morning = Self.morning(after: now, at: settings.campuses[0].hours.offset)
        time = ShiftedTime(startingAt: max(morning, left ?? morning))
        keys = try Self.keys(of: settings, in: folder, from: morning - .hours(24 * 7))
        crowd = DemoCrowd(campuses: settings.campuses, from: morning - Self.opensAfterMidnight)
        visits = crowd.bookings.map { DemoVisit($0.booking, at: $0.campus, from: $0.start, until: $0.end) }
    }

    /// Opens what is in the folder, or makes it, which takes a few seconds.
    static func open(in folder: TemporaryFolder, port: Int, at now: WallTime) async throws -> DemoHouse {
        let text = DemoConfiguration.text(folder: folder.path, port: port)
        let settings = try SettingsFile.read(text, name: "demonstration")
        try text.write(toFile: folder.path + "/gatehouse.yaml", atomically: true, encoding: .utf8)
        let (meter, clock) = (GateMeter(), LinuxTime())
        let store = try settings.openStore(timing: meter.timing { clock.now() })
        let left = try await store.lastKnownTime()
        let house = try DemoHouse(in: folder, left: left, settings: settings, store: store, meter: meter, at: now)
        if left == nil { try await house.fill() }
        try await house.letKioskIn()
        return house
    }

    /// When the demonstration begins: half past eight.
    private static let opensAfterMidnight = Duration.minutes(8 * 60 + 30)

    /// Half past eight of today, or of the next Monday at a weekend.
    private static func morning(after now: WallTime, at offset: TimeZoneOffset) -> WallTime {
        let today = LocalTime(now, at: offset).date
        let day = today.weekday > 5 ? CivilDate(daysSinceEpoch: today.daysSinceEpoch + 8 - today.weekday) : today
        return LocalTime(day, .midnight, at: offset).instant + opensAfterMidnight
    }

    private func fill() async throws {
        // To the day and not back from the clock, which runs already: a pass holds whole minutes.
        let offset = settings.campuses[0].hours.offset
        let midnight = LocalTime(LocalTime(time.wall().time, at: offset).date, .midnight, at: offset).instant
        _ = try await store.importPatrons(crowd.patrons + DemoPatron.rows)
        let own = DemoPatron.bookings(from: midnight, campus: settings.campuses[0].id)
        _ = try await store.importBookings(crowd.bookings + own, at: midnight - .hours(24))
        try await store.setPasswords(DemoPatron.accounts())
        try await liveUntilNow()
        try await store.rememberTime(time.wall().time)
    }

    private func letKioskIn() async throws {
        let now = time.wall().time
        _ = try await store.withdrawToken(named: "kiosks", at: now)
        try await store.add(AccessToken(name: "kiosks", scope: .kiosk, hash: kiosk.hash, madeAt: now))
    }

    private static func keys(of settings: Settings, in folder: TemporaryFolder, from: WallTime) throws -> SigningKeyRing {
        _ = try folder.folder("keys")
        if FileManager.default.fileExists(atPath: settings.secretKeyFile) { return try KeyFile.load(settings.secretKeyFile) }
        var chance = SystemRandomNumberGenerator()
        let ring = try SigningKeyRing().addingNewKey(validFrom: from, validUntil: from + .hours(24 * 365), using: &chance).ring
        try KeyFile.save(ring, to: settings.secretKeyFile)
        try KeyFile.savePublic(ring.publicRing, to: settings.publicKeyFile)
        return ring
    }

    /// The crowd that has come since the opening is inside.
    private func liveUntilNow() async throws {
        var chance = SystemRandomNumberGenerator()
        let now = time.wall().time
        let early = visits.compactMap { visit in visit.comes.map { (visit, $0) } }.filter { $0.1 < now }
        for (visit, comes) in early.sorted(by: { $0.1 < $1.1 }) {
            guard let campus = settings.campus(visit.campus), let gate = settings.gates.first(where: { $0.campus == campus.id }),
                let lane = gate.lanes.first(where: { $0.direction == .entry })
            else { continue }
            let circumstances = Circumstances(
                clock: ClockReading(time: comes, trust: .trusted), gate: gate.id, lane: lane.id, direction: .entry,
                campus: campus.id, opening: campus.hours.opening(onDayOf: comes), cap: campus.cap,
                pass: .verified(VerifiedPass(claims(of: visit, at: comes))), location: .inside(distance: .within))
            let admission = try await store.admit(
                circumstances, under: settings.admission, id: RecordID(at: comes, using: &chance),
                seat: RecordID(at: comes, using: &chance))
            if let seat = admission.seat { _ = try await store.passedIn(seat, at: comes) }
        }
    }

    /// What the phone of one of the crowd shows.
    func claims(of visit: DemoVisit, at now: WallTime) -> PassClaims {
        PassClaims(
            booking: visit.booking, campus: visit.campus, start: visit.start, length: visit.end - visit.start,
            issuedAt: WallTime(seconds: now.milliseconds / 1000), lifetime: settings.passes.lifetime)
    }
}
