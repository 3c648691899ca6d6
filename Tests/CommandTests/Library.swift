import Foundation
import LibraryModel
import LibraryStore

/// A small library in a temporary folder: configuration, keys, patrons and bookings that are under way now.
final class Library {
    let folder: String
    let port: Int
    var config: String { folder + "/gatehouse.yaml" }
    var pictures: String { folder + "/pictures" }

    /// `patrons` patrons, each with a booking at East that began a minute ago.
    init(patrons: Int = 2, cap: Int = 50) throws {
        folder = NSTemporaryDirectory() + "gatehouse-library-\(UUID().uuidString)"
        port = Port.next()
        try FileManager.default.createDirectory(atPath: folder + "/pictures", withIntermediateDirectories: true)
        try write("gatehouse.yaml", configuration(cap: cap))
        try write("patrons.csv", "patron,name,standing\n" + (1...patrons).map { "\(20_210_000 + $0),Patron \($0),active\n" }.joined())
        try write("bookings.csv", "booking,patron,campus,start,end\n" + (1...patrons).map(booking).joined())
        for arguments in [
            ["keys", "create", "--dir", folder + "/keys"],
            ["patrons", "import", folder + "/patrons.csv", "--config", config],
            ["bookings", "import", folder + "/bookings.csv", "--config", config],
        ] {
            let answer = try Program.run(arguments)
            guard answer.status == 0 else { throw Refused(words: answer.errors) }
        }
    }

    struct Refused: Error { let words: String }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func write(_ name: String, _ text: String) throws {
        try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
    }

    static func bookingID(_ number: Int) -> String { String(repeating: "0", count: 12) + String(0xA000 + number, radix: 16) }

    /// Draws the pass of patron `number` into the folder of pictures.
    func draw(_ number: Int, printed: Bool = true) throws {
        let answer = try Program.run([
            "pass", "issue", "--config", config, "--booking", Self.bookingID(number), "--fix", "31.0,121.5,15,GCJ-02",
            "--png", pictures + "/\(100 + number).png",
        ] + (printed ? ["--printed"] : []))
        guard answer.status == 0 else { throw Refused(words: answer.errors) }
    }

    func store() throws -> SQLiteStore { try SQLiteStore(path: folder + "/state/gatehouse.db") }

    static let east = CampusID(rawValue: 1)

    static var now: WallTime { WallTime(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }

    /// Runs a command on this library's configuration.
    func run(_ arguments: String...) throws -> Program.Answer {
        try Program.run(arguments + ["--config", config])
    }

    /// The day that lies `days` from today, where the library stands.
    static func day(_ days: Int) -> CivilDate {
        LocalTime(now + .hours(24 * days), at: .shanghai).date
    }

    private func booking(_ number: Int) -> String {
        let offset = TimeZoneOffset.shanghai
        let now = Self.now
        // A booking lies within one day: near midnight it begins or ends with the day.
        let today = LocalTime(now, at: offset).date
        let midnight = LocalTime(rfc3339: "\(today)T00:00:00+08:00")?.instant ?? now
        let start = max(midnight, WallTime(milliseconds: now.milliseconds / 60_000 * 60_000) - .seconds(60))
        let end = min(start + .seconds(2 * 3600), midnight + .seconds(86_400))
        return "\(Self.bookingID(number)),\(20_210_000 + number),east,\(LocalTime(start, at: offset)),\(LocalTime(end, at: offset))\n"
    }

    private func configuration(cap: Int) -> String {
        """
        campuses:
          - id: 1
            slug: east
            name: { zh: 东校区, en: East }
            cap: \(cap)
            hours: { daily: "00:00-24:00" }
            fence: { datum: GCJ-02, centre: [31.0, 121.5], radius: 200 m }
        gates:
          - id: east-main
            campus: east
            board: simulated
            lanes:
              - { id: east-in, direction: entry, turnstile: { ready-input: true } }
        rules: { printed-passes: true, check-in-before: 4 h, check-in-after: 4 h, untrusted-clock-tolerance: 1 d }
        passes: { keys: \(folder)/keys }
        store: { folder: \(folder)/state }
        web: { port: \(port) }

        """
    }
}
