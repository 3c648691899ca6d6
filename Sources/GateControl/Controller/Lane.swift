import LaneControl
import LibraryModel
import LibraryStore

/// One lane as the controller holds it: the plan, the machine, the outputs, and what is remembered between events.
struct Lane {
    /// The most instants of bad codes that are remembered; more than any allowed limit needs no memory.
    static let mostBadCodes = 1000

    let plan: LanePlan
    let outputs: LaneOutputs
    var machine: LaneMachine
    var camera: CameraHealth
    /// When bad codes were shown here, newest last.
    var badCodes: [Instant] = []
    var lastDecision: (code: DecisionCode, at: WallTime)?
    /// Plain words of each line that refused or cannot be read, and has not answered since.
    var lineFaults: [LaneLine: String] = [:]
    /// What lamps and buzzer were last told.
    var lit: [LaneOutputs.Lamp: Bool] = [:]
    /// The exit presentations whose passages are awaited, by booking; no more than the lane lets wait.
    var leaving: [BookingID: RecordID] = [:]
    /// What the lane itself has lamps show, by direction.
    var signals: [Direction: LaneSignal] = [:]
    /// Until when the lamps answer a refused pass instead.
    var verdictEnds: Instant?
    var buzzer = Buzzer()
    /// How many codes came here since the start.
    var presentations: UInt64 = 0
    /// What the screen was told last.
    var toldStanding: LaneStanding?

    init(plan: LanePlan, outputs: LaneOutputs) {
        (self.plan, self.outputs) = (plan, outputs)
        machine = LaneMachine(settings: plan.machine)
        camera = plan.camera.device == nil ? .none : .starting
    }

    /// Whether somebody could go through in this direction now.
    func fit(for direction: Direction) -> Bool {
        let view = machine.view
        return view.ready && !view.faults.contains(.sensorStuck(direction))
            && !lineFaults.keys.contains { $0.isNeeded(for: direction, under: plan.machine) }
    }

    /// How it stands, as far as its screen goes.
    var standing: LaneStanding {
        let view = machine.view
        let side = view[plan.direction]
        let sees: Bool = switch camera {
        case .fault, .ended: false
        case .none, .starting, .seeing: true
        }
        return LaneStanding(
            mode: view.mode, isFit: fit(for: plan.direction), sees: sees, isOpen: side.open, waiting: side.waiting)
    }

    /// When the controller must be called for this lane.
    var nextDeadline: Instant? { [machine.nextDeadline, verdictEnds, buzzer.nextDeadline].compactMap(\.self).min() }

    /// The exit that this presentation opened is over.
    mutating func forgetLeaving(_ presentation: RecordID) { leaving = leaving.filter { $0.value != presentation } }

    /// Counts bad codes of the last `span` and forgets the older ones.
    mutating func recentBadCodes(at now: Instant, span: Duration) -> Int {
        badCodes.removeAll { now - $0 > span }
        return badCodes.count
    }

    mutating func noteBadCode(at now: Instant) {
        if badCodes.count >= Self.mostBadCodes { badCodes.removeFirst() }
        badCodes.append(now)
    }
}
