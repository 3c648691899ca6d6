public import LibraryModel

/// `east 09:00-11:00 on 2026-11-19`: what a patron asks the page for.
public struct StoryRequest: Hashable, Sendable {
    public let campus: String
    public let day: CivilDate
    public let span: StorySpan
}

/// A part of a day.
public struct StorySpan: Hashable, Sendable {
    public let from: TimeOfDay
    public let until: TimeOfDay
}

/// A time of a day, such as `2026-11-19` or `22:00`.
public struct StoryMoment: Hashable, Sendable {
    public let day: CivilDate
    public let time: TimeOfDay
}

/// Whose violations staff make void.
public enum StoryWaiver: Hashable, Sendable {
    case patron(String)
    case campus(String, StorySpan)
}

extension StoryAct {
    /// It concerns bookings beyond what a gate does with them.
    var isAboutBookings: Bool {
        switch self {
        case .book, .cancel, .kiosk, .waive, .hours, .clockJumps, .power: true
        case .present, .passes, .press, .turn, .fire, .sensor, .relay, .ready, .clock, .store, .powerCut, .wait: false
        }
    }

    /// The page answers it.
    var isOnPage: Bool {
        switch self {
        case .book, .cancel: true
        default: false
        }
    }
}

extension StoryExpectation {
    var isAboutBookings: Bool {
        switch self {
        case .accepted, .bookingRefused, .booking, .violations, .suspended: true
        case .decision, .count, .unlocks, .staysShut, .undecided, .alarm, .behind: false
        }
    }
}
