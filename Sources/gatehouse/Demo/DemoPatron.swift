import LibraryModel
import LibraryStore

/// Somebody whom a newcomer can be: card number, password, and what stands on the record.
struct DemoPatron: Sendable {
    let card, name, password: String
    /// The password is a first one.
    let mustChange: Bool
    /// What is of interest about this patron.
    let about: BilingualText

    static let all = [
        DemoPatron(
            card: "2021000001", name: "Anna", password: "east-anna-1",
            mustChange: false, about: BilingualText(zh: "还没有预约", en: "nothing booked yet")),
        DemoPatron(
            card: "2021000002", name: "Bo", password: "east-bo-22",
            mustChange: false, about: BilingualText(zh: "九点有预约,昨天有一次违约", en: "a booking at 09:00, and one that was missed yesterday")),
        DemoPatron(
            card: "2021000003", name: "Chen", password: "first-chen",
            mustChange: true, about: BilingualText(zh: "第一次登录", en: "signs in for the first time")),
    ]

    var id: PatronID {
        guard let id = PatronID(rawValue: card) else { preconditionFailure("the number has a good form") }
        return id
    }

    static var rows: [PatronRow] {
        all.enumerated().map { PatronRow(line: $0 + 1, patron: $1.id, name: $1.name, standing: .active) }
    }

    /// The passwords as the store keeps them.
    static func accounts() async throws -> [Account] {
        let rows = all.enumerated().map { AccountRow(line: $0 + 1, patron: $1.id, password: $1.password) }
        return zip(all, try await FirstPasswords.hash(rows)).map { patron, account in
            Account(patron: account.patron, passwordHash: account.passwordHash,
            mustChange: patron.mustChange)
        }
    }

    /// Bo's: one that nobody came for, and one of this morning.
    static func bookings(from midnight: WallTime, campus: CampusID) -> [BookingRow] {
        [(-10, 2), (9, 2)].enumerated().map { place, hours in
            let start = midnight + .hours(hours.0)
            return BookingRow(
                line: place + 1, booking: BookingID(rawValue: 0xDE31_0000_0000_0001 + UInt64(place)), patron: all[1].id,
                campus: campus, start: start, end: start + .hours(hours.1))
        }
    }
}
