import GateHardware
public import LibraryModel
import LaneControl
import LibraryRules
import LibraryStore

extension GateController {
    /// A code was read at a lane; `seen` is the first successful decode (R10). Any bytes are allowed.
    ///
    /// Answers what the patron is told; nil when this gate has no such lane. An exit is answered before it is written.
    @discardableResult
    public func present(_ code: [UInt8], at lane: LaneID, seen: Instant) async -> Decision? {
        guard let direction = lanes[lane]?.plan.direction else { return nil }
        let number = showPresentation(at: lane)
        askFaultyRelays(at: lane)
        tellNews()
        // What staff want of the lane must be known before anybody is let in. Whoever leaves does not wait for that.
        if direction == .entry, !hasResumed { try? await resume() }
        let circumstances = circumstances(of: code, at: lane, direction: direction, seen: seen)
        let decision = switch direction {
        case .exit: await leave(circumstances, seen: seen)
        case .entry: await enter(circumstances, seen: seen)
        }
        show(.answered(number, decision, at: circumstances.now), lane)
        sound(decision.code.tone, at: lane)
        tellNews()
        return decision
    }

    /// An exit opens first and is written afterwards: no store, clock or rule stands before it (design invariant 2).
    private func leave(_ circumstances: Circumstances, seen: Instant) async -> Decision {
        let id = newID()
        keeper.keep(.presentation(circumstances, settings.admission, id: id, seat: newID()))
        let grant = exitGrant(for: circumstances, id: id)
        apply(.grant(Grant(id: grant, direction: .exit, kind: .exit)), at: circumstances.lane)
        meter?.decided(at: circumstances.lane, admits: true, took: time.now() - seen)
        if grant != id { keeper.keep(.exitUnused(presentation: id)) }
        let decision = Decision.unrecorded(circumstances)
        note(decision.code, at: circumstances)
        await writeSoon()
        return tellIfShut(circumstances, patron: nil) ?? decision
    }

    /// The presentation whose passage is awaited: a pass that is shown again before it stands for one patron still.
    private func exitGrant(for circumstances: Circumstances, id: RecordID) -> RecordID {
        guard let booking = circumstances.pass.verified?.id.booking else { return id }
        if let earlier = lanes[circumstances.lane]?.leaving[booking] { return earlier }
        lanes[circumstances.lane]?.leaving[booking] = id
        return id
    }

    /// An entry is decided and written in one transaction, and only then does the lane open.
    private func enter(_ decoded: Circumstances, seen: Instant) async -> Decision {
        let (id, seat) = (newID(), newID())
        tellNews()
        // What happened before is written first, or the facts would lag behind it.
        await keeper.drain()
        let circumstances = asCounted(decoded)
        guard let admission = await admission(circumstances, id: id, seat: seat) else {
            return await refuseUnrecorded(circumstances, id: id, seat: seat)
        }
        if admission.decision.admits, let held = admission.seat, time.now() - seen > Self.longestDecision {
            return await giveUp(held, circumstances, patron: admission.patron)
        }
        note(admission.decision.code, at: circumstances)
        report(
            .decided(admission.decision, patron: admission.patron, booking: circumstances.pass.verified?.id.booking),
            at: circumstances.lane, record: id)
        guard admission.decision.admits, let held = admission.seat else {
            meter?.decided(at: circumstances.lane, admits: false, took: time.now() - seen)
            return admission.decision
        }
        let kind: Grant.Kind = admission.decision.effects.contains(.keepSeat) ? .reopen : .seat
        apply(.grant(Grant(id: held, direction: .entry, kind: kind)), at: circumstances.lane)
        meter?.decided(at: circumstances.lane, admits: true, took: time.now() - seen)
        await writeSoon()
        return tellIfShut(circumstances, patron: admission.patron) ?? admission.decision
    }

    /// An answer that comes later than this finds somebody else before the lane, or nobody: it opens nothing. From
    /// credential to actuator 2 s are allowed (GB 51348-2019 section 14.4).
    static let longestDecision = Duration.seconds(2)

    /// The store took too long: the seat goes back, and the patron shows the pass again.
    private func giveUp(_ seat: RecordID, _ circumstances: Circumstances, patron: PatronID?) async -> Decision {
        let decision = refuseForFault(circumstances, patron: patron)
        keeper.keep(.gaveBack(seat: seat, at: time.wall().time, why: .laneFault))
        await writeSoon()
        return decision
    }

    /// The lane was to open and its relay refuses: the patron must not wait before a shut lane. A seat goes back when
    /// the wait is over. Nil when the relay obeyed.
    private func tellIfShut(_ circumstances: Circumstances, patron: PatronID?) -> Decision? {
        guard lanes[circumstances.lane]?.lineFaults[.relay(circumstances.direction)] != nil else { return nil }
        return refuseForFault(circumstances, patron: patron)
    }

    private func refuseForFault(_ circumstances: Circumstances, patron: PatronID?) -> Decision {
        let decision = Decision(.gateFault)
        note(decision.code, at: circumstances)
        tell(Happening(decision, patron: patron, circumstances))
        return decision
    }

    /// The same at the instant that counts (R10). A clock that nobody believes is left as it is (R26).
    private func asCounted(_ decoded: Circumstances) -> Circumstances {
        guard decoded.clock.trust == .trusted else { return decoded }
        var circumstances = decoded
        let instant = countedInstant(
            decoded: decoded.now, opened: time.wall().time, pass: decoded.pass, location: decoded.location,
            under: settings.admission)
        circumstances.clock = ClockReading(time: instant, trust: .trusted)
        circumstances.opening = campus.hours.opening(onDayOf: instant)
        return circumstances
    }

    /// Nil when the store does not answer.
    private func admission(_ circumstances: Circumstances, id: RecordID, seat: RecordID) async -> Admission? {
        guard keeper.backlog.waiting == 0 || keeper.backlog.lastError == nil else { return nil }
        guard hasResumed else { return nil }
        return try? await store.admit(circumstances, under: settings.admission, id: id, seat: seat)
    }

    /// The store did not answer: nobody goes in on a decision that is not written. The refusal is recorded later.
    private func refuseUnrecorded(_ circumstances: Circumstances, id: RecordID, seat: RecordID) async -> Decision {
        var faulty = circumstances
        faulty.laneFit = false
        let decision = Decision.unrecorded(faulty, under: settings.admission)
        note(decision.code, at: circumstances)
        report(
            .decided(decision, patron: nil, booking: circumstances.pass.verified?.id.booking), at: circumstances.lane,
            record: id)
        keeper.keep(.presentation(faulty, settings.admission, id: id, seat: seat), told: true)
        await writeSoon()
        return decision
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
        showRefusal(code, at: circumstances.lane)
        if case .rejected = circumstances.pass { lanes[circumstances.lane]?.noteBadCode(at: time.now()) }
    }
}

extension Decision {
    /// What the patron is told while the store does not answer: the exit is open; the entry stays shut, for the reason
    /// that the record will give.
    static func unrecorded(_ circumstances: Circumstances, under policy: AdmissionPolicy = AdmissionPolicy()) -> Decision {
        if circumstances.direction == .exit { return Decision(circumstances.pass.verified == nil ? .exitUnmatched : .exit) }
        let unknown = AdmissionRecords(occupancy: Occupancy(inside: 0, reserved: 0, cap: circumstances.cap))
        return decideAdmission(AdmissionFacts(circumstances: circumstances, records: unknown), under: policy)
    }
}

extension Happening {
    /// A decision about a presentation, at the instant of its decode.
    init(_ decision: Decision, patron: PatronID?, _ circumstances: Circumstances, record: RecordID? = nil) {
        self.init(
            at: circumstances.clock, gate: circumstances.gate, lane: circumstances.lane,
            what: .decided(decision, patron: patron, booking: circumstances.pass.verified?.id.booking), record: record)
    }
}
