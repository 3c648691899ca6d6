import GateHardware
public import LibraryModel
import LaneControl
import LibraryRules
import LibraryStore

extension GateController {
    /// A code was read at a lane; `seen` is the first successful decode (R10). Any bytes are allowed.
    public func present(_ code: [UInt8], at lane: LaneID, seen: Instant) async {
        guard let direction = lanes[lane]?.plan.direction else { return }
        let circumstances = circumstances(of: code, at: lane, direction: direction, seen: seen)
        switch direction {
        case .exit: await leave(circumstances)
        case .entry: await enter(circumstances)
        }
    }

    /// An exit opens first and is recorded afterwards: no store, clock or rule stands before it (design invariant 2).
    private func leave(_ circumstances: Circumstances) async {
        let id = newID()
        await handle(.grant(Grant(id: id, direction: .exit, kind: .exit)), at: circumstances.lane)
        note(.exit, at: circumstances)
        await keeper.keep(.presentation(circumstances, settings.admission, id: id, seat: newID()))
        await noteBacklog(at: circumstances.lane)
    }

    /// An entry is decided and written in one transaction, and only then does the lane open.
    private func enter(_ circumstances: Circumstances) async {
        let (id, seat) = (newID(), newID())
        let admission: Admission
        do {
            admission = try await store.admit(circumstances, under: settings.admission, id: id, seat: seat)
        } catch {
            await refuseUnrecorded(circumstances, id: id, seat: seat)
            return
        }
        note(admission.decision.code, at: circumstances)
        report(
            .decided(admission.decision, patron: admission.patron, booking: circumstances.pass.verified?.id.booking),
            at: circumstances.lane)
        guard admission.decision.admits, let held = admission.seat else { return }
        let kind: Grant.Kind = admission.decision.effects.contains(.keepSeat) ? .reopen : .seat
        await handle(.grant(Grant(id: held, direction: .entry, kind: kind)), at: circumstances.lane)
    }

    /// The store did not answer: nobody goes in on a decision that is not written. The refusal is recorded later.
    private func refuseUnrecorded(_ circumstances: Circumstances, id: RecordID, seat: RecordID) async {
        var faulty = circumstances
        faulty.laneFit = false
        note(.gateFault, at: circumstances)
        report(
            .decided(Decision(.gateFault), patron: nil, booking: circumstances.pass.verified?.id.booking),
            at: circumstances.lane)
        await keeper.keep(.presentation(faulty, settings.admission, id: id, seat: seat))
        await noteBacklog(at: circumstances.lane)
    }

    /// What the gate itself knows about this code at this instant.
    private func circumstances(
        of code: [UInt8], at lane: LaneID, direction: Direction, seen: Instant
    ) -> Circumstances {
        let (evidence, location) = desk.read(code, at: campus.id)
        var clock = time.wall()
        clock = ClockReading(time: wall(at: seen), trust: clock.trust)
        let bad = lanes[lane]?.recentBadCodes(at: seen, span: settings.admission.badCodeSpan) ?? 0
        return Circumstances(
            clock: clock, gate: plan.id, lane: lane, direction: direction, campus: campus.id,
            opening: campus.hours.opening(onDayOf: clock.time), cap: campus.cap,
            mode: lanes[lane]?.machine.view.mode ?? .normal, laneFit: lanes[lane]?.fit(for: direction) ?? false,
            pass: evidence, location: location, recentBadCodes: bad)
    }

    /// Remembers the code for status and for the count of bad ones.
    private func note(_ code: DecisionCode, at circumstances: Circumstances) {
        lanes[circumstances.lane]?.lastDecision = (code, circumstances.now)
        if case .rejected = circumstances.pass { lanes[circumstances.lane]?.noteBadCode(at: time.now()) }
    }
}
