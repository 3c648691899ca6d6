import GateControl
import GateHardware
import Imaging
import LibraryModel

/// The door of the measured chain: a patron comes, shows a phone, goes in, and leaves again.
struct Door {
    /// What a phone shows.
    struct Pass {
        let booking: BookingID
        let code: [UInt8]
    }

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

    /// Holds the phone up until the relay goes on; nil when nothing was read in time. Whoever went in has left afterwards.
    func admit(_ passes: [Pass], on phone: [LumaImage]) async throws -> Sample? {
        witness.forget()
        camera.hold(phone)
        let relayOn = try await wait(for: ChainBench.patience) { witness.relayOn }
        let shown = camera.takeAway()
        // The gate commands its relay before it tells of anything.
        let decided = relayOn == nil ? witness.decisions.first : try await wait(for: ChainBench.patience) { witness.decisions.first }
        guard let relayOn, let decided, let first = shown.first,
            let picture = passes.firstIndex(where: { $0.booking == decided.booking }),
            let read = shown.firstIndex(where: { $0.picture == picture })
        else {
            if let decided { throw BenchError("refused: \(decided.code.rawValue)") }
            return nil
        }
        // The frame after the one that was read may have been read too: then the next patron stands behind the first.
        var left = 0
        while case let decisions = witness.decisions, left < decisions.count {
            let decision = decisions[left]
            guard decision.code.admits, let pass = passes.first(where: { $0.booking == decision.booking }) else {
                throw BenchError("refused: \(decision.code.rawValue)")
            }
            try await goInAndOut(pass)
            left += 1
        }
        return Sample(
            fromRead: relayOn - shown[read].handedOver, fromFirst: relayOn - first.handedOver, frames: read + 1)
    }

    /// Through the entry, and out again with the same pass, so that no more are inside than before.
    private func goInAndOut(_ pass: Pass) async throws {
        try await walk(LineRole.passageIn, at: BenchLibrary.entry)
        await controller.present(pass.code, at: BenchLibrary.exit, seen: time.now())
        try await walk(LineRole.passageOut, at: BenchLibrary.exit)
        let deadline = time.now() + .seconds(5)
        while await controller.backlog().waiting > 0 {
            guard time.now() < deadline else { throw BenchError("the record has fallen behind") }
            try await time.sleep(until: time.now() + Self.look)
        }
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
