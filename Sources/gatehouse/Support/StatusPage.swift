import GateControl
import LibraryModel

/// The status as a page of text with bars.
enum StatusPage {
    static func text(_ report: StatusReport) -> String {
        var lines = ["gatehouse \(report.version), \(report.health.rawValue), as of \(report.asOf)"]
        lines.append("up \(uptime(report.uptimeSeconds)), clock \(report.clock.rawValue)")
        if report.record.waiting > 0 || report.record.lost > 0 {
            lines.append("record is behind: \(report.record.waiting) wait, \(report.record.lost) lost. \(report.record.problem ?? "")")
        }
        for campus in report.campuses { lines += ["", Self.campus(campus)] }
        for gate in report.gates {
            lines += ["", "gate \(gate.gate) (\(gate.campus))"]
            for lane in gate.lanes { lines += Self.lane(lane) }
        }
        return lines.joined(separator: "\n")
    }

    private static func campus(_ campus: CampusStatus) -> String {
        let width = 40
        let taken = campus.inside + campus.reserved
        let filled = min(width, taken * width / max(1, campus.cap))
        let bar = String(repeating: "█", count: filled) + String(repeating: "·", count: width - filled)
        let hours = campus.opens.flatMap { opens in campus.closes.map { " \(clock(opens))-\(clock($0))" } } ?? ""
        let old = campus.source == .visits ? "" : " (\(campus.source.rawValue), \(clock(campus.asOf)))"
        return "\(campus.name.zh) \(campus.name.en): \(campus.state.rawValue)\(hours)\n"
            + "\(bar) \(campus.inside) inside, \(campus.reserved) held, cap \(campus.cap)\(old)"
    }

    private static func lane(_ lane: LaneStatus) -> [String] {
        let last = lane.lastDecision.map { "last \($0.code.rawValue) \(clock($0.at))" } ?? "nothing yet"
        var lines = ["  \(lane.lane) \(lane.direction.rawValue): \(lane.state.rawValue), mode \(lane.mode.rawValue), camera \(lane.camera), gpio \(lane.gpio), \(last)"]
        if !lane.alarms.isEmpty { lines.append("    alarms: \(lane.alarms.joined(separator: ", "))") }
        lines += lane.advice.map { "    \($0)" }
        return lines
    }

    /// `08:40` of an RFC 3339 instant.
    private static func clock(_ instant: String) -> String { String(instant.dropFirst(11).prefix(5)) }

    private static func uptime(_ seconds: Int) -> String {
        seconds >= 86_400 ? "\(seconds / 86_400) d \(seconds / 3600 % 24) h"
            : seconds >= 3600 ? "\(seconds / 3600) h \(seconds / 60 % 60) min" : "\(seconds / 60) min \(seconds % 60) s"
    }
}
