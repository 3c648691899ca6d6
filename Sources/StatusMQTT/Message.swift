/// One thing to say on a topic.
public struct Message: Hashable, Sendable {
    /// The most bytes of a payload; nothing that is said here comes near.
    public static let largestPayload = 64 * 1024

    public let topic: String
    public let payload: String
    /// Kept by the broker for whoever asks later.
    public let isRetained: Bool
    /// After so long the broker drops it (MQTT 5 section 3.3.2.3.3), also a retained one, so that what nobody confirms any
    /// more does not look true. Nil: it stays.
    public let life: Duration?

    public init(_ topic: String, _ payload: String, retained: Bool, life: Duration?) {
        (self.topic, self.payload, isRetained, self.life) = (topic, payload, retained, life)
    }
}
