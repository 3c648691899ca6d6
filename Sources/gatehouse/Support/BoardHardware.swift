import ArgumentParser
import Foundation
import GateControl
import GateHardware
import Glibc
import LibraryModel
import StrictYAML

/// The hardware of a real board, or simulated lines where the configuration says `board: simulated`.
enum BoardHardware {
    /// - Parameters:
    ///   - folders: where board files are looked for after the path as written.
    ///   - pictures: a folder that stands in for the camera of the first lane that has none of its own.
    ///   - simulated: the banks of the gates whose board is simulated.
    ///   - hear: is told what happens to the keepers of the others.
    static func make(
        time: any TimeSource, folders: [String], pictures: PictureFolder?, firstLane: LaneID?,
        simulated: [GateID: SimulatedBank], hear: @escaping @Sendable (GateID, KeeperNews) -> Void
    ) -> Hardware {
        Hardware(
            bank: { plan in
                if let bank = simulated[plan.id] { return bank }
                return GPIOBank(board: try board(plan.board, in: folders))
            },
            camera: { lane in
                if let pictures, lane.id == firstLane { return pictures }
                return lane.camera.device.map { device in
                    V4L2Camera(path: device, width: lane.camera.width, height: lane.camera.height, now: { time.now() })
                }
            },
            cutOff: { _ throws(LineError) in try ThreadCutOff(time: time) },
            keeper: { plan in
                if simulated[plan.id] != nil { return nil }
                return try keeper(of: plan, board(plan.board, in: folders), time: time) { hear(plan.id, $0) }
            },
            watchdog: SystemdWatchdog(environment: ProcessInfo.processInfo.environment, processID: getpid()) ?? SilentWatchdog())
    }

    /// A process that holds the relays of a gate.
    static func keeper(
        of plan: GateSettings, _ board: BoardDescription, time: any TimeSource, hear: @escaping @Sendable (KeeperNews) -> Void
    ) throws(LineError) -> KeptRelays {
        let charge = try KeeperCharge(plan.relays(on: GPIOBank(board: board)), of: board)
        return try KeptRelays(charge.names, host: ProgramKeeper(charge), time: time, report: hear)
    }

    /// Boards of the mind whose turnstiles are ready, for the gates that ask for one.
    static func simulatedBanks(of settings: Settings, time: any TimeSource) -> [GateID: SimulatedBank] {
        var banks: [GateID: SimulatedBank] = [:]
        for plan in settings.gates where plan.board == "simulated" {
            let bank = SimulatedBank(time: time)
            for lane in plan.lanes { bank.drive(lane.linePrefix + LineRole.ready.rawValue, true, at: time.now()) }
            banks[plan.id] = bank
        }
        return banks
    }

    /// Reads a board file; prints what is wrong with it and ends with status 78 otherwise.
    static func board(_ path: String, in folders: [String]) throws -> BoardDescription {
        let places = [path] + folders.map { "\($0)/\(path)" } + folders.map { "\($0)/\((path as NSString).lastPathComponent)" }
        for place in places {
            guard let bytes = FileManager.default.contents(atPath: place) else { continue }
            do {
                return try BoardDescription.load(yaml: String(decoding: bytes, as: UTF8.self), file: place)
            } catch { throw Failure.exit(Failure.configuration, error.description) }
        }
        throw Failure.exit(Failure.configuration, "no board file at \(places.joined(separator: ", "))")
    }
}
