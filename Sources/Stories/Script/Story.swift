public import LibraryModel

/// A story as written: the house and its people first, then what happens, line by line. See `docs/stories.md`.
public struct Story: Sendable {
    /// The first comment of the file, if it begins with one.
    public var title: String
    public var day: CivilDate
    public var campuses: [StoryCampus]
    public var lanes: [StoryLane]
    public var patrons: [StoryPatron]
    public var bookings: [StoryBooking]
    /// Settings of the rules that differ from the defaults, as `key: value` of the configuration's `rules`; a key such as
    /// `booking.quota` is one of that section.
    public var rules: [(key: String, value: String, line: Int)]
    public var events: [StoryEvent]

    /// Somebody books, or something is expected of bookings: then what the clock makes of them is told too.
    public var isAboutBookings: Bool {
        events.contains { event in event.act.isAboutBookings || event.expected.contains(where: \.isAboutBookings) }
    }

    /// The most lines, campuses and so on that a story may have.
    public static let mostLines = 10_000
    /// How many days a story may last.
    public static let mostDays = 14
}

/// `campus east cap 3 open 08:00-22:00`: a counted building with one gate.
public struct StoryCampus: Hashable, Sendable {
    public let slug: String
    public let cap: Int
    public let opens: TimeOfDay
    public let closes: TimeOfDay
}

/// `lane east-in entry at east`: a turnstile of the gate of that campus.
public struct StoryLane: Hashable, Sendable {
    public let slug: String
    public let campus: String
    public let direction: Direction
}

/// `patron anna`: somebody on the list of the institution.
public struct StoryPatron: Hashable, Sendable {
    public let name: String
    public let standing: Patron.Standing
}

/// `booking anna east 09:00-11:00`: a claim of a patron on a campus, on the day of the story.
public struct StoryBooking: Hashable, Sendable {
    public let patron: String
    public let campus: String
    public let start: TimeOfDay
    public let end: TimeOfDay
    public let isCancelled: Bool
    /// The gates never hear of it; only the pass knows (R27).
    public let isUnheard: Bool
}

/// One timed line: what happens, and what the teller expects to come of it.
public struct StoryEvent: Sendable {
    public let day: CivilDate
    public let time: TimeOfDay
    /// Line of the file, counted from 1.
    public let line: Int
    public let act: StoryAct
    /// The comments that stand on lines of their own above this one; the transcript repeats them.
    public let notes: [String]
    /// In the teller's order; all of them must come true.
    public let expected: [StoryExpectation]
}

/// What can happen in a story.
public enum StoryAct: Hashable, Sendable {
    case present(patron: String, pass: StoryPass, lane: String)
    case passes(Direction, lane: String)
    case press(StoryButton, lane: String)
    case turn(StorySwitch, on: Bool, lane: String)
    /// At one lane, or at every lane of the library when none is named.
    case fire(on: Bool, lane: String?)
    case sensor(Direction, stuck: Bool, lane: String)
    case relay(Direction, works: Bool, lane: String)
    case ready(Bool, lane: String)
    case clock(StoryClock)
    /// A time service sets the gates' clock to this time of the day, and the kernel believes it.
    case clockJumps(to: TimeOfDay)
    case store(StoryStore)
    /// The board loses power and starts again.
    case powerCut
    /// The board loses power, or gets it back.
    case power(on: Bool)
    /// On the page on the phone.
    case book(patron: String, [StoryRequest])
    /// The booking that begins then, or the next one.
    case cancel(patron: String, start: TimeOfDay?)
    /// The phone reads the code that the lane's kiosk shows: check-in at an entry, sign-out at an exit.
    case kiosk(patron: String, lane: String)
    /// Staff make violations void: a patron's, or all of a campus in a span of this day.
    case waive(StoryWaiver)
    /// Staff set the hours of a day; none is a closed day.
    case hours(campus: String, day: CivilDate, StorySpan?)
    /// Nothing but time.
    case wait
}

/// A push button at a lane: let one in, let one out.
public enum StoryButton: String, Hashable, Sendable, CaseIterable { case admit, release }

/// A key switch at a lane: nobody in, or both ways free.
public enum StorySwitch: String, Hashable, Sendable, CaseIterable { case hold, open }

/// What the gates know of the time (R26).
public enum StoryClock: String, Hashable, Sendable, CaseIterable {
    case trusted
    /// It is right, but nobody vouches for it.
    case untrusted
    /// It runs half an hour ahead, and nobody vouches for it.
    case wrong
}

/// What the disk does: full, held by somebody else, or well.
public enum StoryStore: String, Hashable, Sendable, CaseIterable { case full, locked, well }

/// How a patron shows the pass. The words may be combined.
public struct StoryPass: Hashable, Sendable {
    /// Where the phone says that it is: at the gate, 2 km away, nowhere, anywhere within 400 m, or where it was 5 minutes ago.
    public enum Place: String, Hashable, Sendable, CaseIterable { case inside, outside, unknown, vague, stale }

    /// Whose pass it is, where it is not the patron's own.
    public var owner: String?
    /// The very code that was shown last, such as a screenshot; otherwise the phone has renewed it.
    public var isSame = false
    /// The claims of a pass under a signature that is not theirs.
    public var isForged = false
    /// Signed with a key that the library does not know.
    public var isForeign = false
    /// Printed on paper: it lives to the end of the booking.
    public var isPrinted = false
    /// Issued this long ago.
    public var age: Duration = .zero
    /// The longest text that can be shown, in bytes.
    public static let longestText = 300

    /// Something else than a pass is shown.
    public var text: String?
    public var place = Place.inside
    /// Dark mode, tilted, blurred and noisy as far as the reader should bear it.
    public var isDark = false
    public var isBadlyHeld = false
}

/// What the teller expects.
public enum StoryExpectation: Hashable, Sendable {
    /// `admit` or `refuse`, the code, and the details in the teller's order.
    case decision(admits: Bool, code: DecisionCode, details: [Detail])
    case count(inside: Int, reserved: Int?, campus: String)
    /// The relay of a direction was energised, or none was.
    case unlocks(Direction)
    case staysShut
    /// No pass was read, or the code is the one just decided.
    case undecided
    /// An alarm with this code was raised.
    case alarm(String)
    /// So many records of the lane's gate, or of all gates, wait for the store.
    case behind(Int)
    /// What the page answered.
    case accepted
    case bookingRefused(BookingCode, opens: StoryMoment?)
    /// How a booking stands: the one that begins then, or the one that the phone would show.
    case booking(patron: String, start: TimeOfDay?, Booking.State)
    /// The patron's violations that count.
    case violations(patron: String, [Violation.Kind])
    /// Until when the patron cannot book; `nil` for one who can.
    case suspended(patron: String, until: StoryMoment?)

    /// What a refusal says beside its code: when the check-in opens, the right campus, the lane that waits.
    public enum Detail: Hashable, Sendable {
        case opens(TimeOfDay)
        case campus(String)
        case lane(String)
    }
}
