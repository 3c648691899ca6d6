import Accounts
import GateControl
import LibraryModel
import LibraryRules
import LibraryStore

/// What stands in the store when the doors open.
extension DemoHouse {
    /// What the crowd has booked from today on; what is there already stays as it is.
    func book() async throws {
        _ = try await store.importPatrons(crowd.patrons)
        _ = try await store.importBookings(crowd.bookings, at: midnight - .hours(24))
    }

    /// Of a library that is new: who is who, what was, and who has come since the opening.
    func fill() async throws {
        _ = try await store.importPatrons(DemoPatron.rows)
        let own = DemoPatron.bookings(from: midnight, campus: settings.campuses[0].id)
        _ = try await store.importBookings(own, at: midnight - .hours(24))
        try await store.setPasswords(DemoPatron.accounts())
        try await remember(DemoHistory(campuses: settings.campuses, before: first))
        try await liveUntilNow()
        if let now = time.wall().vouched { try await store.rememberTime(now) }
    }

    /// To the day and not back from the clock, which runs already: a pass holds whole minutes.
    private var midnight: WallTime {
        let offset = settings.campuses[0].hours.offset
        return LocalTime(LocalTime(time.wall().time, at: offset).date, .midnight, at: offset).instant
    }

    /// Once: counters add up, and an opening that was interrupted may have come so far.
    private func remember(_ history: DemoHistory) async throws {
        let past = CivilDate(daysSinceEpoch: first.daysSinceEpoch - DemoHistory.days)
        let known = try await store.counts(CountQuery([.entry], from: past, through: past, by: .day))
        if known.isEmpty { try await store.add(history.counts) }
        try await store.keep(history.samples)
    }

    /// The crowd that has come since the opening is inside.
    private func liveUntilNow() async throws {
        var chance = SystemRandomNumberGenerator()
        let now = time.wall().time
        let early = visits.compactMap { visit in visit.comes.map { (visit, $0) } }.filter { $0.1 < now }
        var due = midnight + .hours(8)
        for (visit, comes) in early.sorted(by: { $0.1 < $1.1 }) {
            while due <= comes {
                try await sample(at: due)
                due = due + OccupancySample.grid
            }
            guard let campus = settings.campus(visit.campus), let gate = settings.gates.first(where: { $0.campus == campus.id }),
                let lane = gate.lanes.first(where: { $0.direction == .entry })
            else { continue }
            let circumstances = Circumstances(
                clock: ClockReading(time: comes, trust: .trusted), gate: gate.id, lane: lane.id, direction: .entry,
                campus: campus.id, opening: campus.hours.opening(onDayOf: comes), cap: campus.cap,
                pass: .verified(VerifiedPass(claims(of: visit, at: comes))), location: .inside(distance: .within))
            let admission = try await store.admit(
                circumstances, under: settings.admission, id: RecordID(at: comes, using: &chance),
                seat: RecordID(at: comes, using: &chance))
            if let seat = admission.seat { _ = try await store.passedIn(seat, at: comes) }
        }
    }

    private func sample(at time: WallTime) async throws {
        for campus in settings.campuses {
            let count = try await store.occupancy(of: campus.id, cap: campus.cap)
            try await store.keep(OccupancySample(campus: campus.id, at: time, inside: count.inside, reserved: count.reserved))
        }
    }
}
