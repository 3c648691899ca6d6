/// What can happen to a lane.
public enum LaneEvent: Hashable, Sendable {
    /// An input changed. The instant given with it is that of the edge; it may be a little before the last event's.
    case edge(LaneInput, active: Bool)
    /// The level of an input as read at the instant given with it: at the start, again and again, and after edges were
    /// lost. Where it is not what the last edge said, fire, ready and key switches take effect; a button found pressed and
    /// a sensor found active count as nothing, since nobody saw them happen.
    case level(LaneInput, active: Bool)
    /// A decision admitted somebody, and its record is written. The id of a grant that is open or waits stands for that
    /// one, whatever its kind (B21).
    case grant(Grant)
    /// After a restart: this seat was reserved and nobody knows whether its patron went through. The lane waits for the
    /// passage as long as ever, without unlocking.
    case resume(Grant)
    /// After a restart: staff hold the entry, as they did before. A free passage does not come back by itself: nobody
    /// may be there any more who looks after it.
    case resumeHold
    /// Staff act from the desk.
    case desk(DeskAct)
    /// ``LaneMachine/nextDeadline`` has come.
    case tick
}

/// What staff can do to a lane from the desk.
public enum DeskAct: Hashable, Codable, Sendable {
    /// Let one in.
    case admitOne
    /// Let one out.
    case releaseOne
    /// Stop the entry, or go on. A key switch that holds is stronger than the end of a hold.
    case hold(Bool)
    /// Free both ways, or end that. A key switch that opens is stronger than the end of it.
    case open(Bool)
}
