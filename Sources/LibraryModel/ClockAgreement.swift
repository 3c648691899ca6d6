/// How a clock that a time service keeps agrees with the last time that was written down, and so what it takes to be
/// believed (R26). Pure.
///
/// A time service may be wrong or be fooled, and what a wrong clock leads to (records deleted, bookings ended, days
/// closed) cannot be undone. Waiting can.
public enum ClockAgreement: Hashable, Sendable {
    /// So much later as a board is off now and then: believed at once.
    case near
    /// So much later as a house is closed in summer: believed when it has stayed synchronised for ``probation``.
    case ahead
    /// Earlier, or later than any closure: believed when staff say so.
    case apart

    /// The longest weekend, from Friday night to Tuesday morning, has 82 hours; nothing is kept for less than a week.
    public static let nearAhead: Duration = .hours(96)
    /// Time does not run back; a service that sets a clock instead of slewing it stays well below.
    public static let nearBehind: Duration = .minutes(2)
    /// A summer's closure and some weeks more.
    public static let longestClosure: Duration = .hours(24 * 100)
    /// A service that errs for so long is noticed by more than a gate.
    public static let probation: Duration = .hours(1)

    /// Of a clock that shows `time`.
    public init(of time: WallTime, lastWritten: WallTime) {
        let ahead = time - lastWritten
        self =
            if ahead < .zero - Self.nearBehind || ahead > Self.longestClosure { .apart } else {
                ahead <= Self.nearAhead ? .near : .ahead
            }
    }
}

/// An instant by which may be done what cannot be undone: only a clock that is believed gives one.
public struct VouchedTime: Hashable, Sendable {
    public let time: WallTime

    /// Nil while the reading is not believed.
    public init?(_ reading: ClockReading) {
        guard reading.trust == .trusted else { return nil }
        time = reading.time
    }

    /// The reading that it was taken from.
    public var reading: ClockReading { ClockReading(time: time, trust: .trusted) }
}

extension ClockReading {
    /// What the guard of everything that cannot be undone answers: this instant, or nil while nobody vouches for it.
    public var vouched: VouchedTime? { VouchedTime(self) }

    /// The instant by which something is chosen that a wrong clock must not choose, such as the key that signs: this one,
    /// or while it is not believed what it would be by the last that was, as far as anybody knows.
    public var steady: WallTime {
        if let believed { return believed }
        return if case .untrusted(let lastKnown?) = trust { lastKnown } else { time }
    }
}
