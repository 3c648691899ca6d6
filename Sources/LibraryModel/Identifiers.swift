/// The number of a campus, 1 to 23: small enough for one byte in a pass. Its name lives in ``Campus``.
public struct CampusID: RawRepresentable, Hashable, Comparable, Codable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }
    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    public static let allowed: ClosedRange<UInt8> = 1...23
}

/// The short name of a gate, such as `east-main`; unique in the configuration.
public struct GateID: RawRepresentable, Hashable, Codable, Sendable, CustomStringConvertible {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public var description: String { rawValue }
}

/// The short name of a lane, such as `east-in`; unique in the configuration.
public struct LaneID: RawRepresentable, Hashable, Codable, Sendable, CustomStringConvertible {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
    public var description: String { rawValue }
}

/// Which way a patron goes through a lane.
public enum Direction: String, Codable, Sendable, CaseIterable {
    case entry, exit

    public var opposite: Direction { self == .entry ? .exit : .entry }
}
