import Foundation
import GateControl
import GateHardware
import LibraryModel
import LibraryRules
import LibraryStore
import Passes
import StrictYAML

/// The library that is measured: one campus that never closes, 50,000 patrons, 5,000 bookings of this hour, 250 inside.
struct BenchLibrary: Sendable {
    static let patrons = 50_000
    static let bookings = 5_000
    static let inside = 250
    static let campus = CampusID(rawValue: 1)
    static let gate = GateID(rawValue: "east-main")
    static let entry = LaneID(rawValue: "east-in")
    static let exit = LaneID(rawValue: "east-out")

    let folder: TemporaryFolder
    let settings: Settings
    let keys: SigningKeyRing
    let issuer: PassIssuer
    /// When every booking begins: late enough that a long run still lies in the window, R9.
    let start: WallTime
    private let filled: String

    /// Fills the store, which takes some seconds.
    init(in folder: TemporaryFolder) async throws {
        self.folder = folder
        let time = BenchTime()
        let now = time.wall().time
        start = WallTime(milliseconds: now.milliseconds / 60_000 * 60_000) + .minutes(10)
        settings = try SettingsFile.read(
            BenchConfiguration.text(store: try folder.folder("none"), keys: try folder.folder("keys"), port: 0),
            name: "bench.yaml")
        var chance = SeededChance(seed: 1)
        keys = try SigningKeyRing().addingNewKey(
            validFrom: now - .hours(24), validUntil: now + .hours(48), using: &chance).ring
        issuer = PassIssuer(ring: keys)
        try KeyFile.savePublic(keys.publicRing, to: settings.publicKeyFile)
        filled = try folder.folder("filled") + "/gatehouse.db"
        try await fill(SQLiteStore(path: filled, options: options(.none)), at: now)
        try await waitUntilClosed()
    }

    /// The connections of a store close a little after it is let go of; the last one folds the log into the file and
    /// removes the log. Before that the file alone is not the store.
    private func waitUntilClosed() async throws {
        let time = BenchTime()
        let deadline = time.now() + .seconds(30)
        while FileManager.default.fileExists(atPath: filled + "-wal") {
            guard time.now() < deadline else { throw BenchError("the filled store does not close") }
            try await time.sleep(until: time.now() + .milliseconds(20))
        }
    }

    private func fill(_ store: SQLiteStore, at now: WallTime) async throws {
        _ = try await store.importPatrons((1...Self.patrons).map { number in
            PatronRow(line: number, patron: try Self.patron(number), name: "anna \(number)", standing: .active)
        })
        _ = try await store.importBookings((1...Self.bookings).map { number in
            BookingRow(
                line: number, booking: Self.booking(number), patron: try Self.patron(number), campus: Self.campus,
                start: start, end: start + .hours(2))
        }, at: now)
        var chance = SeededChance(seed: 2)
        for number in 1...Self.inside {
            guard let seat = try await admit(number, to: store, at: now, using: &chance).seat else {
                throw BenchError("patron \(number) is not admitted to the library of the bench")
            }
            _ = try await store.passedIn(seat, at: now)
        }
    }

    /// Presents the pass of booking `number` to the rules, past camera and signature.
    func admit(
        _ number: Int, to store: SQLiteStore, at now: WallTime, using chance: inout SeededChance
    ) async throws -> Admission {
        let pass = VerifiedPass(try claims(number, at: now))
        let circumstances = Circumstances(
            clock: ClockReading(time: now, trust: .trusted), gate: Self.gate, lane: Self.entry, direction: .entry,
            campus: Self.campus, opening: settings.campuses[0].hours.opening(onDayOf: now), cap: settings.campuses[0].cap,
            pass: .verified(pass), location: .inside(distance: .within))
        let (id, seat) = (RecordID(at: now, using: &chance), RecordID(at: now, using: &chance))
        return try await store.admit(circumstances, under: settings.admission, id: id, seat: seat)
    }

    /// How a gate opens its store, with the terms of the house and its rests.
    func options(_ durability: SQLiteStore.Options.Durability = .everyCommit) -> SQLiteStore.Options {
        var options = settings.storeOptions
        options.durability = durability
        return options
    }

    /// A copy of the filled store in a folder called `name`; returns that folder.
    func copy(to name: String) throws -> String {
        let path = try folder.folder(name)
        try FileManager.default.copyItem(atPath: filled, toPath: "\(path)/gatehouse.db")
        return path
    }

    /// The claims of the pass that the phone of booking `number` shows now.
    func claims(_ number: Int, at now: WallTime, lifetime: Duration = .seconds(60)) throws -> PassClaims {
        guard let point = GeoPoint(latitude: 31.2, longitude: 121.5) else { throw BenchError("the fence has no middle") }
        return PassClaims(
            booking: Self.booking(number), campus: Self.campus, start: start, length: .hours(2),
            issuedAt: WallTime(seconds: now.milliseconds / 1000), lifetime: lifetime,
            fix: LocationFix(point: point, accuracy: Metres(12), datum: .gcj02, age: .seconds(2)))
    }

    private static func booking(_ number: Int) -> BookingID { BookingID(rawValue: 0x0A00_0000_0000_0000 + UInt64(number)) }

    private static func patron(_ number: Int) throws -> PatronID {
        guard let patron = PatronID(rawValue: "2021\(100_000 + number)") else { throw BenchError("a number is no patron") }
        return patron
    }
}

extension SQLiteStore.Options {
    /// Commits that do not wait for the disk.
    static var quick: SQLiteStore.Options {
        var options = SQLiteStore.Options()
        options.durability = .none
        return options
    }
}
