import GateHardware
import LaneControl
import LibraryModel
import LibraryRules

extension GateController {
    /// A code is here: whatever the screen answered before is over. Answers the number of the presentation.
    func showPresentation(at lane: LaneID) -> UInt64 {
        lanes[lane]?.presentations += 1
        let number = lanes[lane]?.presentations ?? 0
        show(.presented(number), lane)
        return number
    }

    /// What a command of the lane's machine means to its screen.
    func showCommand(_ command: LaneCommand, at lane: LaneID) {
        guard let direction = lanes[lane]?.plan.direction else { return }
        switch command {
        case .passed(let grant, _) where grant.direction == direction: show(.passed, lane)
        case .notPassed(let grant) where grant.direction == direction: show(.notPassed, lane)
        case .busy(let grant) where grant.direction == direction: show(.busy, lane)
        case .staff(let act) where act.served && act.kind == (direction == .entry ? .admitOne : .releaseOne):
            show(.letThrough(at: time.wall().time), lane)
            sound(.go, at: lane)
        case .staffPassed(let act, _) where act.direction == direction: show(.passed, lane)
        case .staffNotPassed(let act) where act.direction == direction: show(.notPassed, lane)
        case .modeChanged(.emergency, _): sound(.alarm, at: lane)
        case .modeChanged: silence(at: lane)
        case .alarm(let alarm, raised: true): sound(alarm.tone, at: lane)
        default: break
        }
    }

    /// What a patron is told is heard as well.
    func sound(_ tone: Prompt.Tone, at lane: LaneID) {
        guard lanes[lane]?.outputs.lamps[.buzzer] != nil else { return }
        lanes[lane]?.buzzer.start(tone, at: time.now())
        moveBuzzer(at: lane)
    }

    func silence(at lane: LaneID) {
        lanes[lane]?.buzzer.stop(at: time.now())
        moveBuzzer(at: lane)
    }

    /// Lets the buzzer do what is due.
    func moveBuzzer(at lane: LaneID) {
        guard let before = lanes[lane]?.buzzer.isOn, let isOn = lanes[lane]?.buzzer.move(at: time.now()), isOn != before
        else { return }
        set(.buzzer, isOn, at: lane)
    }

    /// Says how all lanes stand, where that has changed.
    func showStandings() {
        for lane in plan.lanes { showStanding(at: lane.id) }
    }

    /// Says how the lane stands when that has changed.
    func showStanding(at lane: LaneID) {
        guard var standing = lanes[lane]?.standing else { return }
        standing.canRecord = couldRecord
        guard lanes[lane]?.toldStanding != standing else { return }
        lanes[lane]?.toldStanding = standing
        show(.stands(standing), lane)
    }
}

extension StaffAct {
    /// The way that it lets somebody go.
    fileprivate var direction: Direction { kind == .releaseOne ? .exit : .entry }
}
