public import LibraryModel

/// What the gate itself knows about one presentation, before any record is looked at.
public struct Circumstances: Hashable, Codable, Sendable {
    /// The instant of the first successful decode (R10) and how far the clock can be believed (R26).
    public var clock: ClockReading
    public var gate: GateID
    public var lane: LaneID
    public var direction: Direction
    public var campus: CampusID
    /// The opening of the local day in which the decode lies; nil on a closed day (R21).
    public var opening: Opening?
    /// The most patrons who may be inside (R15).
    public var cap: Int
    public var mode: HouseMode
    /// False while the lane cannot let anybody through, such as a turnstile that is not ready.
    public var laneFit: Bool
    public var pass: PassEvidence
    public var location: LocationVerdict
    /// Bad codes shown at this lane within the policy's span, this one not counted (GB 50396-2007 section 5.1.5).
    public var recentBadCodes: Int

    public init(
        clock: ClockReading, gate: GateID, lane: LaneID, direction: Direction, campus: CampusID, opening: Opening?,
        cap: Int, mode: HouseMode = .normal, laneFit: Bool = true, pass: PassEvidence, location: LocationVerdict,
        recentBadCodes: Int = 0
    ) {
        (self.clock, self.gate, self.lane, self.direction) = (clock, gate, lane, direction)
        (self.campus, self.opening, self.cap, self.mode) = (campus, opening, cap, mode)
        (self.laneFit, self.pass, self.location, self.recentBadCodes) = (laneFit, pass, location, recentBadCodes)
    }

    public var now: WallTime { clock.time }
}

/// What the code in front of the camera proved. Claims stand here without the location, which ``LocationVerdict`` replaces.
public enum PassEvidence: Hashable, Codable, Sendable {
    case rejected(PassRejection)
    case verified(VerifiedPass)

    public var verified: VerifiedPass? {
        if case .verified(let pass) = self { pass } else { nil }
    }
}

/// A pass whose signature holds, as the record keeps it.
public struct VerifiedPass: Hashable, Codable, Sendable {
    public var id: PassID
    public var campus: CampusID
    public var start: WallTime
    public var end: WallTime
    public var expiresAt: WallTime

    public init(id: PassID, campus: CampusID, start: WallTime, end: WallTime, expiresAt: WallTime) {
        (self.id, self.campus, self.start, self.end, self.expiresAt) = (id, campus, start, end, expiresAt)
    }

    public init(_ claims: PassClaims) {
        self.init(
            id: claims.id, campus: claims.campus, start: claims.start, end: claims.end, expiresAt: claims.expiresAt)
    }
}

/// What became of the phone's location fix; the coordinates themselves end here (R12).
public enum LocationVerdict: Hashable, Codable, Sendable {
    /// The whole circle of doubt lies within fence and slack.
    case inside(distance: CoarseDistance)
    /// The circle and the edge cross: presence at a gate is physical, a phone-only act is not.
    case near(distance: CoarseDistance)
    case outside(distance: CoarseDistance)
    case missing
    case inaccurate
    case stale
}

/// A distance to the fence that tells nobody where somebody was: the upper end of its band, 0, 50, 200, 1000 or 5000 m, or more.
public enum CoarseDistance: Int, Codable, Sendable, CaseIterable {
    case within = 0
    case upTo50m = 50
    case upTo200m = 200
    case upTo1km = 1000
    case upTo5km = 5000
    case farther = 1_000_000
}
