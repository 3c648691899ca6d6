import LibraryModel

/// Who wants which mode of a lane. The strongest wish wins: fire, then open, then hold.
struct ModeWishes: Hashable, Sendable {
    var fire = false
    /// The key switch is turned.
    var openLatched = false
    /// A push button or the desk asked for it and nobody ended it.
    var openToggled = false
    var holdLatched = false
    var holdToggled = false

    var isOpen: Bool { openLatched || openToggled }
    var isHold: Bool { holdLatched || holdToggled }

    var mode: HouseMode { fire ? .emergency : isOpen ? .open : isHold ? .hold : .normal }
}
