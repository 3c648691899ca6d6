public import LibraryModel

/// What a changing code turned out to be.
public enum KioskVerdict: Hashable, Sendable {
    /// Shown by this lane's kiosk a moment ago.
    case valid(LaneID)
    /// Ours, but too old; or of a time to come, which the clock can show only by running backwards.
    case expired
    /// Not of the form of a changing code.
    case malformed
    /// Of the form, but not made with our key.
    case forged
}
