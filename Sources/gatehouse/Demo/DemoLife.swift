import Accounts
import ArgumentParser
import Foundation
import GateControl
import GateHardware
import LibraryModel
import Logging
import Passes
import ServiceLifecycle
import UnixSignals
import WebService

/// The demonstration library from its opening to Ctrl-C.
struct DemoLife {
    let folder: String?
    let port: Int

    func run() async throws {
        guard let free = FreePort.from(port) else {
            throw Failure.exit(Failure.unavailable, "no port from \(port) on is free; give another with --port")
        }
        if free != port { print("\nPort \(port) is taken by another program, so the pages are at \(free).") }
        let folder = try self.folder.map { try TemporaryFolder(kept: $0) } ?? TemporaryFolder("gatehouse-demo", in: nil)
        guard let house = try await prepare(in: folder, port: free) else { throw ExitCode(130) }
        try await open(house)
        print("\nThe library is closed" + (self.folder == nil ? "; nothing of it is left." : "; it is kept in \(folder.path)."))
    }

    /// Nil when it was interrupted: the folder must go then as well.
    private func prepare(in folder: TemporaryFolder, port: Int) async throws -> DemoHouse? {
        try await withThrowingTaskGroup(of: DemoHouse?.self) { group in
            group.addTask { try await DemoHouse.open(in: folder, port: port, at: Time.now) }
            group.addTask {
                for await _ in await UnixSignalsSequence(trapping: .sigint, .sigterm) { return nil }
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
    }

    private func open(_ house: DemoHouse) async throws {
        let connections = try StartRoom.connections(lanes: house.settings.gates.flatMap(\.lanes).count)
        let writer = try JournalLog.writer()
        let logger = JournalLog.logger("demonstration", level: .warning, to: writer)
        let stage = DemoStage(house, output: try JournalLog.output())
        let banks = BoardHardware.simulatedBanks(of: house.settings, time: house.time)
        let thread = try ThreadExecutor(for: "the gates", time: house.time)
        let time = ThreadTime(house.time, on: thread)
        let hardware = Hardware(
            bank: { plan in banks[plan.id] ?? SimulatedBank(time: time) }, camera: { stage.camera(of: $0.id) },
            cutOff: { _ throws(LineError) in try ThreadCutOff(time: time) }, watchdog: SilentWatchdog())
        let topology = try Topology(
            settings: house.settings, keys: house.keys.publicRing, store: house.store, bookings: house.store,
            samples: house.store, meter: house.meter, thread: thread, time: time, hardware: hardware,
            version: Gatehouse.version, logger: logger, tell: { stage.hear($0) })
        let hashing = PasswordDesk()
        var parts = WebParts(
            settings: house.settings.web,
            status: StatusAnswers(
                of: topology, settings: house.settings, store: house.store, meter: house.meter, time: time, logger: logger),
            patrons: try house.settings.patronParts(
                store: house.store, time: time, lanes: topology.lanes, hashing: hashing
            ) { code, lane in
                stage.expect(code, at: lane)
                return await topology.present(code, at: lane)
            },
            demonstration: Demonstration(
                lanes: topology.lanes, show: { text, lane in await stage.show(text, at: lane) },
                script: PackageResources.demo_js),
            live: LiveParts(of: topology, settings: house.settings, time: house.time),
            desk: DeskParts(store: house.store, topology: topology, hashing: hashing, time: house.time))
        parts.connections = connections
        let web = WebLife(
            parts: parts, address: house.settings.pageAddress, lanes: topology.lanes.map(\.lane), logger: logger,
            serverLogger: JournalLog.logger("web", level: .warning, to: writer))
        var services: [any Service] = [web, DemoPeople(house, at: topology)] + topology.services
        services += banks.values.map { ObligingPatrons(on: $0, time: time) } as [any Service]
        services += topology.gates as [any Service]
        let group = ServiceGroup(
            configuration: .init(
                services: services.map {
                    .init(
                        service: $0, successTerminationBehavior: .ignore,
                        failureTerminationBehavior: .gracefullyShutdownGroup)
                },
                gracefulShutdownSignals: [.sigterm, .sigint], logger: JournalLog.logger("services", level: .error, to: writer)))
        DemoVoice(house).welcome()
        try await group.run()
    }
}
