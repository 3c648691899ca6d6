import Accounts
import ArgumentParser
import Foundation
import GateControl
import GateHardware
import Glibc
import LaneControl
import LibraryModel
import LibraryStore
import Logging
import Passes
import ServiceLifecycle
import Synchronization
import UnixSignals
import WebService

/// `gatehouse run`: the gate itself.
struct RunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run the gate.",
        discussion: """
            With --config the real thing: cameras, GPIO lines, the store. With --frames a folder of pictures is the camera
            of the first lane. Without either: the installed configuration if there is one, or else the demonstration.
            """)

    /// How long each picture of a folder stands before the camera: a patron steps up, another follows.
    static let picturePeriod = Duration.milliseconds(400)
    /// After the last one, so that the last lane comes to rest.
    static let rest = Duration.seconds(6)

    @Option(name: .long, help: ArgumentHelp("The configuration file.", valueName: "file"))
    var config: String?

    @Option(name: .long, help: ArgumentHelp("Pictures (PNG, JPEG, PGM) as the camera, in the order of their names. The gate ends 6 s after the last one.", valueName: "folder"))
    var frames: String?

    @Flag(name: .long, help: "With --frames: begin again after the last picture, and go on.")
    var loop = false

    func run() async throws {
        // Before anything is told: a reader of the log that goes away must not take the gate with it.
        signal(SIGPIPE, SIG_IGN)
        guard let path = try chosenConfiguration() else {
            print("No camera and no GPIO chip are here, and no configuration was given: this is the demonstration.\n")
            return try await DemoCommand.parse([]).run()
        }
        let settings = try ConfigurationFile.settings(in: path)
        // A disk that is not mounted looks like a new gate: exits are served, and nothing is made in its place.
        let isThere = SQLiteStore.hasBegun(at: settings.store.database)
        let claim = StoreClaim(of: settings.store.database, as: "gate and server")
        if isThere { try claim.takeOrEnd() }
        let connections = try StartRoom.connections(lanes: settings.gates.flatMap(\.lanes).count)
        let writer = try JournalLog.writer()
        let logger = JournalLog.logger("gatehouse", level: settings.log.loggerLevel, to: writer)
        let meter = GateMeter()
        let clock = LinuxTime()
        let ending = EarlyEnd()
        let startsAnew = Atomic(false)
        let store = try settings.openStore(timing: meter.timing { clock.now() }, claim: claim.take, openedLate: {
            logger.notice("the store is open now; `gatehouse status` tells whether its counts are known")
            guard !isThere else { return }
            // Its keys have come with the disk: everything is begun with them.
            logger.notice("the program starts anew, with the pages")
            startsAnew.store(true, ordering: .relaxed)
            ending.come(after: .zero)
        })
        if let problem = store.openingProblem {
            logger.critical("the gate begins without its store, so nobody is let in until it is there; exits open: \(problem)")
        }
        let lastKnown = try? await store.lastKnownTime()
        let linux = LinuxTime(lastKnown: { lastKnown })
        let thread = try Self.thread(time: linux)
        // For the gates and what looks after them. Who looks on sleeps elsewhere: they may be many.
        let time = ThreadTime(linux, on: thread)
        // A start that waits for its store to its end has watched nothing.
        let life = LifeSign(of: settings.store.database, while: { store.openingProblem == nil })
        // A store that refuses holds up nobody: what it knows of the last time says later that nobody was there.
        do { try await store.beginRun(after: life.last) } catch { logger.error("the gap since the last sign of life: \(error)") }
        let pictures = try frames.map { try Self.pictures($0, loop: loop, time: time) }
        let firstLane = settings.gates.flatMap(\.lanes).first?.id
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        let banks = BoardHardware.simulatedBanks(of: settings, time: time)
        let people = banks.values.map { ObligingPatrons(on: $0, time: time) }
        let hardware = BoardHardware.make(
            time: time, folders: [folder, folder + "/boards", "/usr/share/gatehouse/boards"], pictures: pictures,
            firstLane: firstLane, simulated: banks, hear: { gate, news in logger.log(level: news.level, "gate \(gate): \(news)") })
        let voice = try frames.map { _ in FramesVoice(output: try JournalLog.output()) }
        let endsWithPictures = voice != nil && !loop
        let topology: Topology
        do {
            topology = try Topology(
                settings: settings, keys: settings.publicKeys(), store: store, bookings: store, samples: store, life: life,
                meter: meter, thread: thread, time: time, hardware: hardware, version: Gatehouse.version, logger: logger,
                tell: { happening in
                    let (level, words) = happening.logLine
                    logger.log(level: level, "\(words)")
                    voice?.say(happening)
                    if endsWithPictures, case .camera(.ended) = happening.what { ending.come(after: Self.rest) }
                })
        } catch let error as LineError { throw Failure.exit(Failure.unavailable, error.description) }
        for trouble in (try? await store.troubles()) ?? [] { logger.critical("\(trouble.words.en)") }
        for campus in settings.countedCampuses where (try? await store.countIsKnown(of: campus.id)) == false {
            logger.warning("the count of \(campus.slug) is not known; count who is inside and enter it at the desk")
        }
        logger.notice("gatehouse \(Gatehouse.version) starts \(settings.gates.map(\.id.rawValue).joined(separator: ", "))")
        let web = Self.web(
            settings, store, isThere: isThere, meter, linux, topology, connections: connections, logger,
            serverLogger: JournalLog.logger("web", level: .warning, to: writer))
        let publisher = try BrokerLife.publisher(settings, topology, linux, logger)
        try await serve(
            topology, [web] + publisher, people, ending, StopNotice { store.beginStop() },
            JournalLog.logger("services", level: .error, to: writer))
        await Self.sayWhatIsLost(topology, logger)
        do { try store.close() } catch { logger.warning("the store is looked through at the next start: \(error)") }
        logger.notice("gatehouse has stopped")
        if startsAnew.load(ordering: .relaxed) { throw ExitCode(Failure.again) }
    }

    /// What a store took up to the end of the stop is in it.
    private static func sayWhatIsLost(_ topology: Topology, _ logger: Logger) async {
        var (lost, passed) = (0, false)
        for gate in topology.gates {
            let backlog = await gate.controller.backlog()
            (lost, passed) = (lost + backlog.waiting, passed || backlog.passagesSince != nil)
        }
        guard lost > 0 else { return }
        let advice = passed ? "; passages are among them: count who is inside and enter it at the desk" : ""
        logger.critical("records that the store did not take and that are lost: \(lost)\(advice)")
    }

    /// What the gates run on, whatever the rest of the program does.
    private static func thread(time: LinuxTime) throws -> ThreadExecutor {
        do { return try ThreadExecutor(for: "the gates", time: time) } catch {
            throw Failure.exit(Failure.unavailable, error.description)
        }
    }

    /// Without secret keys, or with key files that cannot be used, those pages are off; the gate goes on all the same. So it
    /// does where the folder of the records, in which some of them lie, is not there.
    private static func web(
        _ settings: Settings, _ store: SQLiteStore, isThere: Bool, _ meter: GateMeter, _ time: any TimeSource,
        _ topology: Topology, connections: Int, _ logger: Logger, serverLogger: Logger
    ) -> WebLife {
        let hashing = PasswordDesk()
        var parts = WebParts(
            settings: settings.web,
            status: StatusAnswers(
                of: topology, settings: settings, store: store, isThere: isThere, meter: meter, time: time, logger: logger),
            live: LiveParts(of: topology, settings: settings, time: time),
            desk: DeskParts(store: store, topology: topology, hashing: hashing, time: time))
        parts.connections = connections
        if isThere {
            do {
                parts.patrons = try settings.patronParts(
                    store: store, time: time, lanes: topology.lanes, hashing: hashing
                ) { code, lane in await topology.present(code, at: lane) }
            } catch { logger.error("the pages of patrons, desk and kiosks are off: \(error)") }
        } else { logger.error("the pages of patrons, desk and kiosks are off until the store is there") }
        return WebLife(parts: parts, address: settings.pageAddress, lanes: topology.lanes.map(\.lane), logger: logger,
            serverLogger: serverLogger)
    }

    /// Services stop in the reverse of this order: after the notice the gates, so that their relays go off first. One that
    /// fails ends the others in that order too, and the system starts the program again.
    private func serve(
        _ topology: Topology, _ surfaces: [any Service], _ people: [ObligingPatrons], _ ending: EarlyEnd,
        _ notice: StopNotice, _ logger: Logger
    ) async throws {
        var services = surfaces + topology.services + people
        services += topology.gates as [any Service] + [notice]
        var all = services.map {
            ServiceGroupConfiguration.ServiceConfiguration(
                service: $0, successTerminationBehavior: .ignore, failureTerminationBehavior: .gracefullyShutdownGroup)
        }
        all.append(.init(service: ending, successTerminationBehavior: .gracefullyShutdownGroup))
        let group = ServiceGroup(
            configuration: .init(
                services: all, gracefulShutdownSignals: [.sigterm, .sigint],
                logger: logger))
        try await group.run()
    }

    /// The path to run with; nil for the demonstration.
    private func chosenConfiguration() throws -> String? {
        if let config { return config }
        if FileManager.default.fileExists(atPath: ConfigurationFile.installed) { return ConfigurationFile.installed }
        if frames != nil { throw Failure.exit(Failure.configuration, "--frames needs --config FILE; deploy/gatehouse.yaml is a sample, with `board: simulated` for simulated lines") }
        let devices = (try? FileManager.default.contentsOfDirectory(atPath: "/dev")) ?? []
        let hardware = devices.filter { $0.hasPrefix("video") || $0.hasPrefix("gpiochip") }
        guard hardware.isEmpty else {
            throw Failure.exit(
                Failure.configuration,
                "there is hardware here (\(hardware.sorted().joined(separator: ", "))) but no configuration; give --config FILE, or play the demonstration with `gatehouse demo`")
        }
        return nil
    }

    private static func pictures(_ folder: String, loop: Bool, time: any TimeSource) throws -> PictureFolder {
        do {
            return try PictureFolder(
                path: folder, pace: PictureFolder.Pace(interval: picturePeriod, loops: loop),
                now: { time.now() })
        } catch { throw Failure.exit(Failure.noInput, error.description) }
    }
}

extension KeeperNews {
    /// A keeper that is gone means a relay that may have been cut short.
    var level: Logger.Level {
        switch self {
        case .answers, .answersAgain: .notice
        case .lost: .error
        case .unavailable: .critical
        }
    }
}

extension LogSettings {
    var loggerLevel: Logger.Level {
        switch level {
        case .debug: .debug
        case .info: .info
        case .notice: .notice
        case .warning: .warning
        case .error: .error
        }
    }
}
