import GateControl
import LibraryModel
import LibraryStore

/// The status as a page of text with bars.
struct StatusPage {
    /// Letters of a bar, where there is room.
    private static let widest = 40
    private static let narrowest = 10

    let ink: Ink

    /// Everything.
    func text(_ report: StatusReport) -> String {
        var lines = [head("gatehouse \(report.version)", report.health, report.asOf)]
        let clock = report.clock == .trusted ? "clock trusted" : ink("clock untrusted", .bad)
        lines += ink.folded(["up \(Self.uptime(report.uptimeSeconds))", clock], indent: "")
        if let doubt = report.clockDoubt { lines.append("→ \(doubt.words.en)") }
        if report.record.waiting > 0 || report.record.lost > 0 {
            let words = "record is behind: \(report.record.waiting) wait, \(report.record.lost) lost."
            lines.append(ink(words, .bad) + (report.record.problem.map { " " + $0 } ?? ""))
        }
        if let room = report.store { lines.append(self.room(room)) }
        for trouble in report.storeTroubles ?? [] { lines.append(ink(trouble.words.en, .bad)) }
        for campus in report.campuses { lines += ["", self.campus(campus)] }
        for gate in report.gates {
            lines += ["", ink("gate \(gate.gate)", .strong) + " (\(gate.campus))"]
            for lane in gate.lanes { lines += self.lane(lane) }
        }
        return lines.joined(separator: "\n")
    }

    /// What everybody may see.
    func text(_ report: CoarseReport) -> String {
        var lines = [head("gatehouse", report.health, report.asOf), ""]
        for campus in report.campuses {
            let level = ink(campus.level.rawValue, Self.tone(campus.level))
            lines.append("\(campus.name.zh) \(campus.name.en): \(level)\(hours(campus.opens, campus.closes))")
        }
        return (lines + ["", "This is what everybody may see. With a token of the scope status, or on the board itself, there is more."])
            .joined(separator: "\n")
    }

    private func head(_ name: String, _ health: StatusReport.Health, _ asOf: String) -> String {
        let parts = [ink(name, .strong), ink(health.rawValue, health == .healthy ? .good : .bad), "as of \(asOf)"]
        return ink.folded(parts, indent: "").joined(separator: "\n")
    }

    private func room(_ room: StatusReport.Room) -> String {
        var words = "store \(StoreRoom.words(of: room.bytes))"
        if let percent = room.percent { words += ", \(percent) % of its room" }
        if let days = room.daysLeft { words += ", full in \(days) days" }
        return room.isNearlyFull ? ink(words, .bad) + "\n→ make room on the disk, or keep records for less long" : words
    }

    /// A count that is not of this moment has no bar: it must not look like one that is.
    private func campus(_ campus: CampusStatus) -> String {
        let state = ink(campus.state.rawValue, campus.state == .full ? .bad : .strong) + hours(campus.opens, campus.closes)
        let title = "\(campus.name.zh) \(campus.name.en): \(state)\n"
        let counts = "\(campus.inside) inside, \(campus.reserved) held, cap \(campus.cap)"
        switch campus.quality {
        case .exact:
            let (taken, width) = (campus.inside + campus.reserved, barWidth(beside: counts))
            let filled = min(width, taken * width / max(1, campus.cap))
            let bar = ink(String(repeating: "█", count: filled), Self.tone(taken, of: campus.cap))
                + ink(String(repeating: "·", count: width - filled), .quiet)
            return title + bar + join(bar, counts)
        case .late: return title + unknown("not known now; at \(Self.clock(campus.asOf)): \(counts)")
        case .unknown where campus.source == .elsewhere: return title + ink("counted by another board", .quiet)
        case .unknown where campus.source == .unknown: return title + unknown("not known while the store does not answer, cap \(campus.cap)")
        case .unknown: return title + unknown("not known; count who is inside and enter it at the desk, cap \(campus.cap)")
        }
    }

    private func unknown(_ words: String) -> String {
        let marks = ink(String(repeating: "?", count: barWidth(beside: words)), .warn)
        return marks + join(marks, words)
    }

    private func barWidth(beside words: String) -> Int {
        guard let columns = ink.columns else { return Self.widest }
        let room = columns - Ink.width(words) - 1
        return min(Self.widest, max(1, columns - 1), max(Self.narrowest, room < Self.narrowest ? columns - 1 : room))
    }

    /// Beside the bar, or below it where the line is too short.
    private func join(_ bar: String, _ words: String) -> String {
        let fits = ink.columns.map { Ink.width(bar) + 1 + Ink.width(words) <= $0 } ?? true
        return (fits ? " " : "\n") + words
    }

    private func lane(_ lane: LaneStatus) -> [String] {
        let last = lane.lastDecision.map { "last \($0.code.rawValue) \(Self.clock($0.at))" } ?? "nothing yet"
        let rate = lane.framesPerSecond.map { " \($0) frames/s" } ?? ""
        let camera = ink("camera \(lane.camera)", lane.camera == "fault" ? .bad : .quiet) + rate
        let gpio = ink("gpio \(lane.gpio)", lane.gpio == "ok" ? .quiet : .bad)
        let state = ink(lane.state.rawValue, lane.state == .fault ? .bad : lane.state == .idle || lane.state == .open ? .good : .warn)
        let mode = "mode \(lane.mode == .normal ? lane.mode.rawValue : ink(lane.mode.rawValue, .warn))"
        let parts = ["  \(lane.lane) \(lane.direction.rawValue): \(state)", mode, camera, gpio, last]
        var lines = ink.folded(parts, indent: "    ")
        if !lane.alarms.isEmpty { lines.append("    alarms: \(ink(lane.alarms.joined(separator: ", "), .bad))") }
        lines += lane.advice.map { "    → \($0)" }
        return lines
    }

    private func hours(_ opens: String?, _ closes: String?) -> String {
        guard let opens, let closes else { return "" }
        // The end of a day is 24:00, not the beginning of the next.
        let end = Self.clock(closes)
        return " \(Self.clock(opens))-\(end == "00:00" ? "24:00" : end)"
    }

    private static func tone(_ taken: Int, of cap: Int) -> Ink.Tone { tone(FillLevel(usually: taken, cap: cap)) }

    private static func tone(_ level: FillLevel) -> Ink.Tone {
        switch level {
        case .free: .good
        case .busy, .unknown: .warn
        case .full: .bad
        case .closed: .quiet
        }
    }

    /// `08:40` of an RFC 3339 instant.
    private static func clock(_ instant: String) -> String { String(instant.dropFirst(11).prefix(5)) }

    private static func uptime(_ seconds: Int) -> String {
        seconds >= 86_400 ? "\(seconds / 86_400) d \(seconds / 3600 % 24) h"
            : seconds >= 3600 ? "\(seconds / 3600) h \(seconds / 60 % 60) min" : "\(seconds / 60) min \(seconds % 60) s"
    }
}
