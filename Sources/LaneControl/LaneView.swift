public import LibraryModel

/// What status and kiosk show of a lane.
public struct LaneView: Hashable, Sendable {
    /// One direction.
    public struct Side: Hashable, Sendable {
        /// The unlock line is energised.
        public let energised: Bool
        /// Whose passage is awaited; nil also while staff or an open mode unlocked the lane.
        public let granted: Grant?
        /// Somebody's passage is awaited.
        public let open: Bool
        /// Grants and staff acts behind that one, at most ``LaneSettings/waitingLimit``.
        public let waiting: Int
        public let signal: LaneSignal
    }

    public let mode: HouseMode
    /// The turnstile can work; true where no ready input is wired.
    public let ready: Bool
    /// The alarms that are up.
    public let faults: Set<LaneAlarm>
    public let entry: Side
    public let exit: Side

    public subscript(direction: Direction) -> Side { direction == .entry ? entry : exit }
}
