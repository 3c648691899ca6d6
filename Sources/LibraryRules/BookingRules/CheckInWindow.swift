public import LibraryModel

/// When a booking may be checked in: 20 minutes to either side of its start unless the policy says otherwise (R9).
public struct CheckInWindow: Hashable, Sendable {
    /// The first instant that is in.
    public let opens: WallTime
    /// The last instant that is in, or with ``AdmissionPolicy/WindowEnd/exclusive`` the first that is out.
    public let closes: WallTime
    private let end: AdmissionPolicy.WindowEnd

    public init(start: WallTime, policy: AdmissionPolicy) {
        end = policy.windowEnd
        opens = Self.compared(start - policy.checkInBefore, end)
        closes = Self.compared(start + policy.checkInAfter, end)
    }

    /// The first instant that is too late.
    public var lost: WallTime {
        switch end {
        case .inclusive: closes + .milliseconds(1)
        case .wholeMinute: closes + .minutes(1)
        case .exclusive: closes
        }
    }

    /// The instant that a missed check-in names (R17): the last that is in, or where that is out, the one that closed.
    public var deadline: WallTime { end == .exclusive ? closes : lost - .milliseconds(1) }

    public func contains(_ instant: WallTime) -> Bool { !isTooEarly(instant) && !isTooLate(instant) }

    public func isTooEarly(_ instant: WallTime) -> Bool { Self.compared(instant, end) < opens }

    public func isTooLate(_ instant: WallTime) -> Bool {
        switch end {
        case .inclusive, .wholeMinute: Self.compared(instant, end) > closes
        case .exclusive: instant >= closes
        }
    }

    /// What the reading compares: the instant itself, or the minute that a clock shows then.
    private static func compared(_ instant: WallTime, _ end: AdmissionPolicy.WindowEnd) -> WallTime {
        guard end == .wholeMinute else { return instant }
        let intoMinute = instant.milliseconds % 60_000
        return WallTime(milliseconds: instant.milliseconds - (intoMinute < 0 ? intoMinute + 60_000 : intoMinute))
    }
}
