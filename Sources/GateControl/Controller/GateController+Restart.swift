import GateHardware
import LaneControl
import LibraryModel
public import LibraryStore

extension GateController {
    /// Takes up what the last run left: lanes that staff hold are held again, and seats that were held have their lanes
    /// wait for the passage once more, without unlocking, and then give them back. A free passage has ended, and is written
    /// down so. Throws when the store does not answer; call again later, and until it is done nobody is let in. Done once,
    /// whoever else asks for it meanwhile: what is open later was opened by this run.
    public func resume() async throws(StoreError) {
        guard !hasResumed else { return }
        // A seat whose passage still waits to be written is not open any more.
        await keeper.drain()
        if let error = keeper.backlog.lastError, keeper.backlog.waiting > 0 { throw error }
        let modes = try await store.standingModes(at: plan.id)
        let seats = try await store.openSeats()
        guard !hasResumed else { return }
        for (lane, modes) in modes { resume(modes, at: lane) }
        hasResumed = true
        for open in seats where open.gate == plan.id || isOfNoGate(open) {
            if open.gate == plan.id, lanes[open.lane] != nil {
                apply(.resume(Grant(id: open.seat, direction: .entry, kind: .seat)), at: open.lane)
            } else {
                keeper.keep(.gaveBack(seat: open.seat, at: time.wall().time, why: .restarted))
            }
        }
        await writeSoon()
    }

    private func resume(_ modes: StandingModes, at lane: LaneID) {
        if modes.hold { apply(.resumeHold, at: lane) }
        // A lane that is gone holds nothing any more.
        guard modes.open || lanes[lane] == nil else { return }
        keeper.keep(.override(OverrideRecord(
            id: newID(), at: time.wall().time, lane: lane, campus: campus.id, who: "house:restart",
            action: (modes.open ? StaffAct.Kind.openOff : .holdOff).rawValue, why: "the program started anew", needed: true,
            gate: plan.id, standing: StandingModes(hold: modes.hold && lanes[lane] != nil))))
    }

    /// Held at a gate that is not there any more. The first gate sees to those.
    private func isOfNoGate(_ open: OpenSeat) -> Bool {
        plan.id == settings.gates.first?.id && !settings.gates.contains { $0.id == open.gate }
    }
}
