import GateHardware
import LaneControl
import LibraryModel
import LibraryRules
import LibraryStore

extension GateController {
    /// Does at once what a command wants of the lines and tells of it; answers what must be written.
    /// `before` is the mode of the lane before it, and `reason` that of the desk where the desk asked for it.
    func carryOut(
        _ command: LaneCommand, at lane: LaneID, before: HouseMode, by reason: StaffReason?
    ) -> GateRecord? {
        showCommand(command, at: lane)
        switch command {
        case .pulse(let direction, let length):
            pulse(direction, for: length, at: lane)
            return nil
        case .cut(let direction):
            cut(direction, at: lane)
            return nil
        case .show(let direction, let signal):
            show(signal, direction, at: lane)
            return nil
        case .passed(let grant, let instant):
            report(.passed(grant.direction, matched: true), at: lane)
            return passage(of: grant, at: lane, instant: instant)
        case .busy(let grant) where grant.direction == .exit:
            // The line was pulsed all the same.
            return giveBack(grant, at: lane)
        case .busy(let grant):
            report(.notPassed(grant.direction), at: lane)
            return giveBack(grant, at: lane)
        case .notPassed(let grant):
            report(.notPassed(grant.direction), at: lane)
            return nil
        case .gaveUp(let grant): return giveBack(grant, at: lane)
        case .unmatchedPassage(let direction, let mode, let instant):
            report(.passed(direction, matched: false), at: lane)
            let cause: UnmatchedCause = mode == .open || mode == .emergency ? .free : .forced
            return unmatched(direction, cause: cause, at: lane, instant: instant)
        case .staff(let act): return staff(act, at: lane, before: before, by: reason)
        case .staffPassed(let act, let instant):
            let direction: Direction = act.kind == .releaseOne ? .exit : .entry
            report(.passed(direction, matched: true), at: lane)
            return unmatched(direction, cause: .override, at: lane, instant: instant)
        case .staffNotPassed(let act):
            report(.notPassed(act.kind == .releaseOne ? .exit : .entry), at: lane)
            return nil
        case .modeChanged(let mode, let cause):
            report(.modeChanged(mode), at: lane)
            return event("mode_\(mode.rawValue)", cause.words, at: lane)
        case .alarm(let alarm, let raised):
            report(.alarm(alarm, raised: raised), at: lane)
            return event(alarm.code, raised ? "raised" : "ended", at: lane)
        }
    }

    /// Tells of a staff act and records it.
    private func staff(_ act: StaffAct, at lane: LaneID, before: HouseMode, by reason: StaffReason?) -> GateRecord {
        report(.staff(act), at: lane)
        let opens = act.kind == .admitOne || act.kind == .releaseOne
        if opens && act.served { lanes[lane]?.lastDecision = (.override, time.wall().time) }
        return overrideRecord(of: act, at: lane, before: before, by: reason)
    }

    private func passage(of grant: Grant, at lane: LaneID, instant: Instant) -> GateRecord? {
        switch (grant.kind, grant.direction) {
        case (.seat, _), (.reopen, _): .passedIn(seat: grant.id, at: wall(at: instant))
        case (.exit, _): passageOut(of: grant, at: lane, instant: instant)
        case (.override, let direction): unmatched(direction, cause: .override, at: lane, instant: instant)
        }
    }

    private func passageOut(of grant: Grant, at lane: LaneID, instant: Instant) -> GateRecord {
        lanes[lane]?.forgetLeaving(grant.id)
        return .passedOut(presentation: grant.id, passageRecord(at: lane, instant: instant))
    }

    private func giveBack(_ grant: Grant, at lane: LaneID) -> GateRecord? {
        if grant.kind == .exit {
            lanes[lane]?.forgetLeaving(grant.id)
            return .exitUnused(presentation: grant.id)
        }
        guard grant.kind == .seat || grant.kind == .reopen else { return nil }
        let why: GiveBackReason =
            switch lanes[lane]?.machine.view.mode {
            case .hold, .emergency: .houseMode
            default: lanes[lane]?.fit(for: .entry) == false ? .laneFault : .timedOut
            }
        if why == .timedOut, settings.admission.nobodyPasses == .rollBack {
            return .gaveBack(seat: grant.id, at: time.wall().time, why: .undone)
        }
        return .gaveBack(seat: grant.id, at: time.wall().time, why: why)
    }

    private func unmatched(
        _ direction: Direction, cause: UnmatchedCause, at lane: LaneID, instant: Instant
    ) -> GateRecord {
        let passage = passageRecord(at: lane, instant: instant)
        return direction == .entry ? .passedInUnmatched(passage, cause: cause) : .passedOut(presentation: nil, passage)
    }

    private func passageRecord(at lane: LaneID, instant: Instant) -> Passage {
        Passage(id: newID(), campus: campus.id, gate: plan.id, lane: lane, at: wall(at: instant))
    }

    private func event(_ kind: String, _ detail: String, at lane: LaneID) -> GateRecord {
        .laneEvent(LaneEventRecord(
            id: newID(), at: time.wall().time, gate: plan.id, lane: lane, kind: kind, detail: detail))
    }
}

extension ModeCause {
    /// For the record.
    fileprivate var words: String {
        switch self {
        case .fire: "fire input"
        case .staff: "staff"
        case .restart: "a hold from before the restart"
        }
    }
}
