public import LibraryModel

/// Watches a wall clock for jumps, and judges it (R26). Pure.
///
/// A time service may be wrong, or be fooled, and the kernel calls its clock synchronised all the same. So a clock that
/// jumps by more than ``largestStep``, forward or back, against one that nobody can set is not believed until it has run on
/// for ``probation``: a wrong time that is put right within it has cost nobody anything. Slewing is no jump, and neither is
/// the time that a machine slept: readings are taken against CLOCK_BOOTTIME, which goes on meanwhile, as the wall clock
/// does. A sleep shows as a gap in what is written, which has a name of its own.
///
/// What one run cannot see, the last written time shows: a clock that begins far from it waits as ``ClockAgreement`` says,
/// and so does one that jumps that far.
public struct ClockWatch: Sendable {
    /// Leap seconds and a service that sets the clock instead of slewing it stay well below.
    public static let largestStep: Duration = .minutes(2)
    /// Several polls of a time service, which come 64 s apart at the start (RFC 5905 section 7.2).
    public static let probation: Duration = .minutes(10)

    private struct Doubt {
        /// When the clock jumped last, or came to be synchronised where that must last.
        var since: Instant
        /// The last reading before it began to jump; at the start the last written time.
        let believed: ClockTrust.Reading
        /// What was written when the doubt came up.
        let written: WallTime?
        var kind: Kind

        enum Kind {
            /// A jump that is put right by itself or runs on for ``ClockWatch/probation``.
            case jump
            case far(ClockAgreement)
        }
    }

    /// The latest reading that the kernel called synchronised.
    private var last: ClockTrust.Reading?
    private var doubt: Doubt?

    public init() {}

    /// How far this reading can be believed. What is known of earlier runs is asked for only where it matters.
    public mutating func judge(
        _ reading: ClockTrust.Reading, isSynchronised: Bool, setFromBatteryClock: @autoclosure () -> Bool = false,
        lastKnown: @autoclosure () -> WallTime? = nil
    ) -> ClockReading.Trust {
        if isSynchronised { look(reading, lastKnown()) }
        if let doubt {
            if isAccepted(reading, doubt, lastKnown()) { last = reading } else {
                if !isSynchronised, case .far = doubt.kind { self.doubt?.since = reading.instant }
                guard isSynchronised, isOver(doubt, at: reading.instant) else { return Self.untrusted(doubt, reading) }
            }
            self.doubt = nil
        }
        if isSynchronised { return .trusted }
        return ClockTrust(
            lastSynchronised: last, setFromBatteryClock: setFromBatteryClock(), lastKnown: lastKnown()
        ).judge(reading)
    }

    /// What a clock that is in doubt would show at `instant` if it had run on as it was; nil while it is not in doubt.
    public func believed(at instant: Instant) -> WallTime? { doubt?.believed.wall(at: instant) }

    /// Finds what is doubtful in a reading that the kernel calls synchronised.
    private mutating func look(_ reading: ClockTrust.Reading, _ written: @autoclosure () -> WallTime?) {
        if let last, reading.drift(since: last) > Self.largestStep {
            let believed = doubt?.believed ?? last
            doubt = Doubt(
                since: reading.instant, believed: believed, written: written(),
                kind: Self.kind(of: reading, against: believed.wall(at: reading.instant)))
        } else if last == nil, doubt == nil, let written = written(),
            case let agreement = ClockAgreement(of: reading.wall, lastWritten: written), agreement != .near {
            let believed = ClockTrust.Reading(instant: reading.instant, wall: written)
            doubt = Doubt(since: reading.instant, believed: believed, written: written, kind: .far(agreement))
        }
        last = reading
    }

    private static func kind(of reading: ClockTrust.Reading, against believed: WallTime) -> Doubt.Kind {
        let distance = reading.wall - believed
        guard max(distance, .zero - distance) > ClockAgreement.nearAhead else { return .jump }
        return .far(ClockAgreement(of: reading.wall, lastWritten: believed))
    }

    private func isOver(_ doubt: Doubt, at instant: Instant) -> Bool {
        switch doubt.kind {
        case .jump, .far(.near): instant - doubt.since >= Self.probation
        case .far(.ahead): instant - doubt.since >= ClockAgreement.probation
        case .far(.apart): false
        }
    }

    /// While a clock is in doubt, nothing writes a time but staff who say that it is right.
    private func isAccepted(_ reading: ClockTrust.Reading, _ doubt: Doubt, _ written: WallTime?) -> Bool {
        guard case .far = doubt.kind, let written, written != doubt.written else { return false }
        return ClockAgreement(of: reading.wall, lastWritten: written) == .near
    }

    /// After a long closure the clock is right more often than not, so passes are judged by it, with care.
    private static func untrusted(_ doubt: Doubt, _ reading: ClockTrust.Reading) -> ClockReading.Trust {
        if case .far(.ahead) = doubt.kind { return .untrusted(lastKnown: nil) }
        return .untrusted(lastKnown: doubt.believed.wall(at: reading.instant))
    }
}

extension ClockTrust.Reading {
    /// What the wall clock would show at `instant` if it had run on from here.
    func wall(at instant: Instant) -> WallTime { wall + (instant - self.instant) }

    /// How far the wall clock has moved against the other one, either way.
    func drift(since earlier: Self) -> Duration {
        let expected = earlier.wall(at: instant)
        return max(wall - expected, expected - wall)
    }
}
