internal import Glibc

/// One gate and one server a store: a file beside it that whoever keeps the house holds locked as long as it lives.
///
/// The lock is the kernel's (flock(2)), so a crash or a power cut frees it; the words in the file are for people. Commands at
/// the shell take turns with the gate by the store's own locks and need none of this.
public final class StoreLock: Sendable {
    /// Who holds it, in the file's own words.
    public struct Held: Error, CustomStringConvertible {
        public let description: String
        /// Somebody has it; otherwise it cannot be made.
        public let isTaken: Bool
    }

    /// Behind the path of the store.
    static let suffix = ".lock"

    private let file: CInt

    /// `words` say who it is, since when; one line.
    public init(of store: String, words: String) throws(Held) {
        let path = Self.path(of: store)
        file = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw Held(description: "\(path) cannot be made: \(Self.reason)", isTaken: false) }
        guard Self.take(file) else {
            let holder = Self.holder(of: store) ?? "another program"
            close(file)
            throw Held(description: "the store \(store) is in use by \(holder)", isTaken: true)
        }
        let bytes = Array((words + "\n").utf8)
        _ = ftruncate(file, 0)
        _ = unsafe pwrite(file, bytes, bytes.count, 0)
    }

    deinit { close(file) }

    /// Who only looks holds it for a moment too, which must not end a gate that starts just then.
    private static func take(_ file: CInt) -> Bool {
        for _ in 1...10 {
            if flock(file, LOCK_EX | LOCK_NB) == 0 { return true }
            usleep(20_000)
        }
        return false
    }

    /// What the file says of its holder; nil when nobody holds it. Only looks.
    public static func holder(of store: String) -> String? {
        let file = unsafe open(path(of: store), O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { return nil }
        defer { close(file) }
        guard flock(file, LOCK_SH | LOCK_NB) != 0 else { return nil }
        let words = PlainFile.text(at: path(of: store))?.split(separator: "\n").first.map(String.init)
        return words ?? "another program"
    }

    private static func path(of store: String) -> String { store + suffix }

    private static var reason: String { unsafe String(cString: strerror(errno)) }
}
