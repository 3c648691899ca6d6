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
    /// Half past eight of the first morning, or where the folder's library was left.
    let time: ShiftedTime
    let settings: Settings
    let keys: SigningKeyRing
    let store: SQLiteStore
    /// One demonstration or gate in the folder at a time.
    private let lock: StoreLock
    /// Counts what happens, from the opening on.
    let meter: GateMeter
    /// When the crowd comes and goes.
    var visits: [DemoVisit] { crowd.visits }
    let folder: TemporaryFolder
    /// What the kiosks' pages are let in by; new at every opening.
    let kiosk: TokenSecret
    /// The library's first day.
    let first: CivilDate
    let crowd: DemoCrowd

    private init(
        in folder: TemporaryFolder, left: WallTime?, first: WallTime, settings: Settings, lock: StoreLock, store: SQLiteStore,
        meter: GateMeter
    ) throws {
        (self.folder, self.settings, self.lock, self.store, self.meter) = (folder, settings, lock, store, meter)
        var chance = SystemRandomNumberGenerator()
        kiosk = TokenSecret(using: &chance)
        let offset = settings.campuses[0].hours.offset
        time = ShiftedTime(startingAt: left ?? first)
        keys = try Self.keys(of: settings, in: folder, from: first - .hours(24 * 7))
        self.first = LocalTime(first, at: offset).date
        crowd = DemoCrowd(campuses: settings.campuses, from: LocalTime(left ?? first, at: offset).date, first: self.first)
    }

    /// Opens what is in the folder, or makes it, which takes a few seconds.
    static func open(in folder: TemporaryFolder, port: Int, at now: WallTime) async throws -> DemoHouse {
        let text = DemoConfiguration.text(folder: folder.path, port: port)
        let settings = try SettingsFile.read(text, name: "demonstration")
        try text.write(toFile: folder.path + "/gatehouse.yaml", atomically: true, encoding: .utf8)
        let (meter, clock) = (GateMeter(), LinuxTime())
        let lock = try settings.lockStore(as: "demonstration")
        let store = try settings.openStore(timing: meter.timing { clock.now() }, begins: true)
        let left = try await store.lastKnownTime()
        let morning = Self.morning(after: now, at: settings.campuses[0].hours.offset)
        let first = try await firstMorning(of: store, settings) ?? morning
        let house = try DemoHouse(in: folder, left: left, first: first, settings: settings, lock: lock, store: store, meter: meter)
        try await house.book()
        if left == nil { try await house.fill() }
        try await house.letKioskIn()
        try await DemoStaff.letIn(to: store, at: house.time.wall().time)
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

    /// That of a library which is gone on with: the morning of the booking that Bo has had from the beginning.
    private static func firstMorning(of store: SQLiteStore, _ settings: Settings) async throws -> WallTime? {
        let bookings = DemoPatron.bookings(from: WallTime(seconds: 0), campus: settings.campuses[0].id)
        guard let known = bookings.last, let left = try await store.lastKnownTime() else { return nil }
        let clock = ClockReading(time: left, trust: .trusted)
        let bo = try await store.overview(of: known.patron, at: clock, under: settings.terms)
        guard let booking = bo?.bookings.first(where: { $0.id == known.booking }) else { return nil }
        let offset = settings.campuses[0].hours.offset
        return LocalTime(LocalTime(booking.start, at: offset).date, .midnight, at: offset).instant + opensAfterMidnight
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
        _ = try KeyFolder(settings.passes.keys).create(ring)
        return ring
    }

    /// What the phone of one of the crowd shows.
    func claims(of visit: DemoVisit, at now: WallTime) -> PassClaims {
        PassClaims(
            booking: visit.booking, campus: visit.campus, start: visit.start, length: visit.end - visit.start,
            issuedAt: WallTime(seconds: now.milliseconds / 1000), lifetime: settings.passes.lifetime)
    }
}
