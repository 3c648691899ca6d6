import LibraryModel

/// An alarm that is up.
struct LaneFault: Hashable, Sendable {
    let alarm: LaneAlarm
    /// When it ends by itself; nil when something must clear it.
    var ends: Instant?
}
