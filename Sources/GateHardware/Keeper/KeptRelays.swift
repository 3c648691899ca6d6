internal import Glibc
internal import LibraryModel
internal import Synchronization

/// The relay lines of one board in the hands of a keeper: what the controller's side does for them.
///
/// A thread of its own starts the keeper, beats, and replaces one that died or hangs; whoever commands a line waits for an
/// answer for ``answerBound`` at most, and not at all once an answer was missed until the keeper answers again.
public final class KeptRelays: Sendable {
    /// For how long an order waits for its answer. A round trip takes a tenth of a millisecond (`docs/performance.md`).
    public static let answerBound = Duration.milliseconds(50)
    /// For how long the first keeper is waited for, so that a gate does not begin with a fault.
    static let firstWait = Duration.seconds(3)

    private let attendance: KeeperAttendance
    private let names: [String]
    /// Declared last: it goes, and is waited for, after it was told to end.
    private let thread: OwnThread

    /// Starts a keeper for the lines `names`, which `host` gives to it in this order, and waits a little for its first
    /// answer. `report` is called from the thread that attends to it and must return quickly. EAGAIN when the system has no
    /// thread or file to spare; a keeper that cannot be started is no error but is tried again.
    public init(
        _ names: [String], host: any KeeperHost, time: any TimeSource, report: @escaping @Sendable (KeeperNews) -> Void
    ) throws(LineError) {
        let attendance = KeeperAttendance(
            lines: names.count, host: host, time: time, bell: try WakeUp(), report: report)
        (self.attendance, self.names) = (attendance, names)
        attendance.attend(untilAnswerOr: time.now() + Self.firstWait)
        thread = try OwnThread(for: "the keeper of the relays") { attendance.attend() }
    }

    deinit { attendance.end() }

    /// The unlock line of that name. `report` is called from any thread with what happens to its bound, and must return
    /// quickly. ENOENT when the keeper was not given such a line.
    public func relay(
        _ name: String, report: @escaping @Sendable (PulsedOutput.Alert) -> Void
    ) throws(LineError) -> any UnlockLine {
        guard let number = names.firstIndex(of: name) else {
            throw LineError(call: "request \(name)", code: ENOENT, advice: "the keeper of the relays was not given this line")
        }
        attendance.listen(to: number, report)
        return KeptRelay(name: name, number: number, relays: self)
    }

    /// How long the keeper takes to answer that it is there. ETIMEDOUT when it does not.
    public func roundTrip() throws(LineError) -> Duration {
        let before = attendance.time.now()
        try attendance.ask(.beat, called: "ask the keeper of the relays")
        return attendance.time.now() - before
    }

    /// One line.
    private final class KeptRelay: UnlockLine {
        private let name: String
        private let number: Int
        private let relays: KeptRelays

        init(name: String, number: Int, relays: KeptRelays) {
            (self.name, self.number, self.relays) = (name, number, relays)
        }

        func pulse(for duration: Duration) throws(LineError) {
            try PulsedOutput.check(duration, against: PulsedOutput.longestBound)
            try relays.attendance.pulse(number, for: duration, called: "pulse \(name)")
        }

        func off() throws(LineError) { try relays.attendance.off(number, called: "set \(name)") }

        func probe() throws(LineError) { try relays.attendance.ask(.probe(line: number), called: "ask \(name)") }
    }
}
