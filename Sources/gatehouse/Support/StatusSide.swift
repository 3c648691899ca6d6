import Accounts
import GateControl
import GateHardware
import LibraryModel
import LibraryStore
import Logging
import WebService

extension LiveParts {
    /// What a running topology tells.
    init(of topology: Topology, settings: Settings, time: any TimeSource) {
        var lanes: [LaneID: EventLane] = [:]
        for place in topology.lanes {
            guard let campus = settings.campus(place.campus) else { continue }
            lanes[place.lane] = EventLane(campus: campus.slug, direction: place.direction, offset: campus.hours.offset)
        }
        self.init(
            feed: topology.feed, clock: WebClock(wall: { time.wall() }, now: { time.now() }), lanes: lanes,
            wait: { try await time.sleep(until: time.now() + $0) }, screens: topology.screens,
            viewfinders: topology.viewfinders)
    }
}

extension StatusAnswers {
    /// What a running topology says of itself. Without a file for the token of this machine, as where the folder of the
    /// records is not there, commands here ask as everybody does.
    init(
        of topology: Topology, settings: Settings, store: SQLiteStore, isThere: Bool = true, meter: GateMeter,
        time: any TimeSource, logger: Logger
    ) {
        let (board, history) = (topology.status, topology.history)
        let shelf = StatusShelf(now: { time.now() }, make: { await board.report() })
        let page = MetricsPage(settings: settings, meter: meter, tallies: topology.tallies, time: time)
        self.init(
            report: { await shelf.report() }, isTurning: { topology.isTurning },
            isReady: { topology.lifeWatch.hung.isEmpty ? await topology.readiness.isReady() : false },
            scope: { hash throws(StoreError) in try await store.token(hash: hash)?.scope },
            local: isThere ? settings.localToken(logger) : nil,
            usually: {
                var usual: [String: Int] = [:]
                for campus in settings.campuses { usual[campus.slug] = await history?.usually(at: campus) }
                return usual
            },
            metrics: { report, watchers in page.text(of: report, process: ProcessFigures.now(), watchers: watchers) })
    }
}

extension Settings {
    fileprivate func localToken(_ logger: Logger) -> LocalToken? {
        var chance = SystemRandomNumberGenerator()
        do {
            return try LocalToken(at: localTokenFile, using: &chance)
        } catch {
            logger.warning("`gatehouse status` shows only what everybody may see: \(error)")
            return nil
        }
    }
}
