import LibraryModel
import LibraryRules

/// The cap when a booking is made (R15a).
enum CapRows {
    static let all: [BookingRow] = instants + slots + off

    private static let full = BookingDecision.no(.full, limit: 300)

    private static let instants: [BookingRow] = [
        BookingRow("R15: the 300th is accepted", .accepted) { $0.taken(299, "09:00", "11:00") },
        BookingRow("R15: the 301st is refused", full) { $0.taken(300, "09:00", "11:00") },
        BookingRow("R15: West takes 250", .no(.full, limit: 250)) {
            $0.asks("09:00", "11:00", at: Scene.west)
            $0.taken(250, "09:00", "11:00", at: Scene.west)
        },
        BookingRow("R15: A 09–11 and B 11–13 do not compete", .accepted) {
            $0.taken(300, "11:00", "13:00")
            $0.taken(300, "08:00", "09:00")
        },
        BookingRow("R15: the most at any instant, not the sum", .accepted) {
            $0.taken(299, "09:00", "10:00")
            $0.taken(299, "10:00", "11:00")
        },
        BookingRow("R15: two spans that overlap for half an hour", full) {
            $0.taken(150, "08:00", "10:00")
            $0.taken(150, "09:30", "11:00")
        },
        BookingRow("R15: one full half hour is enough", full) { $0.taken(300, "10:30", "11:00") },
        BookingRow("R15: another day and another campus", .accepted) {
            $0.taken(300, "09:00", "11:00", on: Week.fri)
            $0.taken(300, "09:00", "11:00", at: Scene.west)
        },
        BookingRow("R15: the second of a submission finds no place", .no(.full, limit: 300, request: 1)) {
            $0.taken(300, "13:00", "14:00")
            $0.alsoAsks("12:00", "14:00")
        },
        BookingRow("R15: two adjoining requests take one place each", .accepted) {
            $0.taken(299, "08:00", "14:00")
            $0.alsoAsks("11:00", "13:00")
        },
    ]

    private static let slots: [BookingRow] = [
        BookingRow("R15 A: bookings of a slot add up wherever in it they lie", full) {
            $0.publishes()
            $0.taken(150, "09:00", "10:00")
            $0.taken(150, "10:00", "11:00")
        },
        BookingRow("R15 A: the next slot does not count", .accepted) {
            $0.publishes()
            $0.taken(300, "11:00", "13:00")
        },
        BookingRow("R15 A: without published slots, instants", .accepted) {
            $0.policy.booking.cap = .slot
            $0.taken(150, "09:00", "10:00")
            $0.taken(150, "10:00", "11:00")
        },
    ]

    private static let off: [BookingRow] = [
        BookingRow("R15 C: the gate alone counts", .accepted) {
            $0.policy.booking.cap = .off
            $0.taken(1000, "09:00", "11:00")
        }
    ]
}

extension BookingScene {
    fileprivate mutating func publishes() {
        policy.booking.cap = .slot
        policy.booking.slots = [Self.span("09:00", "11:00"), Self.span("11:00", "13:00")]
    }
}
