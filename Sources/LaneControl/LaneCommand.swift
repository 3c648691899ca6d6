public import LibraryModel

/// What the machine wants done. In every answer of the machine the commands to the lines come first, so that no record
/// that is slow to write can delay an unlock or a cut.
public enum LaneCommand: Hashable, Sendable {
    /// Energise this unlock line now. The output adapter ends it after the duration whatever else happens; the machine
    /// sends ``cut(_:)`` at the same instant or earlier.
    case pulse(Direction, for: Duration)
    /// The unlock line off now.
    case cut(Direction)
    /// The passage of this grant was seen; the instant is that of the sensor's first edge.
    case passed(Grant, at: Instant)
    /// The wait is over and nobody went through, or nobody could. Somebody late may still be in the arm: what the grant
    /// holds goes back with ``gaveUp(_:)``.
    case notPassed(Grant)
    /// Nobody comes for this grant any more: the seat goes back.
    case gaveUp(Grant)
    /// Too many wait already: the grant is not taken and will not be heard of again. An entry's seat goes back. An exit
    /// line is pulsed all the same, and its passage will be unmatched.
    case busy(Grant)
    /// Somebody went through without a grant or staff act. The mode says why: free both ways, or forced, or a free exit.
    case unmatchedPassage(Direction, HouseMode, at: Instant)
    /// Staff used a button, a key switch or the desk.
    case staff(StaffAct)
    /// The passage after a served ``StaffAct/Kind/admitOne`` or ``StaffAct/Kind/releaseOne`` was seen.
    case staffPassed(StaffAct, at: Instant)
    /// The wait after it is over; somebody late may still make it ``staffPassed(_:at:)``.
    case staffNotPassed(StaffAct)
    case modeChanged(HouseMode, ModeCause)
    case alarm(LaneAlarm, raised: Bool)
    /// Lamps and buzzer of one side, whenever it changes and once at the start.
    case show(Direction, LaneSignal)

    /// Whether it is for an unlock line.
    var isForLine: Bool {
        switch self {
        case .pulse, .cut: true
        default: false
        }
    }
}

/// Why the mode of a lane changed.
public enum ModeCause: Hashable, Codable, Sendable {
    /// The fire input, active or normal again.
    case fire
    case staff(StaffAct.Source)
    /// A hold from before the restart goes on.
    case restart
}
