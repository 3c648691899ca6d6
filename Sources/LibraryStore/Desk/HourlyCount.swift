public import LibraryModel

/// So many of something in one local hour of a campus.
public struct HourlyCount: Hashable, Sendable {
    public let campus: CampusID
    public let day: CivilDate
    /// 0 to 23.
    public let hour: Int
    public let kind: CountQuery.Kind
    public let code: String
    public let count: Int

    public init(campus: CampusID, day: CivilDate, hour: Int, kind: CountQuery.Kind, code: String = "", count: Int) {
        (self.campus, self.day, self.hour) = (campus, day, hour)
        (self.kind, self.code, self.count) = (kind, code, count)
    }
}
