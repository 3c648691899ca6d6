import LibraryStore

extension GateController {
    /// Writes records as they come, until the task is cancelled; then what is left, once.
    ///
    /// While this runs, only the decision about an entry waits for the store: every other call has done its part before
    /// the disk answers, so a disk that hangs holds up no exit, no button and no timer. Without it each call writes what
    /// it has recorded before it returns, which tests and stories want.
    public func writeRecords() async {
        let (bell, ring) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        bellOfWriter = ring
        for await _ in bell { await writeNow() }
        bellOfWriter = nil
        await writeNow()
    }

    /// Whether ``writeRecords()`` runs.
    public var hasWriter: Bool { bellOfWriter != nil }

    /// Writes what the store refused before, and says so when that changed anything. Asks the unlock lines, too.
    public func catchUp() async {
        for lane in plan.lanes { askLines(at: lane.id) }
        showStandings()
        tellNews()
        guard keeper.backlog.waiting > 0 else { return }
        await writeNow()
    }

    /// How far this gate's record is behind.
    public func backlog() -> RecordKeeper.Backlog { keeper.backlog }

    /// What was recorded just now is written, by the writer or here.
    func writeSoon() async {
        tellNews()
        if let bellOfWriter { bellOfWriter.yield() } else { await writeNow() }
    }

    private func writeNow() async {
        await keeper.drain()
        noteBacklog()
    }

    /// Says when the record has fallen behind, by how much, and when it has caught up.
    private func noteBacklog() {
        showStandings()
        let backlog = keeper.backlog
        // What waits without an error is being written at this moment.
        guard backlog != toldBacklog, backlog.lastError != nil || backlog.lost > 0 || toldBacklog.isBehind,
            let lane = plan.lanes.first
        else { return tellNews() }
        toldBacklog = backlog
        report(.record(backlog), at: lane.id)
        tellNews()
    }
}
