import GateHardware
import LaneControl
import LibraryModel
import LibraryStore

extension GateController {
    /// Does at once what a command wants of the lines and tells of it; answers what must be written.
    func carryOut(_ command: LaneCommand, at lane: LaneID) -> GateRecord? {
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
        case .notPassed(let grant), .busy(let grant):
            report(.notPassed(grant.direction), at: lane)
            return giveBack(grant, at: lane)
        case .unmatchedPassage(let direction, let mode, let instant):
            report(.passed(direction, matched: false), at: lane)
            let cause: UnmatchedCause = mode == .open || mode == .emergency ? .free : .forced
            return unmatched(direction, cause: cause, at: lane, instant: instant)
        case .staff(let act):
            report(.staff(act), at: lane)
            let opens = act.kind == .admitOne || act.kind == .releaseOne
            if opens && act.served { lanes[lane]?.lastDecision = (.override, time.wall().time) }
            return override(act, at: lane)
        case .staffPassed(let act, let instant):
            let direction: Direction = act.kind == .releaseOne ? .exit : .entry
            report(.passed(direction, matched: true), at: lane)
            return unmatched(direction, cause: .override, at: lane, instant: instant)
        case .staffNotPassed(let act):
            report(.notPassed(act.kind == .releaseOne ? .exit : .entry), at: lane)
            return nil
        case .modeChanged(let mode, let cause):
            report(.modeChanged(mode), at: lane)
            return event("mode_\(mode.rawValue)", cause == .fire ? "fire input" : "staff", at: lane)
        case .alarm(let alarm, let raised):
            report(.alarm(alarm, raised: raised), at: lane)
            return event(alarm.code, raised ? "raised" : "ended", at: lane)
        }
    }

    /// Energises an unlock line. A line that refuses makes the lane unfit until a pulse succeeds again.
    private func pulse(_ direction: Direction, for length: Duration, at lane: LaneID) {
        guard let relay = lanes[lane]?.outputs.relays[direction] else { return }
        do {
            try relay.pulse(for: length)
            lanes[lane]?.lineFault = nil
            report(.unlocked(direction, for: length), at: lane)
        } catch {
            fault(error, at: lane)
        }
    }

    /// An unlock line off. One that refuses is tried again by its own cut-off until it obeys.
    func cut(_ direction: Direction, at lane: LaneID) {
        guard let relay = lanes[lane]?.outputs.relays[direction] else { return }
        do { try relay.off() } catch { fault(error, at: lane) }
    }

    /// A lamp, or the buzzer.
    func set(_ line: any OutputLine, _ active: Bool, at lane: LaneID) {
        do { try line.set(active) } catch { fault(error, at: lane) }
    }

    private func fault(_ error: LineError, at lane: LaneID) {
        guard lanes[lane]?.lineFault != error.description else { return }
        lanes[lane]?.lineFault = error.description
        report(.lineFault(error.description), at: lane)
    }

    private func passage(of grant: Grant, at lane: LaneID, instant: Instant) -> GateRecord? {
        switch (grant.kind, grant.direction) {
        case (.seat, _), (.reopen, _): .passedIn(seat: grant.id, at: wall(at: instant))
        case (.exit, _): .passedOut(presentation: grant.id, passageRecord(at: lane, instant: instant))
        case (.override, let direction): unmatched(direction, cause: .override, at: lane, instant: instant)
        }
    }

    private func giveBack(_ grant: Grant, at lane: LaneID) -> GateRecord? {
        guard grant.kind == .seat || grant.kind == .reopen else { return nil }
        let why: GiveBackReason =
            switch lanes[lane]?.machine.view.mode {
            case .hold, .emergency: .houseMode
            default: lanes[lane]?.fit(for: .entry) == false ? .laneFault : .timedOut
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

    private func override(_ act: StaffAct, at lane: LaneID) -> GateRecord {
        .override(OverrideRecord(
            id: newID(), at: time.wall().time, lane: lane, who: "\(act.source.rawValue):\(lane)",
            action: act.kind.rawValue, why: act.served ? "" : "not served", needed: act.served))
    }

    private func event(_ kind: String, _ detail: String, at lane: LaneID) -> GateRecord {
        .laneEvent(LaneEventRecord(
            id: newID(), at: time.wall().time, gate: plan.id, lane: lane, kind: kind, detail: detail))
    }

    /// Lamps follow the entry side where the lane's camera looks inwards, and the exit side otherwise.
    private func show(_ signal: LaneSignal, _ direction: Direction, at lane: LaneID) {
        guard let held = lanes[lane], held.plan.direction == direction else { return }
        lanes[lane]?.signals[direction] = signal
        let lit: Set<LaneOutputs.Lamp> =
            switch signal {
            case .go: [.green]
            case .stop: [.red]
            case .attention: [.red, .amber]
            case .wait: [.amber]
            case .idle: []
            }
        for (lamp, line) in held.outputs.lamps where lamp != .buzzer {
            set(line, lit.contains(lamp), at: lane)
        }
    }
}
