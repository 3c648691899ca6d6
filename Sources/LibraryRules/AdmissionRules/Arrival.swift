import LibraryModel

/// A patron at an entry with a pass that holds: the facts, and what follows from them at once.
struct Arrival {
    let pass: VerifiedPass
    let circumstances: Circumstances
    let records: AdmissionRecords
    let policy: AdmissionPolicy
    /// Campus, start and end of the booking: the store is believed where it knows them, the pass otherwise (R27).
    let campus: CampusID
    let start: WallTime
    let end: WallTime
    let window: CheckInWindow

    init(of pass: VerifiedPass, _ facts: AdmissionFacts, _ policy: AdmissionPolicy) {
        (self.pass, self.policy) = (pass, policy)
        (circumstances, records) = (facts.circumstances, facts.records)
        campus = records.booking?.campus ?? pass.campus
        start = records.booking?.start ?? pass.start
        end = records.booking?.end ?? pass.end
        window = CheckInWindow(start: start, policy: policy)
    }

    // MARK: Time

    var now: WallTime { circumstances.now }

    /// How far ``now`` may be from the truth (R26). A refusal for its time must hold from ``earliest`` to ``latest``.
    private var doubt: Duration { circumstances.clock.trust == .trusted ? .zero : policy.untrustedClockTolerance }

    /// The earliest instant that it may be.
    var earliest: WallTime { now - doubt }
    /// The latest instant that it may be.
    var latest: WallTime { now + doubt }

    /// Nobody may show the pass any more, or not yet: phone, server and gate disagree on the time.
    var isExpired: Bool { pass.expiresAt < earliest || pass.id.issuedAt > latest + policy.issueSkew }

    // MARK: The booking

    /// No check-in yet. An unknown booking counts as checked in once this very pass opened a lane.
    var isAwaited: Bool { records.booking.map { $0.state == .booked } ?? (records.passUse != .opened) }

    /// A lane stood open for the booking before and nobody went through. Whoever checked in before the house opened
    /// has seen no lane open yet.
    var hadItsLaneOpened: Bool {
        guard records.passUse == .unused, let opens = circumstances.opening?.opens,
            let checkedInAt = records.booking?.checkedInAt
        else { return true }
        return checkedInAt >= opens
    }

    // MARK: The seat

    /// The seat of the patron is that of this booking.
    var hasOwnVisit: Bool { records.visit?.booking == pass.id.booking }
}
