public import GateHardware
public import LibraryModel
public import Logging
public import ServiceLifecycle
import Synchronization

/// A part of the program that must go on turning.
public struct SignOfLife: Sendable {
    /// For the journal, such as `the gate east-main`.
    public let name: String
    /// Longer than this it does not stand still while it is well.
    public let bound: Duration
    public let last: @Sendable () -> Instant

    /// `last` says when it last turned; it is called on any thread and must return at once.
    public init(_ name: String, within bound: Duration, last: @escaping @Sendable () -> Instant) {
        (self.name, self.bound, self.last) = (name, bound, last)
    }

    func isGood(at now: Instant) -> Bool { now - last() <= bound }
}

/// Feeds the watchdog as long as everything turns, and names in the journal what does not: from a thread of its own, so
/// that nothing which hangs can keep it from being told.
public final class LifeWatch: Service {
    /// How often it looks, unless the watchdog wants to hear more often.
    static let period = Duration.seconds(2)

    private let signs: [SignOfLife]
    private let time: any TimeSource
    private let watchdog: any Watchdog
    private let logger: Logger

    public init(over signs: [SignOfLife], time: any TimeSource, watchdog: any Watchdog, logger: Logger) {
        (self.signs, self.time, self.watchdog, self.logger) = (signs, time, watchdog, logger)
    }

    /// The names of what stands still now.
    public var hung: [String] {
        let now = time.now()
        return signs.filter { !$0.isGood(at: now) }.map(\.name)
    }

    /// Looks once. `told` are those that have been named already; answers those that stand still.
    func look(told: [String]) -> [String] {
        let hung = hung
        for name in hung where !told.contains(name) {
            logger.critical("\(name) does not turn any more; the watchdog is not fed, and the system starts the program anew")
        }
        for name in told where !hung.contains(name) { logger.notice("\(name) turns again") }
        if hung.isEmpty { watchdog.tell(.alive) }
        return hung
    }

    public func run() async throws {
        let bell = try Bell()
        let period = min(Self.period, watchdog.interval ?? Self.period)
        let thread = try OwnThread(for: "the watch") {
            var hung: [String] = []
            repeat { hung = self.look(told: hung) } while bell.waits(period)
        }
        let (never, end) = AsyncStream.makeStream(of: Void.self)
        await cancelWhenGracefulShutdown { for await _ in never {} }
        end.finish()
        bell.ring()
        _ = consume thread
    }
}

/// Ends the thread.
private final class Bell: Sendable {
    private let wake: WakeUp

    init() throws(LineError) { wake = try WakeUp() }

    func ring() { wake.signal() }

    /// False when it was rung.
    func waits(_ span: Duration) -> Bool { wake.wait(atMost: span) != .woken }
}
