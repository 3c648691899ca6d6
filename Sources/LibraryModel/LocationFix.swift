/// Where the patron's phone says it is. A claim, not a proof; it is looked at once and never stored.
public struct LocationFix: Hashable, Sendable {
    public let point: GeoPoint
    /// Radius of the accuracy circle; whoever checks it refuses zero, negative and huge ones.
    public let accuracy: Metres
    public let datum: Datum
    /// How old the fix was when the pass was issued.
    public let age: Duration

    public init(point: GeoPoint, accuracy: Metres, datum: Datum, age: Duration) {
        (self.point, self.accuracy, self.datum, self.age) = (point, accuracy, datum, age)
    }
}
