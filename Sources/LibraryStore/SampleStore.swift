public import LibraryModel

/// How full the campuses were: counts of seats that name nobody, for curves and for what is usual.
public protocol SampleStore: Sendable {
    /// Keeps a count. One of that campus and instant that is there already stays as it is.
    func keep(_ sample: OccupancySample) async throws(StoreError)

    /// Those of a campus with `from <= at < until`, oldest first, at most ``StoreLimits/page``: three days.
    func samples(of campus: CampusID, from: WallTime, until: WallTime) async throws(StoreError) -> [OccupancySample]
}

/// How many seats of a campus were taken at one instant of the five-minute grid.
public struct OccupancySample: Hashable, Sendable {
    /// From one sample to the next.
    public static let grid = Duration.minutes(5)

    public let campus: CampusID
    public let at: WallTime
    public let inside: Int
    public let reserved: Int

    /// `time` is moved back onto the grid.
    public init(campus: CampusID, at time: WallTime, inside: Int, reserved: Int) {
        let step = Self.grid.inMilliseconds
        (self.campus, at) = (campus, WallTime(milliseconds: time.milliseconds / step * step))
        (self.inside, self.reserved) = (inside, reserved)
    }
}
