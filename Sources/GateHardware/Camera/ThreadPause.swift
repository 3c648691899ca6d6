import Glibc
import LibraryModel

/// Lets the calling thread rest; for threads that exist to block, never for tasks.
enum ThreadPause {
    /// Rests for `duration` or a little longer, less when a signal comes; zero and negative return at once.
    static func rest(for duration: Duration) {
        let nanoseconds = duration.inNanoseconds
        guard nanoseconds > 0 else { return }
        var time = timespec(tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
        unsafe nanosleep(&time, nil)
    }
}
