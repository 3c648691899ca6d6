public import GateHardware
public import LaneControl
public import LibraryModel
public import LibraryStore
public import ServiceLifecycle
import Synchronization

/// Drives one controller from real lines, real cameras and a real clock, until it is asked to stop.
public struct GateService: Service {
    /// How often the housekeeping runs.
    static let housekeepingPeriod = Duration.seconds(1)

    public let controller: GateController
    private let lines: GateLines
    private let readers: [LaneID: CodeReader]
    private let time: any TimeSource
    /// When the controller wants to be called; only the newest word counts, since it names the earliest deadline.
    private let deadlines: AsyncStream<Instant>
    private let alarm: AsyncStream<Instant>.Continuation

    /// - Parameter readers: the camera of each lane that has one.
    public init(controller: GateController, lines: GateLines, readers: [LaneID: CodeReader], time: any TimeSource) {
        (self.controller, self.lines, self.readers, self.time) = (controller, lines, readers, time)
        (deadlines, alarm) = AsyncStream.makeStream(of: Instant.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// What the cameras of the lanes give.
    public var tallies: [LaneID: FrameTally] { readers.mapValues(\.tally) }

    /// A code that came another way than through the lane's camera, such as from the phone that read the kiosk's code:
    /// decided and recorded as if the camera had read it just now. Nil when the gate has no such lane.
    public func present(_ code: [UInt8], at lane: LaneID) async -> Decision? {
        let decision = await controller.present(code, at: lane, seen: time.now())
        await arm()
        return decision
    }

    /// Staff act on a lane from the desk; nil when the gate has no such lane. Throws as ``GateController`` does.
    public func act(_ act: DeskAct, at lane: LaneID, by reason: StaffReason) async throws(StoreError) -> StaffActResult? {
        let result = try await controller.act(act, at: lane, by: reason)
        await arm()
        return result
    }

    /// A controller answers within microseconds; this long it may wait for a slow machine.
    static let longestTurn = Duration.seconds(5)
    /// A camera's or an input's thread that has not moved for this long is stuck.
    static let longestSilence = Duration.seconds(10)

    /// What must turn for this gate to serve: what the watchdog asks.
    public var signsOfLife: [SignOfLife] {
        let cameras = readers.map { lane, reader in
            SignOfLife("the camera of lane \(lane)", within: Self.longestSilence) { reader.lastBeat }
        }
        let inputs = lines.inputs.map { input in
            SignOfLife("the input \(input.name)", within: Self.longestSilence) { input.line.lastBeat }
        }
        return [controllerSign] + cameras + inputs
    }

    /// That the controller turns.
    public var controllerSign: SignOfLife {
        let beat = controller.beat
        return SignOfLife("the gate \(controller.plan.id)", within: Self.longestTurn) { beat.last }
    }

    /// All of it runs on the thread of the controller, so that an edge reaches its relay whatever the other threads of the
    /// program are doing.
    public func run() async throws {
        await withTaskExecutorPreference(controller.thread) {
            await withGracefulShutdownHandler {
                await cancelWhenGracefulShutdown { await drive() }
            } onGracefulShutdown: {
                // Relays first, before anything that could take its time.
                for relay in lines.outputs.values.flatMap(\.relays.values) { try? relay.off() }
                for reader in readers.values { reader.stop() }
            }
            await controller.stop()
            await controller.catchUp()
        }
    }

    /// Until the task is cancelled.
    private func drive() async {
        // By then every input has been read and has rested for its debounce, so that the first patron does not meet a
        // turnstile that seems not ready.
        let rested = time.now() + LaneSettings.allowedDebounce.upperBound
        let wakings = Wakings()
        await withDiscardingTaskGroup { group in
            for input in lines.inputs { group.addTask { await follow(input) } }
            for (lane, reader) in readers {
                group.addTask {
                    try? await time.sleep(until: rested)
                    await follow(reader, at: lane)
                }
            }
            group.addTask { await controller.writeRecords() }
            group.addTask { await keepHouse() }
            group.addTask { await turn() }
            for await deadline in deadlines where wakings.claim(deadline) {
                group.addTask {
                    try? await time.sleep(until: deadline)
                    wakings.end(deadline)
                    await controller.tick()
                    await arm()
                }
            }
            group.cancelAll()
        }
    }

    /// Levels come first, so a fire alarm that is already there is seen, and then what changes.
    private func follow(_ input: GateLines.Input) async {
        for await news in input.line.news {
            for (lane, role) in input.feeds {
                switch news {
                case .edge(let edge): await controller.edge(role, active: edge.active, at: lane, instant: edge.at)
                case .level(let active, let instant): await controller.level(role, active: active, at: lane, instant: instant)
                case .fault(let error): await controller.lost(role, error, at: lane)
                }
            }
            await arm()
        }
    }

    private func follow(_ reader: CodeReader, at lane: LaneID) async {
        for await event in reader.events {
            switch event {
            case .code(let bytes, let seen): await controller.present(bytes, at: lane, seen: seen)
            case .health(let health): await controller.camera(health, at: lane)
            }
            await arm()
        }
    }

    /// Takes up the seats that were held at the last stop, then catches up with the record once a second.
    private func keepHouse() async {
        var resumed = false
        while !Task.isCancelled {
            if !resumed {
                resumed = (try? await controller.resume()) != nil
                await arm()
            }
            await controller.catchUp()
            do { try await time.sleep(until: time.now() + Self.housekeepingPeriod) } catch { return }
        }
    }

    /// Shows that the controller and what drives it turn.
    private func turn() async {
        while !Task.isCancelled {
            await controller.turn()
            do { try await time.sleep(until: time.now() + Self.housekeepingPeriod) } catch { return }
        }
    }

    /// Has the controller called again when it next wants to act.
    private func arm() async {
        if let deadline = await controller.nextDeadline { alarm.yield(deadline) }
    }
}

/// Which deadline is slept for already, so that a burst of edges does not start a sleeper each.
private final class Wakings: Sendable {
    /// Locked because sleepers end on any thread.
    private let earliest = Mutex<Instant?>(nil)

    /// True when somebody must sleep for this deadline: nobody wakes before it and arms anew.
    func claim(_ deadline: Instant) -> Bool {
        earliest.withLock { earliest in
            if let earliest, earliest <= deadline { return false }
            earliest = deadline
            return true
        }
    }

    func end(_ deadline: Instant) {
        earliest.withLock { if $0 == deadline { $0 = nil } }
    }
}
