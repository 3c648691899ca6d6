public import LaneControl
public import LibraryModel

/// Something that a screen, a log or a story may want to tell, as it happens.
public struct Happening: Sendable {
    public let at: ClockReading
    public let gate: GateID
    public let lane: LaneID
    public let what: What
    /// Under which id a decision is kept; nil where that is not known yet, and for everything else.
    public let record: RecordID?

    /// Stands for gate and lane where none is meant.
    public static let nowhere = (gate: GateID(rawValue: "desk"), lane: LaneID(rawValue: "desk"))

    /// What it was.
    public enum What: Sendable {
        /// A code was held before the camera and decided.
        case decided(Decision, patron: PatronID?, booking: BookingID?)
        /// The unlock relay of a direction was energised.
        case unlocked(Direction, for: Duration)
        /// Somebody went through; `matched` says whether a pass or an act stood behind it.
        case passed(Direction, matched: Bool)
        /// The lane stood open and nobody went through; a held seat is free again.
        case notPassed(Direction)
        case modeChanged(HouseMode)
        case alarm(LaneAlarm, raised: Bool)
        case staff(StaffAct)
        /// Staff did something that belongs to no lane; then gate and lane are ``Happening/nowhere``.
        case desk(DeskDeed, CampusID?)
        /// A line of the board refused or cannot be read; its state is unknown until it answers again.
        case lineFault(String)
        /// Every line of the lane answers again.
        case linesMended
        case camera(CameraHealth)
        /// Records wait for the store, or wait no longer.
        case record(RecordKeeper.Backlog)
    }

    public init(at: ClockReading, gate: GateID, lane: LaneID, what: What, record: RecordID? = nil) {
        (self.at, self.gate, self.lane, self.what, self.record) = (at, gate, lane, what, record)
    }
}

/// How a lane's camera does.
public enum CameraHealth: Hashable, Sendable {
    /// No lane camera is configured.
    case none
    case starting
    case seeing
    /// Plain words: what is wrong and what to do.
    case fault(String)
    /// A folder of pictures has come to its end.
    case ended
}
