/// A counted building: one cap, one geofence, one set of hours.
public struct Campus: Hashable, Codable, Sendable {
    public let id: CampusID
    /// The word for it in configuration, stories, files and logs, such as `east`.
    public let slug: String
    public let name: BilingualText
    /// The most patrons who may be inside (R15).
    public let cap: Int
    public let hours: OpeningHours
    public let fence: Geofence

    public init(id: CampusID, slug: String, name: BilingualText, cap: Int, hours: OpeningHours, fence: Geofence) {
        (self.id, self.slug, self.name, self.cap, self.hours, self.fence) = (id, slug, name, cap, hours, fence)
    }
}
