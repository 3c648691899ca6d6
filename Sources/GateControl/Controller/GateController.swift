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
    private let teller: @Sendable (Happening) -> Void
    private let shower: @Sendable (LaneNews, LaneID) -> Void
    /// What is told when the lines have been served; see ``tellNews()``.
    private var news: [News] = []
    let meter: GateMeter?
    let keeper: RecordKeeper
    var lanes: [LaneID: Lane]
    /// What this and all that drives it runs on: no other work of the program holds it up.
    nonisolated let thread: ThreadExecutor
    /// When it last answered.
    nonisolated let beat: Beat
    /// How far the record was behind when that was last said.
    var toldBacklog = RecordKeeper.Backlog()
    /// Wakes the writer; nil while none runs.
    var bellOfWriter: AsyncStream<Void>.Continuation?
    /// What the last run left is taken up; until then nobody is let in.
    var hasResumed = false
    /// Its lines are off and stay so.
    private(set) var hasStopped = false
    private var chance: any RandomNumberGenerator & Sendable

    /// Something to tell, and to whom.
    private enum News {
        case happening(Happening)
        case screen(LaneNews, LaneID)
    }

    /// - Parameters:
    ///   - outputs: what each lane of the plan can switch.
    ///   - chance: where the ids of records come from.
    ///   - meter: hears how long decisions take.
    ///   - tell: hears of everything that happens; must return at once.
    ///   - show: hears what the screens of the lanes need to know; must return at once.
    public init(
        gate: GateID, settings: Settings, desk: PassDesk, store: any GateStore, outputs: [LaneID: LaneOutputs],
        on thread: ThreadExecutor, time: any TimeSource, chance: any RandomNumberGenerator & Sendable, meter: GateMeter? = nil,
        tell: @escaping @Sendable (Happening) -> Void,
        show: @escaping @Sendable (LaneNews, LaneID) -> Void = { _, _ in }
    ) {
        guard let plan = settings.gates.first(where: { $0.id == gate }), let campus = settings.campus(plan.campus) else {
            preconditionFailure("a controller is built for a gate of its settings")
        }
        (self.settings, self.plan, self.campus, self.desk) = (settings, plan, campus, desk)
        (self.store, self.time, self.chance, teller, shower) = (store, time, chance, tell, show)
        (self.thread, self.meter) = (thread, meter)
        beat = Beat(at: time.now())
        lanes = Dictionary(uniqueKeysWithValues: plan.lanes.map { lane in
            guard let outputs = outputs[lane.id] else { preconditionFailure("each lane of the plan has outputs") }
            return (lane.id, Lane(plan: lane, outputs: outputs))
        })
        keeper = RecordKeeper(campus: plan.campus, store: store, now: { time.now() }) { admission in
            tell(Happening(
                admission.decision, patron: admission.patron, admission.facts.circumstances, record: admission.id))
        } waits: { circumstances in
            tell(Happening(.unrecorded(circumstances), patron: nil, circumstances))
        }
    }

    public nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.serial }

    /// An input of a lane changed at `instant`.
    public func edge(_ input: LaneInput, active: Bool, at lane: LaneID, instant: Instant) async {
        answered(.input(input), at: lane)
        await handle(.edge(input, active: active), at: lane, instant: instant)
    }

    /// The level of an input as read at `instant`, which is now unless said: at the start, again and again, and after edges
    /// were lost.
    public func level(_ input: LaneInput, active: Bool, at lane: LaneID, instant: Instant? = nil) async {
        answered(.input(input), at: lane)
        await handle(.level(input, active: active), at: lane, instant: instant)
    }

    /// An input of a lane cannot be read. What it said last stands: an unknown level frees nobody and traps nobody.
    public func lost(_ input: LaneInput, _ error: LineError, at lane: LaneID) {
        refused(.input(input), error, at: lane)
        showStanding(at: lane)
        tellNews()
    }

    /// When ``tick()`` must be called; nil while nothing is under way.
    public var nextDeadline: Instant? { lanes.values.compactMap(\.nextDeadline).min() }

    /// Lets time take effect in every lane.
    public func tick() async {
        let now = time.now()
        let due = plan.lanes.map(\.id).filter { id in lanes[id]?.machine.nextDeadline.map { $0 <= now } ?? false }
        for lane in due { apply(.tick, at: lane) }
        for lane in plan.lanes {
            endVerdict(at: lane.id)
            moveBuzzer(at: lane.id)
        }
        tellNews()
        if !due.isEmpty { await writeSoon() }
    }

    /// It answers.
    func turn() { beat.mark(time.now()) }

    /// How a camera does has changed.
    public func camera(_ health: CameraHealth, at lane: LaneID) {
        guard lanes[lane]?.camera != health else { return }
        lanes[lane]?.camera = health
        report(.camera(health), at: lane)
        showStanding(at: lane)
        tellNews()
    }

    /// Every unlock line off, before anything else is stopped.
    public func stop() {
        hasStopped = true
        for lane in lanes.values {
            for direction in lane.outputs.relays.keys { cut(direction, at: lane.plan.id) }
            for lamp in lane.outputs.lamps.keys { set(lamp, false, at: lane.plan.id) }
        }
        tellNews()
    }

    /// Gives one event to a lane's machine, carries out what it wants and writes what came of it.
    func handle(_ event: LaneEvent, at lane: LaneID, instant: Instant? = nil) async {
        apply(event, at: lane, instant: instant)
        await writeSoon()
    }

    /// Gives one event to a lane's machine and carries out what it wants, lines first; nothing in here waits. Answers what
    /// is to be written.
    @discardableResult
    func apply(
        _ event: LaneEvent, at lane: LaneID, instant: Instant? = nil, by reason: StaffReason? = nil
    ) -> [GateRecord] {
        guard let before = lanes[lane]?.machine.view.mode,
            let commands = lanes[lane]?.machine.handle(event, at: instant ?? time.now())
        else { return [] }
        let records = commands.compactMap { carryOut($0, at: lane, before: before, by: reason) }
        for record in records { keeper.keep(record) }
        showStanding(at: lane)
        tellNews()
        return records
    }

    func report(_ what: Happening.What, at lane: LaneID, record: RecordID? = nil) {
        tell(Happening(at: time.wall(), gate: plan.id, lane: lane, what: what, record: record))
    }

    func tell(_ happening: Happening) { news.append(.happening(happening)) }
    func show(_ what: LaneNews, _ lane: LaneID) { news.append(.screen(what, lane)) }

    /// Tells what has happened, in its order. Called when the lines have been served and before anything is waited for: a
    /// lamp that is slow to answer or a log that is full stands behind every relay.
    func tellNews() {
        let news = news
        self.news.removeAll(keepingCapacity: true)
        for item in news {
            switch item {
            case .happening(let happening): teller(happening)
            case .screen(let what, let lane): shower(what, lane)
            }
        }
    }

    func newID() -> RecordID { RecordID(at: time.wall().time, using: &chance) }

    /// The wall time of a monotonic instant a little ago.
    func wall(at instant: Instant) -> WallTime { time.wall().time - (time.now() - instant) }
}
