import Accounts
import Foundation
import GateControl
import LibraryModel
import LibraryStore
import Passes
import Secrets
import StrictYAML

/// The memory of the program itself over a long time: phones are read and decided, screens, desks and programs hold streams
/// and go away again, and every page is asked for.
struct SoakBench {
    static let allowedMinutes = 1...1440
    /// From one look at the memory to the next.
    static let step = Duration.seconds(10)
    /// The part of the time, at the begin, in which caches fill: growth counts from there on.
    static let warmUp = 0.25
    /// Growth is from the first such part after it to the last one.
    static let part = 0.15
    /// More growth than this in percent is not flat.
    static let flat = 5.0

    let process: ProcessBench
    let minutes: Int
    private let time = BenchTime()

    init(process: ProcessBench, minutes: Int) { (self.process, self.minutes) = (process, minutes) }

    func run(_ say: (String) -> Void) async throws -> BenchResult {
        let house = try await SoakHouse(of: process)
        let gate = try GateProcess(
            program: process.program, configuration: house.configuration, port: house.port,
            more: ["--frames", try process.pictures(), "--loop"])
        try await gate.waitUntilReady()
        let visitors = Visitors(port: house.port, streams: try house.streams(), pages: try house.pages())
        let (begin, used) = (time.now(), gate.processorTime)
        let looks = max(8, Int(Duration.seconds(60 * minutes) / Self.step))
        var (all, own): ([Double], [Double]) = ([], [])
        for look in 1...looks {
            try await time.sleep(until: begin + Self.step * look)
            guard let resident = gate.mebibytes("VmRSS"), let anonymous = gate.mebibytes("RssAnon") else {
                throw BenchError("the gate has gone, or the kernel does not tell its memory")
            }
            all.append(resident)
            own.append(anonymous)
            if look % 30 == 0 { say("\(look / 6) min: \(Self.figure(resident)) MiB resident, \(Self.figure(anonymous)) of it anonymous") }
        }
        let share = gate.processorTime.flatMap { now in used.map { (now - $0) / (time.now() - begin) * 100 } }
        let counts = try visitors.end()
        let codes = gate.linesSaid(beginningWith: BenchLibrary.entry.rawValue)
        gate.stop()
        var notes = [
            "soak: \(minutes) min, \(codes) codes were decided, \(counts.streams) streams were opened, \(counts.answers) pages were answered",
        ]
        if let share { notes.append("soak: \(Self.figure(share)) % of one core") }
        for (name, samples) in [("resident", all), ("anonymous", own)] {
            let growth = Self.growth(samples)
            notes.append("soak: \(name) grew by \(String(format: "%+.1f", growth)) % after the first quarter (flat is within \(Self.figure(Self.flat)))")
        }
        let rows = [
            BenchRow("resident, soak", unit: .mebibytes, samples: all, aim: .init(statistic: .max, below: 96)),
            BenchRow("of it anonymous, soak", unit: .mebibytes, samples: own),
        ]
        return BenchResult(rows: rows.compactMap(\.self), notes: notes)
    }

    /// By how many percent the median of the last part lies above that of the first one after the warm-up.
    private static func growth(_ samples: [Double]) -> Double {
        let length = max(1, Int(Double(samples.count) * part))
        let begin = Int(Double(samples.count) * warmUp)
        let median = { (some: ArraySlice<Double>) in some.sorted()[some.count / 2] }
        return (median(samples.suffix(length)) / median(samples[begin..<begin + length]) - 1) * 100
    }

    private static func figure(_ value: Double) -> String { String(format: "%.1f", value) }
}

/// The house that is watched: a store with a kiosk's token and somebody signed in at the desk, and keys to issue passes.
private struct SoakHouse {
    let configuration: String
    let port: Int
    private let settings: Settings
    private let kiosk: String
    private let desk: String

    init(of process: ProcessBench) async throws {
        let library = process.library
        let folder = try library.copy(to: "soak")
        let keys = try library.folder.folder("soak-keys")
        try KeyFile.savePublic(library.keys.publicRing, to: keys + "/public.keys")
        try KeyFile.save(library.keys, to: keys + "/secret.keys")
        (configuration, port) = try process.configuration(store: folder, name: "soak", keys: keys)
        settings = try SettingsFile.read(BenchConfiguration.text(store: folder, keys: keys, port: port), name: "soak.yaml")
        let (store, now) = (try SQLiteStore(path: folder + "/gatehouse.db"), BenchTime().wall().time)
        var chance = SystemRandomNumberGenerator()
        let secret = TokenSecret(using: &chance)
        try await store.add(AccessToken(name: "screen", scope: .kiosk, hash: secret.hash, madeAt: now))
        guard let id = StaffID(rawValue: "anna") else { throw BenchError("a login is none") }
        let account = StaffAccount(id: id, name: "anna", role: .desk, passwordHash: "-", mustChange: false, madeAt: now)
        guard try await store.add(account) else { throw BenchError("the store of the bench has staff") }
        let session = StaffSession(
            id: RecordID(at: now, using: &chance), staff: id, openedAt: now, endsAt: now + .hours(48))
        try await store.open(session)
        let key = try AuthenticationKey.loadOrMake(settings.sessionKeyFile, for: .session, using: &chance)
        kiosk = "Authorization: Bearer \(secret.text)\r\n"
        desk = "Cookie: gatehouse-desk=\(SessionCookie(key: key, holder: .staff).value(for: session.id))\r\n"
    }

    /// What a program that asks for the status shows; the gate has made it at its start.
    private func status() throws -> String {
        guard let token = LocalToken.secret(at: settings.localTokenFile)?.text else { throw BenchError("no token was left") }
        return "Authorization: Bearer \(token)\r\n"
    }

    func streams() throws -> [Visitors.Asking] {
        let (entry, exit) = (BenchLibrary.entry, BenchLibrary.exit)
        return [
            Visitors.Asking(path: "/api/v1/events", fields: try status()), Visitors.Asking(path: "/api/v1/events"),
            Visitors.Asking(path: "/api/v1/kiosks/\(entry)/screen", fields: kiosk),
            Visitors.Asking(path: "/api/v1/kiosks/\(exit)/screen", fields: kiosk),
            Visitors.Asking(path: "/api/v1/kiosks/\(entry)/view", fields: kiosk),
            Visitors.Asking(path: "/api/v1/desk/events", fields: desk),
        ]
    }

    func pages() throws -> [Visitors.Asking] {
        let open = ["/", "/desk", "/now", "/api/v1/now", "/now/badge.svg", "/readyz", "/metrics", "/api/v1/campuses"]
        let known = ["/api/v1/desk/now", "/api/v1/desk/presentations", "/api/v1/desk/inside"]
        return open.map { Visitors.Asking(path: $0) } + known.map { Visitors.Asking(path: $0, fields: desk) }
            + [Visitors.Asking(path: "/api/v1/status", fields: try status())]
            + [Visitors.Asking(path: "/api/v1/kiosks/\(BenchLibrary.entry)/code", fields: kiosk)]
    }
}
