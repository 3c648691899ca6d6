import LibraryModel

/// What one unlock is for, and so whom the next passage belongs to.
struct Claim: Hashable, Sendable {
    enum Cause: Hashable, Sendable {
        case grant(Grant)
        case staff(StaffAct)
        /// Nobody's: both ways are free in this mode.
        case free(HouseMode)
    }

    let cause: Cause
    /// Waits for a passage without unlocking; see ``LaneEvent/resume(_:)``.
    var silent = false

    var grant: Grant? {
        if case .grant(let grant) = cause { grant } else { nil }
    }

    var isFree: Bool {
        if case .free = cause { true } else { false }
    }
}

extension HouseMode {
    /// Both ways are free.
    var isFree: Bool { self == .open || self == .emergency }
}
