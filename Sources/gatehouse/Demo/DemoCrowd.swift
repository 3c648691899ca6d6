import LibraryModel
import LibraryStore

/// The other patrons of the demonstration: what they have booked today, tomorrow and the day after.
struct DemoCrowd {
    /// How much is booked on the library's first day and on the next two; then the last two by turns.
    private static let shares = [0.93, 1.06, 0.55]
    /// What is booked at the second campus, in parts of the first.
    static let second = 0.6
    /// Places that are left free on the first day, so that somebody who tries the demonstration finds one.
    private static let leftFree = 15

    let visits: [DemoVisit]

    /// From `today` on, in a library that opened first on the day `first`.
    init(campuses: [Campus], from today: CivilDate, first: CivilDate) {
        visits = (0..<Self.shares.count).flatMap { ahead in
            let date = CivilDate(daysSinceEpoch: today.daysSinceEpoch + ahead)
            let age = max(0, date.daysSinceEpoch - first.daysSinceEpoch)
            let share = Self.shares[age < 2 ? age : 2 - age % 2]
            return campuses.enumerated().flatMap { place, campus in
                DemoDay(
                    date, at: campus, share: share * (place == 0 ? 1 : Self.second),
                    most: age == 0 ? campus.cap - Self.leftFree : campus.cap
                ).visits
            }
        }
    }

    /// Each of them once.
    var patrons: [PatronRow] {
        Set(visits.map(\.patron)).sorted { $0.rawValue < $1.rawValue }.enumerated().map { place, patron in
            PatronRow(line: place + 1, patron: patron, name: "Patron \(patron.rawValue.suffix(5))", standing: .active)
        }
    }

    var bookings: [BookingRow] {
        visits.enumerated().map { place, visit in
            BookingRow(
                line: place + 1, booking: visit.booking, patron: visit.patron, campus: visit.campus, start: visit.start,
                end: visit.end)
        }
    }
}
