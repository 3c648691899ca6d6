public import LibraryModel

/// Makes out of what is seen moment by moment what must be written: from when until when a fault lasted. Pure.
///
/// A gate that cannot serve for a few seconds, while a turnstile resets or a camera is plugged in again, is not at
/// fault; beyond ``patience`` it was from the first moment on. It is well again after as long, so a loose contact makes
/// one fault and not hundreds. The clock, staff and the fire input are taken at their word.
public struct FaultLog: Sendable {
    /// How long a gate must be unable to serve, or able again.
    public static let patience: Duration = .seconds(10)
    /// A clock that is set back by more than this had been wrong in a way that nobody can reckon with.
    static let longestSetBack: Duration = .hours(24)

    /// One thing to write.
    public enum Change: Hashable, Sendable {
        case began(PresentFault, at: WallTime)
        case ended(PresentFault, at: WallTime)
    }

    private struct Moment {
        let instant: Instant
        let wall: WallTime
    }

    /// What is written of a fault, and since when it looks otherwise.
    private struct Entry {
        /// Nil at the start: the last run may have left it lasting in the record.
        var isLasting: Bool?
        var otherwiseSince: Moment?
    }

    private var entries: [PresentFault: Entry]
    private var lastTrusted: WallTime?

    /// `possible` are the faults that an earlier run may have left without an end.
    public init(possible: some Sequence<PresentFault>) {
        entries = Dictionary(uniqueKeysWithValues: Set(possible).map { ($0, Entry()) })
    }

    /// So many changes may come of one look.
    public var width: Int { entries.count }

    /// A fault may have begun, and it is too early to say.
    public var isUndecided: Bool { entries.values.contains { $0.isLasting != true && $0.otherwiseSince != nil } }

    /// Takes what is seen now; answers what must be written for it, in order.
    public mutating func see(_ present: Set<PresentFault>, at clock: ClockReading, now: Instant) -> [Change] {
        var changes: [Change] = []
        for fault in Set(entries.keys).union(present).sorted() {
            var entry = entries[fault] ?? Entry(isLasting: false)
            let moment = Moment(instant: now, wall: wall(of: fault, at: clock, isPresent: present.contains(fault)))
            changes += Self.change(&entry, fault, isPresent: present.contains(fault), at: clock, moment)
            entries[fault] = entry
        }
        if clock.trust == .trusted { lastTrusted = clock.time }
        return changes
    }

    private static func change(
        _ entry: inout Entry, _ fault: PresentFault, isPresent: Bool, at clock: ClockReading, _ moment: Moment
    ) -> [Change] {
        guard isPresent != entry.isLasting else {
            entry.otherwiseSince = nil
            return []
        }
        if entry.isLasting == nil, !isPresent {
            // What the last run left open ends now, if anybody knows when now is.
            guard clock.trust == .trusted else { return [] }
            entry = Entry(isLasting: false)
            return [.ended(fault, at: clock.time)]
        }
        let since = entry.otherwiseSince ?? moment
        guard moment.instant - since.instant >= (fault.kind == .gateFault ? patience : .zero) else {
            entry.otherwiseSince = since
            return []
        }
        entry = Entry(isLasting: isPresent)
        return [isPresent ? .began(fault, at: since.wall) : .ended(fault, at: since.wall)]
    }

    /// The wall time to write: while the clock is not believed, what it would show if it had run on from when it was.
    /// A clock that is found wrong was so since it was last believed; one that was ahead, since what it shows now.
    private func wall(of fault: PresentFault, at clock: ClockReading, isPresent: Bool) -> WallTime {
        guard case .untrusted(let lastKnown) = clock.trust else { return clock.time }
        let reckoned = lastKnown ?? clock.time
        guard fault.kind == .clockUntrusted, isPresent, let lastTrusted else { return reckoned }
        let isSetBack = clock.time < lastTrusted && lastTrusted - clock.time <= Self.longestSetBack
        return isSetBack ? clock.time : lastTrusted
    }
}
