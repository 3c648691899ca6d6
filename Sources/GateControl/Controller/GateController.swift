public import GateHardware
public import LaneControl
public import LibraryModel
import LibraryRules
public import LibraryStore

/// The one owner of a gate: takes what happens at its lanes, decides with the store, and commands the lines.
///
/// It never sleeps and owns no timer: whoever drives it calls ``tick()`` at ``nextDeadline``, a real clock on a board and
/// a virtual one in a story. While it waits for the store, everything else goes on: buttons, passages, fire, exits.
public actor GateController {
    let settings: Settings
    nonisolated let plan: GateSettings
    let campus: Campus
    let desk: PassDesk
    let store: any GateStore
    let time: any TimeSource
    let tell: @Sendable (Happening) -> Void
    let show: @Sendable (LaneNews, LaneID) -> Void
    let meter: GateMeter?
    let keeper: RecordKeeper
    var lanes: [LaneID: Lane]
    /// How far the record was behind when that was last said.
    var toldBacklog = RecordKeeper.Backlog()
    /// Wakes the writer; nil while none runs.
    var bellOfWriter: AsyncStream<Void>.Continuation?
    private var chance: any RandomNumberGenerator & Sendable

    /// - Parameters:
    ///   - outputs: what each lane of the plan can switch.
    ///   - chance: where the ids of records come from.
    ///   - meter: hears how long decisions take.
    ///   - tell: hears of everything that happens; must return at once.
    ///   - show: hears what the screens of the lanes need to know; must return at once.
    public init(
        gate: GateID, settings: Settings, desk: PassDesk, store: any GateStore, outputs: [LaneID: LaneOutputs],
        time: any TimeSource, chance: any RandomNumberGenerator & Sendable, meter: GateMeter? = nil,
        tell: @escaping @Sendable (Happening) -> Void,
        show: @escaping @Sendable (LaneNews, LaneID) -> Void = { _, _ in }
    ) {
        guard let plan = settings.gates.first(where: { $0.id == gate }), let campus = settings.campus(plan.campus) else {
            preconditionFailure("a controller is built for a gate of its settings")
        }
        (self.settings, self.plan, self.campus, self.desk) = (settings, plan, campus, desk)
        (self.store, self.time, self.chance, self.tell, self.show) = (store, time, chance, tell, show)
        self.meter = meter
        lanes = Dictionary(uniqueKeysWithValues: plan.lanes.map { lane in
            guard let outputs = outputs[lane.id] else { preconditionFailure("each lane of the plan has outputs") }
            return (lane.id, Lane(plan: lane, outputs: outputs))
        })
        keeper = RecordKeeper(store: store) { admission in
            tell(Happening(admission.decision, patron: admission.patron, admission.facts.circumstances))
        } waits: { circumstances in
            tell(Happening(.unrecorded(circumstances), patron: nil, circumstances))
        }
    }

    /// Takes up the seats that were held when the gate last stopped: their lanes wait for the passage once more, without
    /// unlocking, and then give the seats back. Throws when the store does not answer; call again later.
    public func resume() async throws(StoreError) {
        // A seat whose passage still waits to be written is not open any more.
        await keeper.drain()
        if let error = keeper.backlog.lastError, keeper.backlog.waiting > 0 { throw error }
        for open in try await store.openSeats(at: plan.id) {
            if lanes[open.lane] != nil {
                apply(.resume(Grant(id: open.seat, direction: .entry, kind: .seat)), at: open.lane)
            } else {
                keeper.keep(.gaveBack(seat: open.seat, at: time.wall().time, why: .restarted))
            }
        }
        await writeSoon()
    }

    /// An input of a lane changed at `instant`.
    public func edge(_ input: LaneInput, active: Bool, at lane: LaneID, instant: Instant) async {
        await handle(.edge(input, active: active), at: lane, instant: instant)
    }

    /// The level of an input as read, at the start or after edges were lost.
    public func level(_ input: LaneInput, active: Bool, at lane: LaneID) async {
        await handle(.level(input, active: active), at: lane)
    }

    /// Staff act on a lane from afar.
    public func act(_ act: DeskAct, at lane: LaneID, by reason: StaffReason) async {
        apply(.desk(act), at: lane, by: reason)
        await writeSoon()
    }

    /// When ``tick()`` must be called; nil while nothing is under way.
    public var nextDeadline: Instant? { lanes.values.compactMap(\.nextDeadline).min() }

    /// Lets time take effect in every lane.
    public func tick() async {
        let now = time.now()
        for lane in plan.lanes {
            endVerdict(at: lane.id)
            moveBuzzer(at: lane.id)
            if let deadline = lanes[lane.id]?.machine.nextDeadline, deadline <= now { await handle(.tick, at: lane.id) }
        }
    }

    /// How a camera does has changed.
    public func camera(_ health: CameraHealth, at lane: LaneID) {
        guard lanes[lane]?.camera != health else { return }
        lanes[lane]?.camera = health
        report(.camera(health), at: lane)
        showStanding(at: lane)
    }

    /// Every unlock line off, before anything else is stopped.
    public func stop() {
        for lane in lanes.values {
            for direction in lane.outputs.relays.keys { cut(direction, at: lane.plan.id) }
            for lamp in lane.outputs.lamps.keys { set(lamp, false, at: lane.plan.id) }
        }
    }

    /// Gives one event to a lane's machine, carries out what it wants and writes what came of it.
    func handle(_ event: LaneEvent, at lane: LaneID, instant: Instant? = nil) async {
        apply(event, at: lane, instant: instant)
        await writeSoon()
    }

    /// Gives one event to a lane's machine and carries out what it wants, lines first; nothing in here waits.
    func apply(_ event: LaneEvent, at lane: LaneID, instant: Instant? = nil, by reason: StaffReason? = nil) {
        guard let before = lanes[lane]?.machine.view.mode,
            let commands = lanes[lane]?.machine.handle(event, at: instant ?? time.now())
        else { return }
        for command in commands {
            if let record = carryOut(command, at: lane, before: before, by: reason) { keeper.keep(record) }
        }
        showStanding(at: lane)
    }

    func report(_ what: Happening.What, at lane: LaneID) {
        tell(Happening(at: time.wall(), gate: plan.id, lane: lane, what: what))
    }

    func newID() -> RecordID { RecordID(at: time.wall().time, using: &chance) }

    /// The wall time of a monotonic instant a little ago.
    func wall(at instant: Instant) -> WallTime { time.wall().time - (time.now() - instant) }
}
