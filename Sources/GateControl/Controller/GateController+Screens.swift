import GateHardware
import LaneControl
import LibraryModel

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
        case .staffPassed(let act, _) where act.direction == direction: show(.passed, lane)
        case .staffNotPassed(let act) where act.direction == direction: show(.notPassed, lane)
        default: break
        }
    }

    /// Says how the lane stands when that has changed.
    func showStanding(at lane: LaneID) {
        guard let standing = lanes[lane]?.standing, lanes[lane]?.toldStanding != standing else { return }
        lanes[lane]?.toldStanding = standing
        show(.stands(standing), lane)
    }
}

extension StaffAct {
    /// The way that it lets somebody go.
    fileprivate var direction: Direction { kind == .releaseOne ? .exit : .entry }
}
