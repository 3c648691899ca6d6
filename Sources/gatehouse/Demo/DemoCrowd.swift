import LibraryModel
import LibraryStore

/// The other patrons of the demonstration: what they have booked, drawn by seeded chance along the hours of a library.
struct DemoCrowd {
    /// Parts of the cap that are booked at each full hour from 8 to 21: a morning, a dip at noon, an afternoon that is
    /// nearly full, and an evening.
    private static let curve = [0.22, 0.52, 0.82, 0.86, 0.62, 0.58, 0.84, 0.95, 0.90, 0.70, 0.52, 0.66, 0.58, 0.30]
    /// The same of the second campus, in parts of the first.
    private static let second = 0.6
    /// How much of it is booked today, tomorrow and the day after.
    private static let days = [0.93, 1.06, 0.55]
    private static let lengths = [60, 90, 120, 120, 180, 240]
    /// Places that are left free today, so that somebody who tries the demonstration finds one.
    private static let leftToday = 15

    private(set) var patrons: [PatronRow] = []
    private(set) var bookings: [BookingRow] = []
    private var chance = SeededChance(seed: 0xC207D)
    private let midnight: WallTime

    /// For the days from `midnight` on.
    init(campuses: [Campus], from midnight: WallTime) {
        self.midnight = midnight
        for (day, share) in Self.days.enumerated() {
            for (place, campus) in campuses.enumerated() {
                book(campus, day: day, share: share * (place == 0 ? 1 : Self.second))
            }
        }
    }

    /// Half hour by half hour until as many are booked as the curve says.
    private mutating func book(_ campus: Campus, day: Int, share: Double) {
        var taken = [Int](repeating: 0, count: 48)
        let most = day == 0 ? campus.cap - Self.leftToday : campus.cap
        for slot in 16..<43 {
            let (hour, half) = (slot / 2 - 8, slot % 2)
            let next = Self.curve[min(hour + 1, Self.curve.count - 1)]
            let part = half == 0 ? Self.curve[hour] : (Self.curve[hour] + next) / 2
            let wanted = min(most, Int(Double(campus.cap) * part * share) + Int.random(in: -4...4, using: &chance))
            while taken[slot] < wanted {
                let length = Self.lengths.randomElement(using: &chance) ?? 60
                var end = min(44, slot + length / 30)
                while end > slot, taken[slot..<end].contains(where: { $0 >= most }) { end -= 1 }
                guard end >= slot + 2 else { break }
                for covered in slot..<end { taken[covered] += 1 }
                add(campus, from: midnight + .minutes(day * 1440 + slot * 30), until: midnight + .minutes(day * 1440 + end * 30))
            }
        }
    }

    private mutating func add(_ campus: Campus, from start: WallTime, until end: WallTime) {
        let number = bookings.count + 1
        guard let patron = PatronID(rawValue: "2021\(100_000 + number)") else { return }
        patrons.append(PatronRow(line: number, patron: patron, name: "Patron \(number)", standing: .active))
        bookings.append(BookingRow(
            line: number, booking: BookingID(rawValue: 0xDE30_0000_0000_0000 + UInt64(number)), patron: patron,
            campus: campus.id, start: start, end: end))
    }
}
