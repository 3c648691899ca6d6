internal import LibraryModel
internal import Synchronization

/// How long changes wait while another program holds the store.
///
/// SQLite's own waiting looks less and less often, and who works in steps would win again and again. This one looks after
/// each pause.
final class BusyPatience: Sendable {
    /// Pauses that one change waits.
    private let most: Int
    private let pause: @Sendable () -> Void
    // Atomic, because the writer's and the readers' connections come here, each on its thread.
    private let isStopping = Atomic(false)
    /// Pauses that all changes together have from when the program stops: each takes longer than a millisecond where the
    /// machine is busy, and the service manager waits for 5 s.
    private let left: Atomic<Int>

    init(_ options: SQLiteStore.Options) {
        most = Int(clamping: options.busyTimeout.inMilliseconds)
        left = Atomic(most / 2)
        pause = options.busyPause
    }

    /// True when it is worth another try, after `tried` tries.
    func waits(tried: Int) -> Bool {
        guard tried < most else { return false }
        if isStopping.load(ordering: .relaxed), left.subtract(1, ordering: .relaxed).newValue < 0 { return false }
        pause()
        return true
    }

    func beginStop() { isStopping.store(true, ordering: .relaxed) }
}
