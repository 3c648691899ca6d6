public import LibraryModel

/// Which closing resets are due: one for each closing, and one that was missed as soon as somebody keeps the house again.
/// Pure.
public struct ClosingResets: Sendable {
    /// Whoever is still counted this long after closing has left unseen (R14).
    public static let afterClosing = Duration.seconds(3600)

    private var done: [CampusID: WallTime] = [:]

    public init() {}

    /// The reset that is due at a campus: whoever went in before this instant is counted out. Nil when none is.
    public func due(at campus: CampusID, _ hours: OpeningHours, _ now: WallTime) -> WallTime? {
        guard let closing = hours.lastClosing(before: now, by: Self.afterClosing) else { return nil }
        let limit = closing + Self.afterClosing
        return done[campus] == limit ? nil : limit
    }

    /// It has been done.
    public mutating func note(_ limit: WallTime, at campus: CampusID) { done[campus] = limit }

    /// When today's becomes due; nil on a closed day, and when it is over.
    public static func next(_ hours: OpeningHours, after now: WallTime) -> WallTime? {
        hours.opening(onDayOf: now).map { $0.closes + afterClosing }.flatMap { $0 > now ? $0 : nil }
    }
}
