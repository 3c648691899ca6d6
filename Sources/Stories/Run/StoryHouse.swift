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
        let configuration = Self.configuration(of: story)
        do {
            settings = try SettingsFile.read(configuration.joined(separator: "\n") + "\n", name: "story")
        } catch {
            // The rules are the last lines of the configuration, in the order of the story.
            let first = error.problems[0]
            let index = first.line - 1 - (configuration.count - story.rules.count)
            let line = story.rules.indices.contains(index) ? story.rules[index].line : story.rules.first?.line ?? 1
            throw StoryProblem(line: line, text: first.text)
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

    /// When the clock of the story shows `time`.
    func instant(of time: TimeOfDay) -> Instant { .zero + .milliseconds(time.milliseconds) }

    /// The campus of a lane.
    func campus(ofLane lane: String) -> CampusID? {
        settings.gates.first { $0.lanes.contains { $0.id.rawValue == lane } }?.campus
    }

    /// The booking that a patron would show at this hour: the one that is under way or comes next, or else the last.
    func booking(of patron: String, at time: WallTime) -> BookingRow? {
        let own = bookings[patron, default: []].sorted { $0.start < $1.start }
        return own.first { time < $0.end } ?? own.last
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
        if !story.rules.isEmpty { lines.append("rules:") }
        lines += story.rules.map { "  \($0.key): \($0.value)" }
        return lines
    }

    private static func chinese(_ slug: String) -> String {
        ["east": "东校区", "west": "西校区"][slug] ?? slug
    }

    /// Where campus number `index` stands, degrees north.
    static func latitude(of index: Int) -> Double { 31.0 + 0.1 * Double(index) }
}
