import GateControl
import LibraryModel
import Passes
import ServiceLifecycle

/// The crowd on its way: each shows a pass at the lane when it is time to come, and again when it is time to go.
struct DemoPeople: Service {
    private struct Act {
        let at: WallTime
        let visit: DemoVisit
        let direction: Direction
    }

    private let house: DemoHouse
    private let topology: Topology

    init(_ house: DemoHouse, at topology: Topology) { (self.house, self.topology) = (house, topology) }

    func run() async throws {
        let issuer = PassIssuer(ring: house.keys)
        var away: Set<BookingID> = []
        for act in acts(after: house.time.wall().time) {
            let due = house.time.instant(of: act.at)
            do { try await cancelWhenGracefulShutdown { try await house.time.sleep(until: due) } } catch { return }
            if Task.isShuttingDownGracefully { return }
            guard !away.contains(act.visit.booking), let lane = lane(of: act),
                let pass = try? issuer.issue(house.claims(of: act.visit, at: house.time.wall().time))
            else { continue }
            let decision = await topology.present(Array(pass.utf8), at: lane)
            if act.direction == .entry, decision?.admits != true { away.insert(act.visit.booking) }
        }
    }

    private func acts(after now: WallTime) -> [Act] {
        house.visits.flatMap { visit in
            guard let comes = visit.comes else { return [Act]() }
            return [
                Act(at: comes, visit: visit, direction: .entry), Act(at: visit.leaves, visit: visit, direction: .exit),
            ]
        }.filter { $0.at > now }.sorted { $0.at < $1.at }
    }

    private func lane(of act: Act) -> LaneID? {
        topology.lanes.first { $0.campus == act.visit.campus && $0.direction == act.direction }?.lane
    }
}
