/// An unlock line as the controller sees it: pulses that end by themselves, whoever holds the relay.
///
/// Nothing in here waits for longer than ``KeptRelays/answerBound``.
public protocol UnlockLine: Sendable {
    /// Switches on, and off again after `duration` at the latest. EINVAL when that is not more than nothing or is longer
    /// than the line's bound: then nothing happens.
    func pulse(for duration: Duration) throws(LineError)
    /// Switches off now. An error means that it did not work and is being tried again.
    func off() throws(LineError)
    /// Whether the line obeys. A pulse that is under way goes on; a line at rest is told to rest once more.
    func probe() throws(LineError)
}
