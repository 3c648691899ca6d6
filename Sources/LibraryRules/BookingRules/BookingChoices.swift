public import LibraryModel

/// One start that the day offers, with the ends that go with it.
public struct BookingChoice: Hashable, Sendable {
    /// One end for the start.
    public struct End: Hashable, Sendable {
        public let end: WallTime
        /// Nil when it can be booked.
        public let refusal: BookingRefusal?

        public init(end: WallTime, refusal: BookingRefusal?) { (self.end, self.refusal) = (end, refusal) }
    }

    public let start: WallTime
    public let ends: [End]

    public init(start: WallTime, ends: [End]) { (self.start, self.ends) = (start, ends) }

    /// Why nothing that begins then can be booked; nil when something can.
    public var refusal: BookingRefusal? { ends.contains { $0.refusal == nil } ? nil : ends.first?.refusal }
}

/// Every start and end that the day offers at a campus, each with what the rules say to it now; empty on a closed day.
/// `besides` are requests of the same submission that were chosen before.
public func bookingChoices(
    at campus: CampusID, on date: CivilDate, besides: [BookingRequest] = [], _ facts: BookingFacts,
    under policy: HousePolicy
) -> [BookingChoice] {
    []
}
