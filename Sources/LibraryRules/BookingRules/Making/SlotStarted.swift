import LibraryModel

/// R2: bookings are made in advance (提前预约), up to their very start, or in the other readings while the check-in
/// window is open and the slot has not ended.
enum SlotStarted: BookingRule {
    static func check(_ inquiry: Inquiry) -> BookingRefusal? {
        let isInTime =
            switch inquiry.policy.creation {
            case .beforeStart: inquiry.now <= inquiry.start
            case .inWindow: isInWindow(inquiry)
            case .walkIn: inquiry.isWalkIn || isInWindow(inquiry)
            }
        return isInTime ? nil : BookingRefusal(.started)
    }

    private static func isInWindow(_ inquiry: Inquiry) -> Bool {
        let window = CheckInWindow(start: inquiry.start, policy: inquiry.ground.policy.admission)
        return inquiry.now <= inquiry.start || (!window.isTooLate(inquiry.now) && inquiry.now < inquiry.end)
    }
}
