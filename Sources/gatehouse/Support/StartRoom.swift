import Foundation
import GateHardware
import WebService

/// What the gate needs of the system, looked at before anything depends on it.
enum StartRoom {
    /// Threads that a gate has at most, those of the libraries included: 12 at rest on two cores, one for each input, and
    /// room for every camera, question and stop.
    static let threads = 48
    /// Memory besides the stacks of these threads, 8 MiB each.
    static let bytes = 128 << 20
    /// The allocator takes addresses by 64 MiB a thread and uses a small part of them.
    static let addresses = 512 << 20
    /// Files that a gate has open beside what is counted below, and as many for those that are open for a moment.
    static let files = 32
    /// Lines, relays and camera of a lane: an input has three, its thread's bell included.
    static let filesALane = 40
    /// Each event loop of the pages has three, and there is a loop for each core.
    static let filesACore = 3
    /// With fewer connections than that there is no use in pages.
    static let fewestConnections = 8

    /// How many connections the pages may serve, so that a descriptor is left for everything else.
    ///
    /// Raises the limit of files as far as may be. What cannot be had ends the command with words and status 71.
    static func connections(lanes: Int) throws -> Int {
        let own = files + filesALane * lanes + filesACore * ProcessInfo.processInfo.activeProcessorCount
        let most = ProcessRoom.raiseFiles()
        guard most >= own + fewestConnections else {
            throw Failure.exit(
                Failure.system,
                "this program may open \(most) files and needs \(own + fewestConnections); raise LimitNOFILE of its unit, or `ulimit -n`")
        }
        if let lack = ProcessRoom.lack(threads: threads, bytes: bytes, addresses: addresses) {
            throw Failure.exit(
                Failure.system,
                "\(lack); raise what limits it: TasksMax, LimitNPROC, LimitAS or LimitDATA of its unit, or `ulimit -u`, `-v` and `-d`")
        }
        return min(WebLimits.connections, most - own)
    }
}
