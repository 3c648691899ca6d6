import GateHardware
import LaneControl
import LibraryModel
import LibraryStore

extension GateController {
    /// The record of a staff act: who, why and whether it was needed (design section 1).
    func overrideRecord(of act: StaffAct, at lane: LaneID, before: HouseMode, by reason: StaffReason?) -> GateRecord {
        let source = act.source.rawValue
        let why = reason?.why ?? (act.source == .keySwitch ? "turned at the lane" : "pressed at the lane")
        return .override(OverrideRecord(
            id: newID(), at: time.wall().time, lane: lane, who: "\(source):\(reason?.who ?? lane.rawValue)",
            action: act.kind.rawValue, why: act.served ? why : "not served; \(why)",
            needed: isNeeded(act, at: lane, before: before)))
    }

    /// False when the lane was open anyway, or in the mode that was asked for.
    private func isNeeded(_ act: StaffAct, at lane: LaneID, before: HouseMode) -> Bool {
        let isFree = before == .open || before == .emergency
        switch act.kind {
        case .admitOne: return !isFree
        case .releaseOne: return !isFree && lanes[lane]?.plan.machine.exitNeedsGrant == true
        case .holdOn, .holdOff, .openOn, .openOff: return lanes[lane]?.machine.view.mode != before
        }
    }
}
