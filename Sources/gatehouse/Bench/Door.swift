import GateControl
import GateHardware
import Imaging
import LibraryModel

/// The door of the measured chain: a patron comes, shows a phone, goes in, and leaves again.
struct Door {
    /// What one patron's presentation took.
    struct Sample {
        /// From the frame that was read, and from the first one with the phone in it.
        let fromRead: Duration
        let fromFirst: Duration
        /// How many frames showed the phone up to the one that was read.
        let frames: Int
    }

    /// How often the measurement looks; it does not enter the figures.
    static let look = Duration.milliseconds(4)
    /// How long a person stands in a sensor's light.
    static let passage = Duration.milliseconds(40)
    /// From one patron to the next, so that relays have rested and records are written.
    static let rest = Duration.milliseconds(120)

    let controller: GateController
    let camera: BenchCamera
    let bank: SimulatedBank
    let witness: ChainWitness
    let time = BenchTime()

    /// Holds the phone up until the relay goes on; nil when nothing was read in time. The patron has left afterwards.
    func admit(_ phone: [LumaImage], code: [UInt8]) async throws -> Sample? {
        witness.forget()
        camera.hold(phone)
        let relayOn = try await wait(for: ChainBench.patience) { witness.relayOn }
        let shown = camera.takeAway()
        guard let relayOn, let first = shown.first else {
            if let decided = witness.decided { throw BenchError("refused: \(decided.code.rawValue)") }
            return nil
        }
        guard let seen = try await wait(for: .seconds(1), { witness.decided })?.seen else {
            throw BenchError("the relay went on without a decision")
        }
        let read = Self.frame(read: instant(of: seen), of: shown)
        try await goInAndOut(code)
        return Sample(fromRead: relayOn - shown[read].handedOver, fromFirst: relayOn - first.handedOver, frames: read + 1)
    }

    /// Which frame was read: the first that was not done before `seen`. In doubt it is the earlier one, which makes the
    /// figure longer and never shorter.
    private static func frame(read seen: Instant, of shown: [BenchCamera.Showing]) -> Int {
        shown.firstIndex { $0.done.map { $0 >= seen } ?? true } ?? shown.count - 1
    }

    /// The monotonic instant of a wall time a little ago, by what both are cut to the millisecond too early.
    private func instant(of wall: WallTime) -> Instant {
        time.now() + (wall - time.wall().time - Duration.milliseconds(2))
    }

    /// Through the entry, and out again with the same pass, so that no more are inside than before.
    private func goInAndOut(_ code: [UInt8]) async throws {
        try await walk(LineRole.passageIn, at: BenchLibrary.entry)
        await controller.present(code, at: BenchLibrary.exit, seen: time.now())
        try await walk(LineRole.passageOut, at: BenchLibrary.exit)
        guard await controller.backlog().waiting == 0 else { throw BenchError("the record has fallen behind") }
    }

    private func walk(_ sensor: LineRole, at lane: LaneID) async throws {
        try await time.sleep(until: time.now() + Self.passage)
        bank.drive("\(lane).\(sensor.rawValue)", true, at: time.now())
        try await time.sleep(until: time.now() + Self.passage)
        bank.drive("\(lane).\(sensor.rawValue)", false, at: time.now())
        try await time.sleep(until: time.now() + Self.rest)
    }

    /// What `look` finds, asked again and again; nil when it finds nothing within `patience`.
    private func wait<Found>(for patience: Duration, _ look: () -> Found?) async throws -> Found? {
        let deadline = time.now() + patience
        while time.now() < deadline {
            if let found = look() { return found }
            try await time.sleep(until: time.now() + Self.look)
        }
        return look()
    }
}
