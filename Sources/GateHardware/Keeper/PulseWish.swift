internal import LibraryModel

/// A pulse that the controller has asked for, remembered until it is over: a new keeper gives what is left of it.
struct PulseWish: Hashable, Sendable {
    let since: Instant
    let until: Instant

    /// The pulse that is wanted after one more of `duration` at `now`: an earlier one that lasts is lengthened up to the
    /// bound and not beyond, as ``PulsedOutput`` does it.
    init(_ duration: Duration, at now: Instant, after earlier: PulseWish?, bound: Duration = PulsedOutput.longestBound) {
        let lasting = earlier.flatMap { $0.until > now ? $0 : nil }
        since = lasting?.since ?? now
        until = max(lasting?.until ?? now, min(now + duration, since + bound))
    }
}
