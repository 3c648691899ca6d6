public import LibraryModel

extension Booking.State {
    /// The states that may follow this one (R22). What is not here must not happen.
    public var successors: Set<Self> {
        switch self {
        case .booked:
            [
                .checkedIn,  // the pass was accepted (R13)
                .inUse,  // the continued stay of a back-to-back booking, without a scan (R7)
                .cancelled,  // by the patron, up to the end of the window (R16)
                .noShow,  // the window closed (R11)
                .released,  // the house was at fault: turned away (R15), or an exception of the opening hours (R21)
            ]
        case .checkedIn:
            [
                .inUse,  // the passage was seen
                .completed,  // the slot ended without a passage: no violation
            ]
        case .inUse:
            [
                .completed,  // passing out is sign-out (R14)
                .notSignedOut,  // the deadline passed (R14, R17)
            ]
        case .completed, .cancelled, .noShow, .notSignedOut, .released: []
        }
    }

    /// Whether R22 knows this transition.
    public func canBecome(_ next: Self) -> Bool { successors.contains(next) }

    /// Nothing can follow.
    public var isFinal: Bool { successors.isEmpty }
}
