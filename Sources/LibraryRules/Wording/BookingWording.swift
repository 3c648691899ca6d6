public import LibraryModel

/// What a patron reads after a refusal to book or to cancel: what is the matter and what can be done.
public struct BookingPrompt: Hashable, Codable, Sendable {
    public let code: BookingCode
    /// The rule that says so, such as `R8`.
    public let rule: String
    public let title: BilingualText
    public let next: BilingualText

    public init(code: BookingCode, rule: String, title: BilingualText, next: BilingualText) {
        (self.code, self.rule, self.title, self.next) = (code, rule, title, next)
    }
}

/// The prompt for a refusal, its details filled in.
///
/// - Parameters:
///   - now: the time at which it is read; a time on another day is written with its date.
///   - offset: the zone in which times are written.
///   - campusName: the name of the campus of a booking in the way.
public func wording(
    for refusal: BookingRefusal, at now: WallTime, offset: TimeZoneOffset = .shanghai,
    campusName: (CampusID) -> BilingualText
) -> BookingPrompt {
    let details = PromptDetails(
        time: refusal.opensAt.map { PromptTime.text($0, seenAt: now, offset: offset) },
        campus: refusal.campus.map(campusName),
        limit: refusal.limit.map { limit in
            refusal.code.limitsTime ? PromptTime.length(minutes: limit) : BilingualText(zh: "\(limit)", en: "\(limit)")
        })
    let words = BookingWords.words(for: refusal.code)
    return BookingPrompt(
        code: refusal.code, rule: refusal.rule ?? refusal.code.rule, title: words.title.filled(with: details),
        next: words.next.filled(with: details))
}

extension BookingCode {
    /// The reason in a few words without its details, for lists and reports.
    public var title: BilingualText { BookingWords.words(for: self).title.plain }

    /// The rule behind it; a refusal for a suspension names the one that applies, R18 or R19.
    public var rule: String {
        switch self {
        case .unknownPatron, .accountInactive: "R1"
        case .started: "R2"
        case .unknownCampus: "R3"
        case .tooShort, .tooLong, .offGrid, .notASlot, .outsideHours, .severalDays: "R4"
        case .quota, .bookingsADay: "R5"
        case .signOutFirst, .otherCampus: "R6"
        case .overlap, .stayTooLong: "R7"
        case .horizon: "R8"
        case .full: "R15"
        case .noSuchBooking, .tooLateToCancel, .cancellationsADay, .checkedIn: "R16"
        case .suspended: "R18"
        case .closedDay: "R21"
        case .ended: "R22"
        case .clockUntrusted: "R26"
        }
    }

    /// Its limit is a number of minutes.
    fileprivate var limitsTime: Bool {
        switch self {
        case .tooShort, .tooLong, .offGrid, .stayTooLong: true
        default: false
        }
    }
}
