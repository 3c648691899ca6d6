/// What staff want of a lane until they say otherwise, by a push button or at the desk. A key switch stands for itself.
public struct StandingModes: Hashable, Sendable {
    /// Nobody is let in.
    public var hold: Bool
    /// Both ways are free.
    public var open: Bool

    public init(hold: Bool = false, open: Bool = false) { (self.hold, self.open) = (hold, open) }
}
