public import LibraryModel

/// Why a booking, settled to `clock`, cannot be cancelled; nil when it can (R16).
public func refusalToCancel(
    _ booking: Booking, at clock: ClockReading, hours: OpeningHours, under policy: HousePolicy
) -> BookingRefusal? {
    nil
}
