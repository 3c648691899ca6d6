public import GateHardware
public import LaneControl
public import LibraryModel
public import LibraryStore
public import Logging
public import Passes
public import ServiceLifecycle

/// The hardware that a topology is built on: the kernel's, or one of simulated lines and drawn pictures.
public struct Hardware: Sendable {
    /// The lines of a gate's board.
    public var bank: @Sendable (GateSettings) throws -> any LineBank
    /// The camera of a lane; nil for none.
    public var camera: @Sendable (LanePlan) throws -> (any FrameSource)?
    /// What ends the pulses of relays that are held in here.
    public var cutOff: @Sendable (String) throws(LineError) -> any CutOff
    /// The process that holds a gate's relays; nil where they are held in here.
    public var keeper: @Sendable (GateSettings) throws -> KeptRelays?
    public var watchdog: any Watchdog

    public init(
        bank: @escaping @Sendable (GateSettings) throws -> any LineBank,
        camera: @escaping @Sendable (LanePlan) throws -> (any FrameSource)?,
        cutOff: @escaping @Sendable (String) throws(LineError) -> any CutOff,
        keeper: @escaping @Sendable (GateSettings) throws -> KeptRelays? = { _ in nil }, watchdog: any Watchdog
    ) {
        (self.bank, self.camera, self.cutOff, self.keeper) = (bank, camera, cutOff, keeper)
        self.watchdog = watchdog
    }
}

/// The wiring of a whole board: read it from top to bottom to see what is connected to what.
public struct Topology: Sendable {
    public let gates: [GateService]
    private let time: any TimeSource
    public let status: StatusBoard
    public let housekeeping: Housekeeping
    /// Feeds the watchdog while everything turns.
    public let lifeWatch: LifeWatch
    /// Whether an entry could be recorded now.
    public let readiness: Readiness
    /// Every lane of the gates here, in the order of the settings.
    public let lanes: [LanePlace]
    /// What happens at all of them, for screens and watchers.
    public let feed: EventFeed
    /// What the screens of the lanes show.
    public let screens: Screens
    /// What the cameras see, for those screens; empty where the settings want none.
    public let viewfinders: [LaneID: Viewfinder]
    /// What the cameras give.
    public let tallies: [LaneID: FrameTally]
    /// How full the campuses were; nil where no samples are kept.
    public let history: OccupancyHistory?

    /// `bookings` is where bookings and faults of the house are kept; nil for a gate alone. `samples` is where it is kept
    /// how full the campuses were, `life` where signs of life are left, and `meter` counts what happens; nil for none. The
    /// gates run on `thread`. Throws when a line, a camera's settings or a thread cannot be had; a camera that is merely
    /// away is no error.
    public init(
        settings: Settings, keys: KeyRing, store: any GateStore, bookings: (any BookingStore)? = nil,
        samples: (any SampleStore)? = nil, life: LifeSign? = nil, meter: GateMeter? = nil, thread: ThreadExecutor,
        time: any TimeSource, hardware: Hardware, version: String, logger: Logger,
        tell: @escaping @Sendable (Happening) -> Void
    ) throws {
        var chance = SystemRandomNumberGenerator()
        let feed = EventFeed(run: RecordID(at: time.wall().time, using: &chance))
        (self.feed, self.time) = (feed, time)
        let tell: @Sendable (Happening) -> Void = { happening in
            meter?.hear(happening)
            feed.publish(happening)
            tell(happening)
        }
        let lanes = settings.gates.flatMap { gate in
            gate.lanes.map { LanePlace(lane: $0.id, gate: gate.id, campus: gate.campus, direction: $0.direction) }
        }
        self.lanes = lanes
        let hours = HouseHours(bookings: bookings, time: time)
        let screens = Screens(
            lanes: lanes, campuses: settings.campuses, times: settings.kiosk.times, store: store, hours: hours, time: time)
        self.screens = screens
        let desk = PassDesk(
            verifier: PassVerifier(ring: keys), campuses: settings.campuses, policy: settings.location)
        var viewfinders: [LaneID: Viewfinder] = [:]
        gates = try settings.gates.map { plan in
            let lines = try GateLines(
                of: plan, on: hardware.bank(plan), keeper: hardware.keeper(plan), time: time, cutOff: hardware.cutOff,
                alert: { lane, alert in logger.critical("lane \(lane): \(alert.words)") })
            let controller = GateController(
                gate: plan.id, settings: settings, desk: desk, store: store, outputs: lines.outputs, on: thread,
                time: time, chance: SystemRandomNumberGenerator(), meter: meter, tell: tell, show: { screens.hear($0, at: $1) })
            var readers: [LaneID: CodeReader] = [:]
            for lane in plan.lanes {
                guard let camera = try hardware.camera(lane) else { continue }
                if settings.kiosk.viewfinder { viewfinders[lane.id] = Viewfinder() }
                readers[lane.id] = try CodeReader(
                    lane: lane.id, source: camera, budget: lane.camera.budget, time: time, viewfinder: viewfinders[lane.id])
            }
            return GateService(controller: controller, lines: lines, readers: readers, time: time)
        }
        self.viewfinders = viewfinders
        let controllers = gates.map(\.controller)
        let faults = bookings.map { bookings in
            FaultKeeper(
                settings: settings, gates: controllers, bookings: bookings, time: time,
                chance: SystemRandomNumberGenerator(), tell: { screens.hear(refusal: $0) },
                probe: { () throws(StoreError) in try await store.probe() })
        }
        tallies = gates.reduce(into: [:]) { $0.merge($1.tallies) { first, _ in first } }
        status = StatusBoard(
            settings: settings, gates: controllers, store: store, time: time, version: version, hours: hours,
            tallies: tallies, refusal: { await faults?.refusal })
        history = samples.map { OccupancyHistory(store: $0, time: time) }
        housekeeping = Housekeeping(
            settings: settings, store: store, faults: faults, hours: hours, samples: samples, life: life, time: time,
            watchdog: hardware.watchdog, logger: logger)
        lifeWatch = LifeWatch(
            over: gates.flatMap(\.signsOfLife) + housekeeping.signsOfLife, time: time, watchdog: hardware.watchdog,
            logger: logger)
        readiness = Readiness(of: controllers, store: store, time: time)
    }

    /// What runs beside the gates.
    public var services: [any Service] { [housekeeping, screens, readiness, lifeWatch] }

    /// Whether every controller turns: while one does not, that gate serves nobody.
    public var isTurning: Bool {
        let now = time.now()
        return gates.allSatisfy { $0.controllerSign.isGood(at: now) }
    }

    /// Presents a code at a lane of any gate as if its camera had read it now; nil when there is no such lane.
    public func present(_ code: [UInt8], at lane: LaneID) async -> Decision? {
        guard let place = lanes.first(where: { $0.lane == lane }) else { return nil }
        return await gates.first { $0.controller.plan.id == place.gate }?.present(code, at: lane)
    }

    /// Staff act on a lane of any gate; nil when there is no such lane. Throws as ``GateController`` does.
    public func act(_ act: DeskAct, at lane: LaneID, by reason: StaffReason) async throws(StoreError) -> StaffActResult? {
        guard let place = lanes.first(where: { $0.lane == lane }) else { return nil }
        return try await gates.first { $0.controller.plan.id == place.gate }?.act(act, at: lane, by: reason)
    }
}

/// A lane and where it stands.
public struct LanePlace: Hashable, Sendable {
    public let lane: LaneID
    public let gate: GateID
    public let campus: CampusID
    /// What a pass at this lane asks for.
    public let direction: Direction

    public init(lane: LaneID, gate: GateID, campus: CampusID, direction: Direction) {
        (self.lane, self.gate, self.campus, self.direction) = (lane, gate, campus, direction)
    }
}

extension PulsedOutput.Alert {
    /// Plain words for whoever reads the log.
    var words: String {
        switch self {
        case .stuck(let error): "the relay cannot be switched off: \(error). Switch the turnstile off by hand if it stays open"
        case .freed(let tries): "the relay is off again after \(tries) failed tries"
        }
    }
}
