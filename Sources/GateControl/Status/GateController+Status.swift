import GateHardware
import LaneControl
public import LibraryModel

extension GateController {
    /// The gate as it stands; `offset` is that of the instants in the answer.
    ///
    /// - Parameter tallies: of the lanes that have a camera.
    public func status(offset: TimeZoneOffset, tallies: [LaneID: FrameTally] = [:]) -> GateStatus {
        let now = time.now()
        return GateStatus(
            gate: plan.id.rawValue, campus: campus.slug,
            lanes: plan.lanes.compactMap { lanes[$0.id] }.map { lane in
                var status = lane.status(offset: offset)
                if !hasResumed { status.advice.append("whether staff hold it is not known until the store answers") }
                guard let counts = tallies[lane.plan.id]?.counts(at: now) else { return status }
                status.framesPerSecond = (counts.framesPerSecond * 10).rounded() / 10
                status.lastRead = counts.lastRead.map { LocalTime(wall(at: $0), at: offset).description }
                return status
            })
    }
}

extension Lane {
    func status(offset: TimeZoneOffset) -> LaneStatus {
        let view = machine.view
        var advice: [String] = []
        var look = "none"
        switch camera {
        case .none: break
        case .starting: look = "starting"
        case .seeing: look = "seeing"
        case .ended: look = "ended"
        case .fault(let words):
            look = "fault"
            advice.append(words)
        }
        advice += lineFaults.values.sorted()
        let isShut = lineFaults.keys.contains { $0.isGrave(under: plan.machine) }
        let state: LaneStatus.State =
            if isShut || !view.ready { .fault } else {
                switch view.mode {
                case .open, .emergency: .free
                case .hold: .hold
                case .normal: view.entry.open || view.exit.open ? .open : .idle
                }
            }
        return LaneStatus(
            lane: plan.id.rawValue, direction: plan.direction, mode: view.mode, state: state,
            lastDecision: lastDecision.map { last in
                LaneStatus.LastDecision(code: last.code, at: LocalTime(last.at, at: offset).description)
            }, camera: look,
            gpio: lineFaults.isEmpty ? "ok" : "fault", alarms: view.faults.map(\.code).sorted(), advice: advice)
    }
}
