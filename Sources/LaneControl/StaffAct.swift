/// Something that staff did to a lane: an override, to be recorded.
public struct StaffAct: Hashable, Codable, Sendable {
    /// What was done.
    public enum Kind: String, Codable, Sendable, CaseIterable {
        case admitOne = "admit_one"
        case releaseOne = "release_one"
        case holdOn = "hold_on"
        case holdOff = "hold_off"
        case openOn = "open_on"
        case openOff = "open_off"
    }

    /// From where.
    public enum Source: String, Codable, Sendable, CaseIterable {
        /// A push button at the lane.
        case button
        /// A key switch at the lane.
        case keySwitch = "key_switch"
        case desk
    }

    /// Counts the acts of this lane since the start, from 1. Names the act in ``LaneCommand/staffPassed(_:at:)``.
    public let number: UInt64
    public let kind: Kind
    public let source: Source
    /// Whether it did what was asked. False: let one in during hold, while the turnstile is not ready or while too many
    /// wait; end a hold or an opening that a key switch keeps.
    public let served: Bool

    public init(number: UInt64, kind: Kind, source: Source, served: Bool) {
        (self.number, self.kind, self.source, self.served) = (number, kind, source, served)
    }
}
