/// The name of a line on a board: a role, such as `relay-entry`, or a role of one of several lanes, such as
/// `lane-2.relay-entry`.
public struct LineName: Hashable, Sendable, CustomStringConvertible {
    /// The longest name of a lane on a board, in letters.
    public static let longestLane = 32

    /// Nil for the only lane, for the first, and for what all lanes share, such as the fire input.
    public let lane: String?
    public let role: LineRole

    public init(lane: String? = nil, _ role: LineRole) { (self.lane, self.role) = (lane, role) }

    /// Nil unless it is a role, or a lane of lower-case letters, digits and hyphens, a full stop and a role.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let last = parts.last, let role = LineRole(rawValue: String(last)) else { return nil }
        guard parts.count == 2 else {
            self.init(role)
            return
        }
        guard (1...Self.longestLane).contains(parts[0].utf8.count), parts[0].utf8.allSatisfy(\.isLaneLetter) else { return nil }
        self.init(lane: String(parts[0]), role)
    }

    public var description: String { lane.map { "\($0).\(role.rawValue)" } ?? role.rawValue }
}

extension UInt8 {
    fileprivate var isLaneLetter: Bool { (0x61...0x7A).contains(self) || (0x30...0x39).contains(self) || self == 0x2D }
}
