public import LibraryModel

/// An alarm that goes off by itself, whatever the rest of the program is doing: what bounds a pulse in time.
public protocol CutOff: Sendable {
    /// Runs `action` at `deadline` or soon after, instead of anything armed before. When the action answers an instant, it
    /// runs again then, unless it was armed anew or disarmed meanwhile.
    func arm(at deadline: Instant, _ action: @escaping @Sendable () -> Instant?)
    /// Nothing runs any more, except an action that has already begun.
    func disarm()
}
