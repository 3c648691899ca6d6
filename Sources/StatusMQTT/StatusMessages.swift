import Foundation
import GateControl
import LibraryModel

/// The status as retained messages, each of which goes away when it is not said again in time.
struct StatusMessages: Sendable {
    /// How often the status is said when nothing happens.
    static let period = Duration.seconds(10)
    /// After so long without news a value counts for nothing: three are missing.
    static let life = Duration.seconds(35)

    let topics: StatusTopics
    /// The campuses that are counted here, by slug: those with a gate on this board.
    let campuses: Set<String>

    init(settings: Settings) {
        topics = StatusTopics(settings: settings)
        campuses = Set(settings.gates.compactMap { settings.campus($0.campus)?.slug })
    }

    /// Everything that is true now.
    func messages(_ report: StatusReport) -> [Message] {
        var messages = [retained(topics.availability, StatusTopics.online), json(topics.boardState, BoardState(report))]
        for campus in report.campuses where campuses.contains(campus.campus) {
            let state = CampusState(campus)
            messages.append(json(topics.campus(campus.campus), state))
            let isExact = state.quality == .exact
            messages.append(
                retained(topics.campusAvailability(campus.campus), isExact ? StatusTopics.online : StatusTopics.offline))
        }
        for gate in report.gates {
            for lane in gate.lanes {
                messages.append(json(topics.lane(lane.lane, of: gate.gate), LaneState(lane, gate: gate, asOf: report.asOf)))
            }
        }
        return messages
    }

    private func retained(_ topic: String, _ payload: String) -> Message {
        Message(topic, payload, retained: true, life: Self.life)
    }

    private func json(_ topic: String, _ value: some Encodable) -> Message { retained(topic, JSONLine.of(value)) }
}

/// What a board as a whole says of itself.
private struct BoardState: Encodable {
    let health: StatusReport.Health
    let clock: StatusReport.Clock
    let recordWaiting: Int
    let recordLost: Int
    let version: String
    let uptimeSeconds: Int
    let asOf: String

    init(_ report: StatusReport) {
        (health, clock, version) = (report.health, report.clock, report.version)
        (recordWaiting, recordLost) = (report.record.waiting, report.record.lost)
        (uptimeSeconds, asOf) = (report.uptimeSeconds, report.asOf)
    }
}

/// One campus. A count that nobody knows is null, never 0.
private struct CampusState: Encodable {
    let campus: String
    let inside: Int?
    let reserved: Int?
    let cap: Int
    /// Inside and reserved of the cap, in percent; beyond 100 after an override.
    let share: Int?
    let level: FillLevel
    let quality: CountQuality
    let opens: String?
    let closes: String?
    let asOf: String

    init(_ status: CampusStatus) {
        (quality, level) = (status.quality, status.level)
        let isKnown = quality != .unknown
        (campus, cap, opens, closes, asOf) = (status.campus, status.cap, status.opens, status.closes, status.asOf)
        inside = isKnown ? status.inside : nil
        reserved = isKnown ? status.reserved : nil
        share = isKnown ? FillLevel.percent(of: status.inside + status.reserved, cap: status.cap) : nil
    }
}

/// One lane.
private struct LaneState: Encodable {
    let gate: String
    let lane: String
    let direction: Direction
    let mode: HouseMode
    let state: LaneStatus.State
    let camera: String
    let gpio: String
    let alarms: [String]
    /// Somebody should look.
    let problem: Bool
    /// Camera and lines answer.
    let connected: Bool
    let asOf: String

    init(_ status: LaneStatus, gate: GateStatus, asOf: String) {
        self.gate = gate.gate
        (lane, direction, mode, state) = (status.lane, status.direction, status.mode, status.state)
        (camera, gpio, alarms, problem) = (status.camera, status.gpio, status.alarms, status.needsCare)
        connected = status.gpio == "ok" && status.camera != "fault"
        self.asOf = asOf
    }
}

/// JSON in one line with sorted keys, so that the same state is the same text.
enum JSONLine {
    static func of(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(value), as: UTF8.self)
        } catch {
            preconditionFailure("texts, whole numbers and flags cannot fail to be written as JSON: \(error)")
        }
    }
}
