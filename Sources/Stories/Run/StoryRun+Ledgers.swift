import GateControl
import GateHardware
import LibraryModel
import LibraryRules
import LibraryStore

/// What was told last of everybody's bookings.
struct StoryLedgers {
    private var states: [BookingID: Booking.State] = [:]
    private var suspensions: [PatronID: Suspension] = [:]

    /// The state before, where it is another now.
    mutating func change(of booking: Booking) -> Booking.State? {
        let before = states.updateValue(booking.state, forKey: booking.id)
        return before == booking.state ? nil : before
    }

    mutating func change(of patron: PatronID, to suspension: Suspension?) -> Bool {
        let before = suspensions[patron]
        suspensions[patron] = suspension
        return before != suspension
    }

    func isOver(_ booking: BookingID) -> Bool {
        switch states[booking] {
        case .booked, .checkedIn, .inUse, nil: false
        case .completed, .cancelled, .noShow, .notSignedOut, .released: true
        }
    }

    /// Who did it knows.
    mutating func forget(_ booking: BookingID) { states[booking] = nil }
}

extension StoryRun {
    /// Says what has become of bookings and suspensions since; answers when the clock will change one next, by the gates'
    /// clock.
    func tellLedgers() async -> WallTime? {
        let clock = time.wall()
        var due: [WallTime] = []
        for row in house.patronRows {
            guard let overview = try? await store.overview(of: row.patron, at: clock, under: house.settings.terms) else { continue }
            for booking in overview.bookings.sorted(by: { $0.start < $1.start }) {
                if ledgers.change(of: booking) != nil, let words = transcript.words(booking, overview.violations) {
                    tell("\(row.name): \(words)", at: house.settings.campus(booking.campus)?.slug, follows: false)
                }
                due += deadlines(of: booking)
            }
            if ledgers.change(of: row.patron, to: overview.suspension) {
                tell("\(row.name): \(transcript.words(overview.suspension))", follows: false)
            }
            if let until = overview.suspension?.until { due.append(until) }
        }
        return due.filter { $0 > clock.time }.min()
    }

    /// The first instants after the deadlines of a booking.
    private func deadlines(of booking: Booking) -> [WallTime] {
        guard booking.isOpen, let hours = house.settings.campus(booking.campus)?.hours else { return [] }
        let policy = house.settings.house
        let last = [
            CheckInWindow(start: booking.start, policy: policy.admission).closes, booking.end,
            policy.violations.signOut.last(forEnd: booking.end, hours: hours),
        ]
        return last.compactMap(\.self).map { $0 + .milliseconds(1) }
    }

    // MARK: Expectations

    func surprise(refused code: BookingCode, opens: StoryMoment?) -> String? {
        guard case .refused(let refusal) = answer else { return "\(code.rawValue), but \(answer?.words ?? "nothing was answered")" }
        guard refusal.code == code else { return "\(code.rawValue), but it was \(refusal.code.rawValue)" }
        guard let opens, refusal.opensAt != house.wall(opens.day, opens.time) else { return nil }
        return "it to open \(opens.day) \(opens.time), but it says \(transcript.text(refusal.opensAt))"
    }

    func surprise(booking start: (day: CivilDate, time: TimeOfDay)?, of patron: String, _ state: Booking.State) async -> String? {
        guard let overview = await overview(of: patron) else { return "\(patron)'s bookings, but the store does not answer" }
        let shown = booking(of: patron, at: now)?.booking
        let begins = start.map { house.wall($0.day, $0.time) }
        let found = overview.bookings.first { booking in
            begins.map { $0 == booking.start } ?? (booking.id == shown)
        }
        guard let found else { return "\(patron) to have such a booking" }
        return found.state == state ? nil : "\(patron)'s booking to be \(state.rawValue), but it is \(found.state.rawValue)"
    }

    func surprise(violations kinds: [Violation.Kind], of patron: String) async -> String? {
        guard let overview = await overview(of: patron) else { return "\(patron)'s violations, but the store does not answer" }
        let found = overview.violations.filter(\.counts).map(\.kind.rawValue).sorted()
        let wanted = kinds.map(\.rawValue).sorted()
        return found == wanted ? nil : "\(patron)'s violations to be \(wanted), but they are \(found)"
    }

    func surprise(suspended until: StoryMoment?, _ patron: String) async -> String? {
        guard let overview = await overview(of: patron) else { return "\(patron)'s suspension, but the store does not answer" }
        let wanted = until.map { house.wall($0.day, $0.time) }
        let isSame = (overview.suspension != nil) == (until != nil) && overview.suspension?.until == wanted
        return isSame ? nil : "another suspension: \(transcript.words(overview.suspension))"
    }

    private func overview(of patron: String) async -> PatronOverview? {
        (try? await store.overview(of: house.patron(patron), at: time.wall(), under: house.settings.terms)) ?? nil
    }
}
