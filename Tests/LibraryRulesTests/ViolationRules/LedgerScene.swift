import LibraryModel
import LibraryRules
import Testing

/// A patron's ledger and the house around it, on Wednesday 2026-11-18 unless a row says otherwise.
struct LedgerScene: Sendable {
    var policy = HousePolicy()
    var ledger = PatronLedger()
    var faults: [HouseFault] = []
    var hours = BookingScene.daily("08:00", "22:00")

    /// A booking; ids count from 1.
    mutating func has(
        _ state: Booking.State, _ from: String, _ to: String, on date: String = Week.wed,
        at campus: CampusID = Scene.east
    ) {
        let id = BookingID(rawValue: UInt64(ledger.bookings.count + 1))
        ledger.bookings.append(BookingScene.booking(state, from, to, on: date, at: campus, id: id))
    }

    mutating func has(_ from: String, _ to: String, on date: String = Week.wed, at campus: CampusID = Scene.east) {
        has(.booked, from, to, on: date, at: campus)
    }

    mutating func fault(
        _ from: String, _ until: String?, at campus: CampusID = Scene.east, _ kind: HouseFault.Kind = .gateFault
    ) {
        faults.append(
            HouseFault(
                id: RecordID(high: 0, low: UInt64(faults.count + 1)), campus: campus, kind: kind, from: time(from),
                until: until.map { time($0) }))
    }

    func settled(at now: WallTime) -> Settlement {
        settle(ledger, at: now, faults: faults, hours: { _ in hours }, under: policy)
    }

    func settled(at text: String, on date: String = Week.wed) -> Settlement { settled(at: time(text, on: date)) }
}
