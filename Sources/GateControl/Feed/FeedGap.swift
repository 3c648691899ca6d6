/// How many events are gone from before what waits for a watcher.
public enum FeedGap: Hashable, Sendable {
    case none
    case events(Int)
    /// Nobody can say how many.
    case unknown

    /// So many more are gone; nil when nobody can say.
    public mutating func widen(_ count: Int?) {
        switch (self, count) {
        case (.unknown, _), (_, nil): self = .unknown
        case (.events(let before), let count?): self = .events(before + count)
        case (.none, let count?): self = .events(count)
        }
    }
}
