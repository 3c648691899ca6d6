/// A time at which a campus could not serve patrons as it should: nobody gets a violation for it (design invariant 9).
public struct HouseFault: Hashable, Codable, Sendable {
    /// What was at fault.
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// The program did not run, or slept.
        case notRunning = "not_running"
        /// The clock could not be believed (R26).
        case clockUntrusted = "clock_untrusted"
        /// A gate could let nobody through by pass: camera, lines or store failed (R27).
        case gateFault = "gate_fault"
        /// The fire input was active (B23).
        case emergency
        /// Staff stopped the entry.
        case hold
        /// Staff declared it afterwards, such as a power cut (R20).
        case outage
    }

    public let id: RecordID
    public let campus: CampusID
    public let kind: Kind
    public let from: WallTime
    /// Nil while it lasts.
    public var until: WallTime?
    /// Which gate, or what staff wrote; for people.
    public let detail: String

    public init(id: RecordID, campus: CampusID, kind: Kind, from: WallTime, until: WallTime? = nil, detail: String = "") {
        (self.id, self.campus, self.kind) = (id, campus, kind)
        (self.from, self.until, self.detail) = (from, until, detail)
    }

    /// Whether any instant of `first...last` lies in it.
    public func touches(_ first: WallTime, _ last: WallTime) -> Bool {
        from <= last && (until.map { $0 >= first } ?? true)
    }
}
