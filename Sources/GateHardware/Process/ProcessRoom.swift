internal import Glibc
internal import Synchronization

/// What the system lets this process have (getrlimit(2), and by trying).
///
/// To be looked at before a library depends on it: a thread, an event queue or memory that cannot be had later ends the
/// program by a trap within that library, and a server that has no descriptor left to accept a connection asks for one
/// without end.
public enum ProcessRoom {
    /// More descriptors than that are of no use to a gate.
    public static let mostFiles = 4096

    /// Raises the soft limit of open files to the hard one, ``mostFiles`` at most, and answers how many there may be.
    public static func raiseFiles() -> Int {
        var limit = rlimit()
        let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        guard unsafe getrlimit(files, &limit) == 0 else { return 0 }
        let wanted = min(limit.rlim_max, rlim_t(mostFiles))
        if limit.rlim_cur < wanted {
            limit.rlim_cur = wanted
            guard unsafe setrlimit(files, &limit) == 0 else { return Int(clamping: min(limit.rlim_cur, wanted)) }
        }
        return Int(clamping: limit.rlim_cur)
    }

    /// What is lacking when `threads` threads more run at once, `bytes` bytes of memory more are asked for, and `addresses`
    /// bytes of addresses without memory; nil when all can be had. None of it is touched.
    public static func lack(threads: Int, bytes: Int, addresses: Int) -> String? {
        let door = Door()
        // Those who wait end when the door opens, and are waited for when this ends.
        var waiting: [Waiting] = []
        return door.lock.withLock { _ in
            for number in 1...threads {
                do throws(LineError) { waiting.append(try Waiting(at: door)) } catch {
                    return "thread \(number) of \(threads) cannot be started (errno \(error.code))"
                }
            }
            for (size, what, protection) in [(bytes, "memory", PROT_READ | PROT_WRITE), (addresses, "addresses", PROT_NONE)] {
                let place = unsafe mmap(nil, size, protection, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
                guard unsafe place != MAP_FAILED else { return "\(size >> 20) MiB of \(what) cannot be had (errno \(errno))" }
                unsafe munmap(place, size)
            }
            return nil
        }
    }
}

/// What threads wait at.
private final class Door: Sendable {
    /// Locked so that all threads are there at once.
    let lock = Mutex(())
}

private final class Waiting {
    private let thread: OwnThread

    init(at door: Door) throws(LineError) {
        thread = try OwnThread(for: "trying") { door.lock.withLock { _ in } }
    }
}
