public import LibraryModel

/// What everybody may know of the status, where the settings do not say otherwise: no number of anybody or anything.
public struct CoarseReport: Codable, Hashable, Sendable {
    public var asOf: String
    public var health: StatusReport.Health
    public var campuses: [CoarseCampus]

    public init(_ report: StatusReport) {
        (asOf, health, campuses) = (report.asOf, report.health, report.campuses.map(CoarseCampus.init))
    }
}

/// One counted building in one word.
public struct CoarseCampus: Codable, Hashable, Sendable {
    public var campus: String
    public var name: BilingualText
    public var level: FillLevel
    public var quality: CountQuality
    /// When the count behind the word was read.
    public var asOf: String
    public var opens: String?
    public var closes: String?

    public init(_ campus: CampusStatus) {
        (self.campus, name, level, quality) = (campus.campus, campus.name, campus.level, campus.quality)
        (asOf, opens, closes) = (campus.asOf, campus.opens, campus.closes)
    }
}
