/// A fixed offset from UTC. Asia/Shanghai has been +08:00 without summer time since 1992, so no zone database is needed.
public struct TimeZoneOffset: Hashable, Codable, Sendable {
    /// Minutes east of UTC, -840 to 840.
    public let minutes: Int

    public init?(minutes: Int) {
        guard (-840...840).contains(minutes) else { return nil }
        self.minutes = minutes
    }

    private init(known minutes: Int) { self.minutes = minutes }

    public static let shanghai = TimeZoneOffset(known: 480)
    public static let utc = TimeZoneOffset(known: 0)
}
