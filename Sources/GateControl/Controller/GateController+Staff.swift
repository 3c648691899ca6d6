import GateHardware
public import LaneControl
public import LibraryModel
public import LibraryStore

extension GateController {
    /// The record of a staff act: who, why and whether it was needed (design section 1).
    func overrideRecord(of act: StaffAct, at lane: LaneID, before: HouseMode, by reason: StaffReason?) -> GateRecord {
        let source = act.source.rawValue
        let why = reason?.why ?? (act.source == .keySwitch ? "turned at the lane" : "pressed at the lane")
        return .override(OverrideRecord(
            id: reason?.act ?? newID(), at: time.wall().time, lane: lane, campus: campus.id,
            who: "\(source):\(reason?.who ?? lane.rawValue)", action: reason?.action ?? act.kind.rawValue,
            why: act.served ? why : Self.notServed + why,
            needed: reason?.isNeeded ?? isNeeded(act, at: lane, before: before), role: reason?.role,
            undoes: reason?.undoes, gate: plan.id, standing: act.kind.setsMode ? lanes[lane]?.machine.standing : nil))
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

    /// Staff act on a lane from afar; nil when this gate has no such lane. Nobody is let in while what happened before waits
    /// for a store that refuses it: then this throws what the store said.
    @discardableResult
    public func act(_ act: DeskAct, at lane: LaneID, by reason: StaffReason) async throws(StoreError) -> StaffActResult? {
        if act == .admitOne, let error = keeper.backlog.refusal { throw error }
        for case .override(let record) in apply(.desk(act), at: lane, by: reason) {
            let fate = keeper.fate(of: record.id)
            await writeSoon()
            let isServed = record.why == String(reason.why.prefix(StoreLimits.sentence))
            return StaffActResult(isServed: isServed, record: record, fate: fate)
        }
        return nil
    }

    /// How the reason of an act begins that the lane could not do.
    private static let notServed = "not served; "
}

extension StaffAct.Kind {
    /// It changes what the lane does from now on.
    fileprivate var setsMode: Bool {
        switch self {
        case .admitOne, .releaseOne: false
        case .holdOn, .holdOff, .openOn, .openOff: true
        }
    }
}
