import LibraryModel

/// A rule of making bookings.
protocol BookingRule: SendableMetatype {
    /// The refusal, or nil when the rule has nothing to say.
    static func check(_ inquiry: Inquiry) -> BookingRefusal?
}
