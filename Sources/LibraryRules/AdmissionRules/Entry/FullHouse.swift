import LibraryModel

/// R15, B19: heads are counted at the gate as well as bookings, unless the policy counts bookings only.
enum FullHouse: PassRule {
    static func check(_ arrival: Arrival) -> Decision? {
        arrival.policy.capAtGate && arrival.records.occupancy.isFull ? Decision(.full) : nil
    }
}
