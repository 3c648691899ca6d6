public import LibraryModel

/// How a location fix is judged against a campus's fence (R12; decision rule of the geofence reference).
public struct LocationPolicy: Hashable, Codable, Sendable {
    /// How far beyond the fence still counts.
    public var slack: Metres = Metres(50)
    /// How many accuracy radii must fit within the slack for a plain `inside`.
    public var accuracyFactor: Double = 1
    /// A larger circle says nothing: try by a window or outside.
    public var worstAccuracy: Metres = Metres(100)
    /// An older fix may be from somewhere else.
    public var oldestFix: Duration = .seconds(60)

    public init() {}
}
