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
public func wording(
    for refusal: BookingRefusal, at now: WallTime, offset: TimeZoneOffset = .shanghai,
    campusName: (CampusID) -> BilingualText
) -> BookingPrompt {
    BookingPrompt(code: refusal.code, rule: "", title: BilingualText(zh: "", en: ""), next: BilingualText(zh: "", en: ""))
}
