import LibraryModel
import LibraryStore

/// When one of the crowd comes and goes, drawn by chance that the booking's id seeds: the same after a restart.
struct DemoVisit {
    let booking: BookingID
    let campus: CampusID
    let start, end: WallTime
    /// Nil when the patron never comes.
    let comes: WallTime?
    let leaves: WallTime

    /// One in so many stays away, and one in so many goes home too late to sign out in time.
    private static let (staysAway, forgets) = (40, 60)

    init(_ booking: BookingID, at campus: CampusID, from start: WallTime, until end: WallTime) {
        (self.booking, self.campus, self.start, self.end) = (booking, campus, start, end)
        var chance = SeededChance(seed: booking.rawValue)
        let comes = start + .seconds(Int.random(in: -17 * 60...12 * 60, using: &chance))
        self.comes = Int.random(in: 1...Self.staysAway, using: &chance) == 1 ? nil : comes
        let late = Int.random(in: 1...Self.forgets, using: &chance) == 1
        leaves = end + .seconds(late ? 25 * 60 : Int.random(in: -25 * 60...10 * 60, using: &chance))
    }
}
