import Foundation
import GateControl
import GateHardware
import LaneControl
import LibraryModel
import LibraryStore
import Logging
import Passes
import ServiceLifecycle
import StatusMQTT
import Testing

/// A board at rest with two lanes at East, and a West that stands elsewhere.
struct BoardUnderTest {
    static let nine = WallTime(milliseconds: 1_795_222_800_000)

    let settings: Settings
    let topology: Topology
    let store: FaultyStore
    let simulated: SimulatedTime

    init(_ mqtt: String = "enabled: true") throws {
        settings = try SettingsFile.read(Self.text(mqtt), name: "board.yaml")
        simulated = SimulatedTime(now: Instant(nanoseconds: 3_600_000_000_000), wall: Self.nine)
        store = FaultyStore(try SQLiteStore(inMemory: SQLiteStore.Options()))
        let key = try SigningKey(seed: Array(0..<32), validFrom: Self.nine - .hours(1), validUntil: Self.nine + .hours(1))
        let (bank, time) = (SimulatedBank(time: simulated), simulated)
        topology = try Topology(
            settings: settings, keys: SigningKeyRing([key]).publicRing, store: store,
            thread: try ThreadExecutor(for: "a test", time: LinuxTime()), time: simulated,
            hardware: Hardware(
                bank: { _ in bank }, camera: { _ in nil }, cutOff: { _ in SimulatedCutOff(time: time) },
                watchdog: SilentWatchdog()),
            version: "1.2.3", logger: Logger(label: "test"), tell: { _ in })
    }

    static func text(_ mqtt: String, store: String = "/nowhere", keys: String = "/nowhere", port: Int = 8080) -> String {
        """
        campuses:
          - { id: 1, slug: east, name: { zh: 东校区, en: East }, cap: 300, hours: { daily: 08:00-22:00 },
              fence: { datum: GCJ-02, centre: [31.2, 121.5], radius: 150 m } }
          - { id: 2, slug: west, name: { zh: 西校区, en: West }, cap: 250, hours: { daily: 08:00-22:00 },
              fence: { datum: GCJ-02, centre: [31.2, 121.4], radius: 150 m } }
        gates:
          - { id: east-main, campus: east, board: simulated, lanes: [
              { id: east-in, direction: entry, line-prefix: in. }, { id: east-out, direction: exit, line-prefix: out. }] }
        passes: { keys: \(keys) }
        store: { folder: \(store) }
        web: { port: \(port) }
        mqtt: { \(mqtt) }
        """
    }

    /// Says the status at `broker` while `body` runs, and ends in good order.
    func publishing<Result: Sendable>(
        at broker: Broker, news: News = News(), _ body: () async throws -> Result
    ) async throws -> Result {
        var mqtt = settings.mqtt
        mqtt.port = broker.port
        let outlet = try MosquittoOutlet(
            to: mqtt, called: "gatehouse-test", will: StatusPublisher.will(settings), time: LinuxTime(),
            backoff: Backoff(first: .milliseconds(20), most: .milliseconds(200)), tell: { news.add($0) })
        return try await running(publisher(to: outlet, time: LinuxTime()), body)
    }

    func publisher(to outlet: any MessageOutlet, time: any TimeSource) -> StatusPublisher {
        StatusPublisher(
            settings: settings, version: "1.2.3", to: outlet, feed: topology.feed, time: time,
            report: { [status = topology.status] in await status.report() })
    }

    /// Runs a service while `body` runs, and ends it as the program does when it is told to stop.
    func running<Result: Sendable>(_ service: some Service, _ body: () async throws -> Result) async throws -> Result {
        let group = ServiceGroup(
            configuration: .init(
                services: [.init(service: service, successTerminationBehavior: .ignore)], logger: Logger(label: "test")))
        async let end: Void = group.run()
        let result: Swift.Result<Result, any Error>
        do { result = .success(try await body()) } catch { result = .failure(error) }
        await group.triggerGracefulShutdown()
        try await end
        return try result.get()
    }

    /// Something happens at the way in.
    func happens(_ what: Happening.What, lane: String = "east-in") {
        topology.feed.publish(
            Happening(
                at: ClockReading(time: Self.nine, trust: .trusted), gate: GateID(rawValue: "east-main"),
                lane: LaneID(rawValue: lane), what: what))
    }
}
