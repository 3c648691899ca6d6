/// How full a campus is, in one word for everybody.
public enum FillLevel: String, Codable, Sendable, CaseIterable {
    case free, busy, full, closed
    /// Nobody can say just now: never to be taken for free.
    case unknown

    /// From so much of the cap on, in percent, a campus is busy.
    public static let busyFrom = 70

    /// A clock that nobody believes makes it unknown, and so does a count that is not of this moment while it is open:
    /// that it is closed is known without a count.
    init(taken: Int, cap: Int, isOpen: Bool, quality: CountQuality, clockIsTrusted: Bool) {
        let measured: Self = taken >= cap ? .full : Self.percent(of: taken, cap: cap) >= Self.busyFrom ? .busy : .free
        self = !clockIsTrusted ? .unknown : !isOpen ? .closed : quality == .exact ? measured : .unknown
    }

    /// What a count comes to that is usual and not of now.
    public init(usually taken: Int, cap: Int) {
        self.init(taken: taken, cap: cap, isOpen: true, quality: .exact, clockIsTrusted: true)
    }

    /// The whole percent of the cap that are taken.
    public static func percent(of taken: Int, cap: Int) -> Int { taken * 100 / max(1, cap) }
}

/// How far a count can be believed.
public enum CountQuality: String, Codable, Sendable, CaseIterable {
    /// Read from the store for this answer.
    case exact
    /// The store does not answer, so this is what it said last; or passages wait to be written.
    case late
    /// There is no count, or none that can be believed until a recount.
    case unknown
}
