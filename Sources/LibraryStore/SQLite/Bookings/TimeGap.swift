internal import GRDB
internal import LibraryModel

/// Until when deadlines were watched.
struct WatchedTime {
    let time: WallTime
    /// The last sign of life of the run before this one: nothing has been written since the start, and the time between is
    /// a gap however short it was.
    let isOfLastRun: Bool
}

/// A time over which nobody watched the clock: the program did not run or slept, or the clock was set back.
struct TimeGap {
    let from: WallTime
    let until: WallTime
    /// The time in question has yet to come once more.
    let wentBack: Bool

    /// Nil when `now` follows closely on `last`; requests side by side read the clock a little out of order.
    init?(last watched: WatchedTime?, now: WallTime) {
        guard let watched else { return nil }
        let last = watched.time
        (from, until, wentBack) = (min(last, now), max(last, now), now < last)
        guard until - from > (watched.isOfLastRun && !wentBack ? .zero : StoreLimits.longestSilence) else { return nil }
    }

    /// How far into a time that is to come once more it is in doubt; a clock that was years ahead puts nobody in doubt
    /// for years.
    private static let longestDoubt = Duration.hours(24)

    /// The same gap gives the same ids, whoever notices it.
    func faults(at campuses: [CampusID]) -> [HouseFault] {
        campuses.map { campus in
            let number = Fingerprint.number("not_running \(campus.rawValue) \(from.milliseconds) \(until.milliseconds)")
            let stamp = UInt64(bitPattern: max(0, from.milliseconds)) & 0xFFFF_FFFF_FFFF
            return HouseFault(
                id: RecordID(
                    high: stamp << 16 | 0x7000 | UInt64(campus.rawValue),
                    low: 0x8000_0000_0000_0000 | UInt64(truncatingIfNeeded: number ^ number >> 64) >> 2),
                campus: campus, kind: .notRunning, from: from,
                until: wentBack ? min(until, from + Self.longestDoubt) : until,
                detail: wentBack ? "the clock went back" : "")
        }
    }
}

extension Database {
    /// Nil when deadlines never were watched.
    func watchedUntil() throws -> WatchedTime? {
        try keptTime("watched_until").map { time in
            WatchedTime(time: time, isOfLastRun: try row("SELECT key FROM setting WHERE key = 'run_begins'") != nil)
        }
    }

    /// A run begins: what is written next follows the last sign of life of the run before, and that is a gap.
    ///
    /// A store whose time lies well before that sign lacks what happened in between: it was put back to an earlier state, or
    /// refused everything, so nobody knows who is inside. The same is so for one that has seen fewer runs than are known,
    /// which tells without a clock. Answers how many it has seen now.
    func beginRun(after lastSign: WallTime?, of knownRuns: Int, at campuses: [CampusID]) throws -> Int {
        let runs = try runs()
        let next = min(max(runs, knownRuns) + 1, StoreLimits.mostRuns)
        try set(Self.runsKey, to: "\(next)")
        let kept = try watchedUntil()?.time
        let missesTime = if let kept, let lastSign { lastSign - kept > StoreLimits.longestSilence } else { false }
        if runs < knownRuns || missesTime { for campus in campuses { try doubtCount(of: campus) } }
        guard let last = [kept, lastSign].compactMap(\.self).max() else { return next }
        try keep(last, as: "watched_until")
        try keep(last, as: "run_begins")
        return next
    }

    /// How many runs of a gate it has seen.
    func runs() throws -> Int { try setting(Self.runsKey).flatMap(Int.init).map { min(max($0, 0), StoreLimits.mostRuns) } ?? 0 }

    private static let runsKey = "runs"

    /// Writes a gap down as a fault of the house before anything is settled, and keeps the time. What an untrusted clock
    /// says is neither a gap nor kept.
    ///
    /// - Parameter atLane: a presentation. Its record may be late, so an earlier instant does not mean that the clock went
    ///   back; and the time is left as it is while there is no gap, since at a lane every write counts.
    func mindTheGap(
        _ clock: ClockReading, at campuses: [CampusID], _ offset: TimeZoneOffset, atLane: Bool = false
    ) throws {
        guard clock.vouched != nil else { return }
        let last = try watchedUntil()
        let gap = TimeGap(last: last, now: clock.time)
        if atLane, gap?.wentBack ?? true { return }
        for fault in gap?.faults(at: campuses) ?? [] where try !isKnownAsDoubt(fault) && fault.insert(into: self) {
            try takeBackViolations(in: fault, offset)
        }
        if gap?.wentBack == true { try takeBackAll(after: clock.time, offset) }
        guard let last else { return try keepWatch(clock.time) }
        if gap != nil || last.isOfLastRun || last.time < clock.time { try keepWatch(clock.time) }
    }

    private func keepWatch(_ time: WallTime) throws {
        try run("DELETE FROM setting WHERE key = 'run_begins'")
        try keep(time, as: "watched_until")
        try keep(time, as: "last_trusted_time")
    }

    /// The program ran, and somebody has written that its clock could not be believed meanwhile (R26).
    private func isKnownAsDoubt(_ gap: HouseFault) throws -> Bool {
        guard let until = gap.until else { return false }
        let longest = StoreLimits.longestSilence
        return try row(
            """
            SELECT id FROM house_fault WHERE campus = ? AND kind = 'clock_untrusted' AND from_at <= ?
                AND (until_at >= ? OR until_at IS NULL) LIMIT 1
            """,
            [
                Int(gap.campus.rawValue), (gap.from + longest).milliseconds, (until - longest).milliseconds,
            ]) != nil
    }

    /// Keeps an instant over a restart.
    func keep(_ time: WallTime, as key: String) throws {
        try set(key, to: "\(time.milliseconds)")
    }
}
