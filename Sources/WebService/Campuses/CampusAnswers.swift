import LibraryModel

/// `GET /api/v1/campuses`.
struct CampusesAnswer: Encodable {
    /// One campus as patrons choose it.
    struct Item: Encodable {
        /// Today's hours.
        struct Today: Encodable {
            let opens: String
            let closes: String
        }

        let campus: String
        let name: BilingualText
        let cap: Int
        /// Such as `+08:00`.
        let utcOffset: String
        /// Absent on a closed day.
        let today: Today?
    }

    /// The bounds of a booking, for pages; the server decides.
    struct Bounds: Encodable {
        let shortestMinutes: Int
        let longestMinutes: Int
        let gridMinutes: Int
        let mostAtOnce: Int
        let horizonDays: Int
    }

    let now: String
    let campuses: [Item]
    let booking: Bounds
}

/// `GET /api/v1/campuses/{campus}/availability`.
struct AvailabilityAnswer: Encodable {
    /// The most bookings that stand at one instant of the half hour.
    struct HalfHour: Encodable {
        let start: String
        let booked: Int
    }

    /// One day of use.
    struct Day: Encodable {
        let date: String
        /// Absent on a closed day.
        let opens: String?
        let closes: String?
        /// Why the day's hours are not those of the week.
        let why: String?
        let halfHours: [HalfHour]
    }

    let campus: String
    let cap: Int
    let now: String
    let days: [Day]
}

/// `GET /api/v1/campuses/{campus}/choices`. Most of a day is often refused for the same few reasons, so each is written
/// once: a `refusal` is its place in `refusals`.
struct ChoicesAnswer: Encodable {
    /// One end for a start.
    struct End: Encodable {
        let end: String
        let refusal: Int?
    }

    /// One start of the day.
    struct Choice: Encodable {
        let start: String
        /// Why nothing that begins then can be booked.
        let refusal: Int?
        /// Empty where the start is refused.
        let ends: [End]
    }

    let campus: String
    let date: String
    let now: String
    let refusals: [RefusalAnswer]
    let choices: [Choice]
}
