internal import Dispatch
internal import Glibc
public import LibraryModel
internal import Synchronization

/// The last sign of life, in a file of one line beside the store: a start knows by it since when nobody kept the house.
///
/// Written in place each few seconds, and seldom waited for: a killed program loses nothing of it, a power cut what came
/// since the last wait, which makes the gap look a little longer than it was and excuses a little more. A row of the store
/// would cost a transaction with its log each time.
///
/// It is written on a thread of its own: a disk that hangs holds up nobody but the next sign.
public final class LifeSign: Sendable {
    /// How often it is given.
    public static let period = Duration.seconds(5)
    /// Each so-manieth one waits for the disk: every 30 s.
    public static let waits = 6

    /// A line of always the same length: the file never grows.
    private static let width = 32

    /// Behind the path of the store.
    static let suffix = ".alive"

    private let path: String
    private let watches: @Sendable () -> Bool
    private let thread = DispatchQueue(label: "gatehouse.life")
    // A lock, since only the thread of its own comes here and the compiler cannot know.
    private let count = Mutex(0)

    /// Of the store at this path. None is left while `watches` says no.
    public init(of store: String, while watches: @escaping @Sendable () -> Bool = { true }) {
        (path, self.watches) = (store + Self.suffix, watches)
    }

    /// What an earlier run left; nil when there is nothing that can be read.
    public var last: WallTime? {
        PlainFile.text(at: path).flatMap { Int64($0.prefix { $0.isNumber }) }.map(WallTime.init(milliseconds:))
    }

    /// Gives one. False when there is none to give, or the file cannot be written.
    @discardableResult
    public func give(_ time: VouchedTime) async -> Bool {
        await withCheckedContinuation { done in
            thread.async { done.resume(returning: self.write(time)) }
        }
    }

    private func write(_ time: VouchedTime) -> Bool {
        guard watches() else { return false }
        let file = unsafe open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
        guard file >= 0 else { return false }
        defer { close(file) }
        let digits = "\(max(0, time.time.milliseconds))"
        let line = Array((digits + String(repeating: " ", count: max(0, Self.width - 1 - digits.count)) + "\n").utf8)
        guard unsafe pwrite(file, line, line.count, 0) == line.count else { return false }
        let number = count.withLock { count in
            count += 1
            return count
        }
        return number % Self.waits != 1 || fdatasync(file) == 0
    }
}
