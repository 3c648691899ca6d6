public import GateHardware
import LibraryModel
public import LibraryStore
public import Logging
public import ServiceLifecycle

/// What must happen from time to time, whoever comes to the gate: signs of life, the last trusted time, faults of the
/// house and the deadlines that pass, the closing reset, the rest of an import that was stopped, and the end of old records.
public struct Housekeeping: Service {
    static let period = Duration.seconds(2)
    static let rememberEvery = Duration.seconds(60)
    static let sweepEvery = Duration.seconds(3600)
    /// How often somebody asks, while the clock is not believed, whether staff have accepted it.
    static let hearEvery = Duration.seconds(5)
    /// How often somebody looks for an import that nobody goes on with: the second look that finds it as the first did
    /// begins to finish it. An import that goes on takes a step in a small part of that.
    static let importEvery = Duration.seconds(20)
    static let lookEvery = Duration.seconds(1)
    static let settleEvery = Duration.seconds(5)
    /// The tasks of the program and its clock turn within so long.
    static let longestTurn = Duration.seconds(10)

    private let settings: Settings
    private let store: any GateStore
    private let time: any TimeSource
    private let faults: FaultKeeper?
    private let hours: HouseHours
    private let samples: SampleKeeper?
    private let life: LifeSign?
    private let watchdog: any Watchdog
    private let (tasks, clock): (Beat, Beat)
    private let logger: Logger

    /// `faults` is nil where no bookings are kept, `samples` where nobody asks how full it was, and `life` where nothing
    /// outlives this run.
    public init(
        settings: Settings, store: any GateStore, faults: FaultKeeper?, hours: HouseHours,
        samples: (any SampleStore)? = nil, life: LifeSign? = nil, time: any TimeSource, watchdog: any Watchdog, logger: Logger
    ) {
        (self.settings, self.store, self.time) = (settings, store, time)
        (tasks, clock) = (Beat(at: time.now()), Beat(at: time.now()))
        (self.faults, self.hours, self.watchdog, self.logger) = (faults, hours, watchdog, logger)
        self.life = life
        self.samples = samples.map { samples in
            SampleKeeper(
                campuses: settings.countedCampuses, store: store, samples: samples, hours: hours, time: time)
        }
    }

    /// Each has a loop of its own: a long sweep on a slow card must not look like a dead gate, and a store that hangs
    /// must not keep anybody from seeing that it does.
    public func run() async throws {
        watchdog.tell(.ready)
        await withDiscardingTaskGroup { group in
            group.addTask { await every(Self.period) { beat() } }
            group.addTask {
                var resets = ClosingResets()
                await every(Self.rememberEvery) { await doChores(&resets) }
            }
            group.addTask {
                var (told, refused): (ClockDoubt?, StoreError?) = (nil, nil)
                await every(Self.hearEvery) { say("last written time", await hearOfClock(&told), &refused) }
            }
            if let life {
                group.addTask { await every(LifeSign.period) { if let now = time.wall().vouched { await life.give(now) } } }
            }
            if let faults {
                group.addTask { await every(Self.lookEvery) { await faults.look() } }
                group.addTask { await every(Self.lookEvery) { await faults.write() } }
                group.addTask {
                    var told: StoreError?
                    await every(Self.settleEvery) {
                        await faults.settle()
                        say("deadlines and faults", await faults.problem, &told)
                    }
                }
            }
            if let samples {
                group.addTask {
                    await every(SampleKeeper.look) { await tried("samples") { () throws(StoreError) in try await samples.takeDue() } }
                }
            }
            // Beside everything else: entries go on as the last state says, and whatever is found is told.
            group.addTask {
                await tried("check of the store") { () throws(StoreError) in
                    for trouble in try await store.checkAfterUncleanStop() { logger.error("\(trouble.words.en)") }
                }
            }
            group.addTask {
                var (seen, told): (HalfImport?, StoreError?) = (nil, nil)
                await every(Self.importEvery) { say("import", await finishImport(&seen), &told) }
            }
            group.addTask {
                await every(Self.sweepEvery) {
                    await tried("sweep") { () throws(StoreError) in try await sweep() }
                    await tried("room") { () throws(StoreError) in
                        guard let room = try await store.room(), room.isNearlyFull else { return }
                        logger.warning("the store is nearly full: \(room.words)")
                    }
                }
            }
        }
        watchdog.tell(.stopping)
    }

    /// Does `work` now and then again after each `period`, until the program stops.
    private func every(_ period: Duration, _ work: () async -> Void) async {
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            await work()
            let next = time.now() + period
            do { try await cancelWhenGracefulShutdown { try await time.sleep(until: next) } } catch { return }
        }
    }

    /// What all other tasks of the program run on, and the clock: what the watchdog asks.
    public var signsOfLife: [SignOfLife] {
        [
            SignOfLife("the tasks of the program", within: Self.longestTurn) { [tasks] in tasks.last },
            SignOfLife("the clock", within: Self.longestTurn) { [clock] in clock.last },
        ]
    }

    private func beat() {
        tasks.mark(time.now())
        _ = time.wall()
        clock.mark(time.now())
    }

    /// What cannot be undone, or needs a clock that can be believed. Settling keeps the time too, so it is not kept twice.
    private func doChores(_ resets: inout ClosingResets) async {
        guard let now = time.wall().vouched else { return }
        if faults == nil {
            await tried("remember the time") { () throws(StoreError) in try await store.rememberTime(now) }
        }
        for campus in settings.campuses {
            guard let limit = resets.due(at: campus.id, await hours.hours(of: campus), now.time) else { continue }
            await tried("closing reset") { () throws(StoreError) in
                try await store.rememberTime(now)
                let ended = try await store.closeDay(of: campus.id, begunBefore: limit, at: now)
                resets.note(limit, at: campus.id)
                if ended > 0 { logger.notice("closing reset at \(campus.slug): \(ended) visits ended unseen") }
            }
        }
    }

    private func sweep() async throws(StoreError) {
        guard let now = time.wall().vouched else { return }
        try await store.rememberTime(now)
        let (store, policy) = (store, settings.store.retention)
        try await untilStop { () async throws(StoreError) in _ = try await store.sweep(at: now, keeping: policy) }
    }

    /// Whoever imports may be another program, of which nothing is known but that it goes on. The rows came with their
    /// instant, so whether the clock is believed does not matter. Answers what is in the way.
    private func finishImport(_ seen: inout HalfImport?) async -> StoreError? {
        let store = store
        do throws(StoreError) {
            let found = try await store.halfImport()
            defer { seen = found }
            guard let half = found, half == seen else { return nil }
            logger.notice(half.isWhole
                ? "an import of \(half.kind) was stopped; its last \(half.left) rows are taken over now"
                : "an import of \(half.kind) was stopped before its file was whole; it comes to nothing")
            try await untilStop { () async throws(StoreError) in try await store.finishImport(half) }
            return nil
        } catch { return error }
    }

    /// `work` is told to end early, with what it has done, when the program stops.
    private func untilStop(_ work: @escaping @Sendable () async throws(StoreError) -> Void) async throws(StoreError) {
        let outcome: Result<Void, StoreError> = await cancelWhenGracefulShutdown {
            do throws(StoreError) {
                try await work()
                return .success(())
            } catch { return .failure(error) }
        }
        try outcome.get()
    }

    /// A clock that is not believed may have been accepted meanwhile, at the desk or at a shell. Answers what is in the way.
    private func hearOfClock(_ told: inout ClockDoubt?) async -> StoreError? {
        guard time.wall().trust != .trusted else {
            say(nil, &told)
            return nil
        }
        do throws(StoreError) {
            let written = try await store.lastKnownTime()
            if let written { time.heard(lastWritten: written) }
            say(ClockDoubt(time.wall(), lastWritten: written), &told)
            return nil
        } catch { return error }
    }

    private func say(_ doubt: ClockDoubt?, _ told: inout ClockDoubt?) {
        defer { told = doubt }
        guard doubt?.code != told?.code else { return }
        if let doubt { logger.warning("\(doubt.words.en)") } else { logger.notice("the clock is believed again") }
    }

    /// Each problem once, until it is another or none.
    private func say(_ what: String, _ problem: StoreError?, _ told: inout StoreError?) {
        if let problem, problem != told { logger.warning("\(what): \(problem)") }
        if problem == nil, told != nil { logger.notice("\(what): nothing is in the way any more") }
        told = problem
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
        policy.violations = keepViolations
        return policy
    }
}
