import LibraryModel

/// A lane setting out of its range.
public struct LaneSettingsError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The name of the property of ``LaneSettings``.
    public let setting: String
    public let value: Duration
    public let allowed: ClosedRange<Duration>

    public init(setting: String, value: Duration, allowed: ClosedRange<Duration>) {
        (self.setting, self.value, self.allowed) = (setting, value, allowed)
    }

    /// Such as `pulse is 50 ms; allowed are 100 ms to 1000 ms`.
    public var description: String {
        "\(setting) is \(Self.text(value)); allowed are \(Self.text(allowed.lowerBound)) to \(Self.text(allowed.upperBound))"
    }

    /// Whole milliseconds; a value from outside may be too long even for those.
    private static func text(_ duration: Duration) -> String {
        let longest = Duration.seconds(1_000_000_000)
        if duration > longest { return "more than 30 years" }
        if duration < .zero { return "less than nothing" }
        return "\(duration.inMilliseconds) ms"
    }
}
