import GateHardware
import LibraryModel
import ServiceLifecycle

/// The people of a simulated board: whenever a lane unlocks, somebody walks through, as `board: simulated` promises.
struct ObligingPatrons: Service {
    /// From the unlock to the sensor, and how long the sensor sees a person.
    static let approach = Duration.milliseconds(150)
    static let passage = Duration.milliseconds(80)
    /// Unlocks that may wait for a person; more are not walked through.
    static let mostWaiting = 64

    private let bank: SimulatedBank
    private let time: any TimeSource
    private let unlocks: AsyncStream<String>

    /// Watches the relays of `bank`, in the place of any other observer.
    init(on bank: SimulatedBank, time: any TimeSource) {
        (self.bank, self.time) = (bank, time)
        let (unlocks, tray) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingOldest(Self.mostWaiting))
        self.unlocks = unlocks
        bank.observe { name, change in
            guard change.active, let sensor = Self.sensor(besideRelay: name) else { return }
            tray.yield(sensor)
        }
    }

    func run() async throws {
        for await sensor in unlocks.cancelOnGracefulShutdown() {
            do {
                try await time.sleep(until: time.now() + Self.approach)
                bank.drive(sensor, true, at: time.now())
                try await time.sleep(until: time.now() + Self.passage)
                bank.drive(sensor, false, at: time.now())
            } catch { return }
        }
    }

    private static func sensor(besideRelay name: String) -> String? {
        for (relay, sensor) in [(LineRole.relayEntry, LineRole.passageIn), (.relayExit, .passageOut)] where name.hasSuffix(relay.rawValue) {
            return name.dropLast(relay.rawValue.count) + sensor.rawValue
        }
        return nil
    }
}
