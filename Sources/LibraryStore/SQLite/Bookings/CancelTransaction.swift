internal import GRDB
internal import LibraryModel
internal import LibraryRules

/// One cancellation inside its transaction (R16).
struct CancelTransaction {
    let view: HouseView
    let id: BookingID
    /// Nil for staff.
    let patron: PatronID?

    func run() throws -> CancelOutcome {
        guard let stored = try view.database.booking(id), patron.map({ $0 == stored.patron }) ?? true else {
            return .refused(BookingRefusal(.noSuchBooking, booking: id))
        }
        if view.clock.vouched != nil {
            try view.database.takeBack(stored, ifOpenAt: view.now, under: view.terms.policy.admission, view.offset)
        }
        try view.writeDown(stored.patron, at: view.writingInstant)
        var booking = try current(stored.patron)
        if booking.state == .cancelled { return .cancelled(booking) }
        if let refusal = refusalToCancel(
            booking, at: view.clock, hours: view.hours(of: booking.campus),
            cancelledToday: patron == nil ? 0 : try view.database.tally(of: stored.patron, on: view.day).cancelled,
            under: view.terms.policy) {
            return .refused(refusal)
        }
        guard booking.state.canBecome(.cancelled) else {
            throw StoreError(.other, during: "cancel", detail: "a \(booking.state.rawValue) booking was to be cancelled")
        }
        (booking.state, booking.endedAt) = (.cancelled, view.now)
        try booking.update(in: view.database)
        if patron != nil { try view.database.note(booking.patron, on: view.day, cancelled: 1) }
        return .cancelled(booking)
    }

    /// As it is now to the very instant.
    private func current(_ patron: PatronID) throws -> Booking {
        let open = try view.settled(view.ledger(of: patron), at: view.now).ledger.bookings
        if let booking = open.first(where: { $0.id == id }) { return booking }
        guard let ended = try view.database.booking(id) else {
            throw StoreError(.damaged, during: "cancel", detail: "a booking is gone")
        }
        return ended
    }
}
