import GateControl
import LibraryModel
import LibraryStore
import StrictYAML

/// The library of a story: its settings, written as a configuration file and read like any other.
struct StoryHouse {
    let settings: Settings
    let patronRows: [PatronRow]
    let bookingRows: [BookingRow]
    /// Names by number, for the transcript.
    let names: [PatronID: String]
    /// Every booking by patron, in the order of the story, those that the gates never hear of included.
    let bookings: [String: [BookingRow]]
    let offset = TimeZoneOffset.shanghai
    /// The first instant of the story's day, and the zero of its monotonic clock.
    let midnight: WallTime

    init(_ story: Story) throws(StoryProblem) {
        guard let zero = TimeOfDay(hour: 0, minute: 0) else { preconditionFailure("midnight exists") }
        midnight = LocalTime(story.day, zero, at: offset).instant
        var configuration = Self.configuration(of: story)
        let places = Self.addRules(of: story, to: &configuration)
        do {
            settings = try SettingsFile.read(configuration.joined(separator: "\n") + "\n", name: "story")
        } catch {
            let first = error.problems[0]
            throw StoryProblem(line: places[first.line] ?? story.rules.first?.line ?? 1, text: first.text)
        }
        var names: [PatronID: String] = [:]
        var rows: [PatronRow] = []
        var numbers: [String: PatronID] = [:]
        for (index, patron) in story.patrons.enumerated() {
            guard let id = PatronID(rawValue: "2021\(1001 + index)") else { preconditionFailure("the number has a good form") }
            names[id] = patron.name
            numbers[patron.name] = id
            rows.append(PatronRow(line: index + 1, patron: id, name: patron.name, standing: patron.standing))
        }
        (self.names, patronRows) = (names, rows)
        var heard: [BookingRow] = []
        var all: [String: [BookingRow]] = [:]
        for (index, booking) in story.bookings.enumerated() {
            guard let patron = numbers[booking.patron], let campus = settings.campus(slug: booking.campus) else { continue }
            let row = BookingRow(
                line: index + 1, booking: BookingID(rawValue: 0x0A00_0000_0000_0001 + UInt64(index)), patron: patron,
                campus: campus.id, start: LocalTime(story.day, booking.start, at: offset).instant,
                end: LocalTime(story.day, booking.end, at: offset).instant, isCancelled: booking.isCancelled)
            all[booking.patron, default: []].append(row)
            if !booking.isUnheard { heard.append(row) }
        }
        (bookingRows, bookings) = (heard, all)
    }

    /// When a clock on the wall shows this.
    func wall(_ day: CivilDate, _ time: TimeOfDay) -> WallTime { LocalTime(day, time, at: offset).instant }

    /// The same on the clock that times the lanes.
    func instant(of day: CivilDate, _ time: TimeOfDay) -> Instant { .zero + (wall(day, time) - midnight) }

    func patron(_ name: String) -> PatronID {
        guard let id = names.first(where: { $0.value == name })?.key else { preconditionFailure("the parser knows every name") }
        return id
    }

    func campus(_ slug: String) -> Campus {
        guard let campus = settings.campus(slug: slug) else { preconditionFailure("the parser knows every campus") }
        return campus
    }

    /// The campus of a lane.
    func campus(ofLane lane: String) -> CampusID? {
        settings.gates.first { $0.lanes.contains { $0.id.rawValue == lane } }?.campus
    }

    /// Campuses stand 10 km apart, one gate each, with the lanes of the story.
    private static func configuration(of story: Story) -> [String] {
        var lines = ["campuses:"]
        for (index, campus) in story.campuses.enumerated() {
            lines.append("  - id: \(index + 1)")
            lines.append("    slug: \(campus.slug)")
            lines.append("    name: { zh: \"\(chinese(campus.slug))\", en: \"\(campus.slug.prefix(1).uppercased())\(campus.slug.dropFirst())\" }")
            lines.append("    cap: \(campus.cap)")
            lines.append("    hours: { daily: \"\(campus.opens)-\(campus.closes)\" }")
            lines.append("    fence: { datum: GCJ-02, centre: [\(latitude(of: index)), 121.5], radius: 150 m }")
        }
        lines.append("gates:")
        for campus in story.campuses where story.lanes.contains(where: { $0.campus == campus.slug }) {
            lines += ["  - id: \(campus.slug)-gate", "    campus: \(campus.slug)", "    board: simulated", "    lanes:"]
            for lane in story.lanes where lane.campus == campus.slug {
                lines.append("      - { id: \(lane.slug), direction: \(lane.direction.rawValue), line-prefix: \"\(lane.slug).\", camera: { device: \"drawn:\(lane.slug)\" }, turnstile: { ready-input: true } }")
            }
        }
        return lines
    }

    /// Adds the settings that differ; answers which line of the story each line of the configuration comes from.
    private static func addRules(of story: Story, to lines: inout [String]) -> [Int: Int] {
        var places: [Int: Int] = [:]
        for section in ["rules", "booking", "violations"] {
            let own = story.rules.filter { rule in
                section == "rules" ? !rule.key.contains(".") : rule.key.hasPrefix(section + ".")
            }
            if !own.isEmpty { lines.append("\(section):") }
            for rule in own {
                lines.append("  \(rule.key.split(separator: ".").last ?? ""): \(rule.value)")
                places[lines.count] = rule.line
            }
        }
        return places
    }

    private static func chinese(_ slug: String) -> String {
        ["east": "东校区", "west": "西校区"][slug] ?? slug
    }

    /// Where campus number `index` stands, degrees north.
    static func latitude(of index: Int) -> Double { 31.0 + 0.1 * Double(index) }
}
