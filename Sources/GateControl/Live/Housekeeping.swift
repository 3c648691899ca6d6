public import GateHardware
import LibraryModel
public import LibraryStore
public import Logging
public import ServiceLifecycle

/// What must happen from time to time, whoever comes to the gate: signs of life, the last trusted time, the closing
/// reset, and the end of old records.
public struct Housekeeping: Service {
    static let period = Duration.seconds(2)
    static let rememberEvery = Duration.seconds(60)
    static let sweepEvery = Duration.seconds(3600)
    /// A camera thread that has not moved for this long is stuck.
    static let longestSilence = Duration.seconds(10)
    /// Whoever is still counted this long after closing has left unseen (R14).
    static let resetAfterClosing = Duration.seconds(3600)

    private let settings: Settings
    private let gates: [GateService]
    private let store: any GateStore
    private let time: any TimeSource
    private let watchdog: any Watchdog
    private let logger: Logger

    public init(
        settings: Settings, gates: [GateService], store: any GateStore, time: any TimeSource, watchdog: any Watchdog,
        logger: Logger
    ) {
        (self.settings, self.gates, self.store, self.time) = (settings, gates, store, time)
        (self.watchdog, self.logger) = (watchdog, logger)
    }

    public func run() async throws {
        var remembered: Instant?
        var swept: Instant?
        var resets: Set<String> = []
        watchdog.tell(.ready)
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            if gates.allSatisfy({ $0.isAlive(within: Self.longestSilence) }) { watchdog.tell(.alive) }
            let (now, wall) = (time.now(), time.wall())
            if wall.trust == .trusted, remembered.map({ now - $0 >= Self.rememberEvery }) ?? true {
                remembered = now
                await tried("remember the time") { () throws(StoreError) in try await store.rememberTime(wall.time) }
                await resetClosed(at: wall.time, done: &resets)
            }
            if swept.map({ now - $0 >= Self.sweepEvery }) ?? true {
                swept = now
                await tried("sweep") { () throws(StoreError) in _ = try await store.sweep(at: wall.time, keeping: settings.store.retention) }
            }
            do { try await time.sleep(until: now + Self.period) } catch { break }
        }
        watchdog.tell(.stopping)
    }

    /// Ends the visits of a day that is over, once a day and campus.
    private func resetClosed(at now: WallTime, done: inout Set<String>) async {
        for campus in settings.campuses {
            guard let opening = campus.hours.opening(onDayOf: now), now >= opening.closes + Self.resetAfterClosing else { continue }
            let day = "\(campus.slug) \(LocalTime(now, at: campus.hours.offset).date)"
            guard !done.contains(day) else { continue }
            await tried("closing reset") { () throws(StoreError) in
                let ended = try await store.closeDay(of: campus.id, at: now)
                if ended > 0 { logger.notice("closing reset at \(campus.slug): \(ended) visits ended unseen") }
            }
            done = done.filter { $0.hasPrefix(campus.slug) == false }
            done.insert(day)
        }
    }

    private func tried(_ what: String, _ work: () async throws(StoreError) -> Void) async {
        do { try await work() } catch { logger.warning("\(what): \(error)") }
    }
}

extension StoreSettings {
    /// The same in the words of the store.
    var retention: RetentionPolicy {
        var policy = RetentionPolicy()
        (policy.facts, policy.decisions, policy.visits) = (keepFacts, keepRecords, keepRecords)
        return policy
    }
}
