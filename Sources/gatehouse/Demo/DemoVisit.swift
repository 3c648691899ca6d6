import LibraryModel
import LibraryStore

/// When one of the crowd comes and goes, drawn by chance that the booking's id seeds: the same after a restart.
struct DemoVisit {
    let booking: BookingID
    let patron: PatronID
    let campus: CampusID
    let start, end: WallTime
    /// Nil when the patron never comes.
    let comes: WallTime?
    let leaves: WallTime
    /// The patron goes home too late to sign out in time.
    let isLate: Bool

    /// One in so many stays away, and one in so many goes home too late.
    private static let (staysAway, forgets) = (40, 60)

    /// `number` counts the visits of that day and campus from 0; `opens` is when the doors open on it.
    init(
        number: Int, on date: CivilDate, at campus: CampusID, from start: WallTime, until end: WallTime, opens: WallTime
    ) {
        guard let patron = PatronID(rawValue: "2021\(100_000 + Int(campus.rawValue) * 10_000 + number)") else {
            preconditionFailure("the number has a good form")
        }
        booking = BookingID(rawValue: 0xDE30 << 48 | UInt64(date.daysSinceEpoch) << 24 | UInt64(campus.rawValue) << 16 | UInt64(number))
        (self.patron, self.campus, self.start, self.end) = (patron, campus, start, end)
        var chance = SeededChance(seed: booking.rawValue)
        let comes = start + .seconds(Int.random(in: -17 * 60...12 * 60, using: &chance))
        let staysAway = Int.random(in: 1...Self.staysAway, using: &chance) == 1
        isLate = Int.random(in: 1...Self.forgets, using: &chance) == 1
        leaves = end + .seconds(isLate ? 25 * 60 : Int.random(in: -25 * 60...10 * 60, using: &chance))
        // Whoever is there before the doors open goes in one after the other when they do.
        let queued = opens + .seconds(Int.random(in: 5...300, using: &chance))
        self.comes = staysAway ? nil : comes < opens ? queued : comes
    }
}
