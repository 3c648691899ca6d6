import ArgumentParser
import Foundation
import GateControl
import GateHardware
import Imaging
import LaneControl
import LibraryModel
import LibraryStore
import Passes
import StrictYAML

/// `gatehouse doctor`: checks the configuration and the machine, and says what to do.
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Check camera, lines, clock, keys, store and disk, and say what to do.",
        discussion: """
            Run it while the gate is stopped: a running gate holds its camera and lines, which then count as busy.
            It only looks: it writes nothing and makes no file, so it may run as any account that can read the files.
            Exit status 0 when all is well or only to mind, 69 when there is a problem, 78 for the configuration. A gate whose
            camera is away runs all the same: exits, buttons and phones still open.
            """)

    @OptionGroup var file: ConfigurationFile

    func run() async throws {
        let settings = try file.settings()
        var report = DoctorReport()
        report.well("configuration", "\(file.config): campuses: \(settings.campuses.count), lanes: \(settings.gates.flatMap(\.lanes).count)")
        let glance = checkStore(settings, &report)
        checkKeys(settings, &report)
        checkPages(settings, accounts: glance?.accounts, &report)
        checkClock(lastWritten: glance?.lastWritten, &report)
        checkService(settings, &report)
        for gate in settings.gates {
            checkLines(gate, &report)
            for lane in gate.lanes { checkCamera(lane, &report) }
        }
        print(report.end)
        if report.problems > 0 { throw ExitCode(Failure.unavailable) }
    }

    private func checkKeys(_ settings: Settings, _ report: inout DoctorReport) {
        do {
            let ring = try KeyFile.loadPublic(settings.publicKeyFile)
            let now = Time.now
            guard let key = ring.current(at: now) else {
                report.bad("keys", "no key of \(settings.publicKeyFile) is valid now; add one with `gatehouse keys add` and copy public.keys here, and check the clock")
                return
            }
            let days = (key.validUntil - now).components.seconds / 86_400
            if days < 14 { report.mind("keys", "key \(key.id) ends in \(days) days; roll over with `gatehouse keys add`") } else {
                report.well("keys", "\(ring.keys.count) known, \(key.id) is current for \(days) days")
            }
        } catch { report.bad("keys", "\(error); make keys with `gatehouse keys create --dir \(settings.passes.keys)`") }
    }

    private func checkClock(lastWritten: WallTime?, _ report: inout DoctorReport) {
        let wall = LinuxTime(lastKnown: { lastWritten }).wall()
        switch ClockDoubt(wall, lastWritten: lastWritten) {
        case nil: report.well("clock", Time.text(wall.time))
        case .notSynchronised:
            report.mind("clock", "\(Time.text(wall.time)) is not synchronised; passes are judged with care, nothing can be booked, and nobody gets a violation. Start a time service such as chrony, or fit a battery clock")
        case let doubt?: report.mind("clock", "\(Time.text(wall.time)): \(doubt.words.en)")
        }
    }

    private func checkLines(_ gate: GateSettings, _ report: inout DoctorReport) {
        guard gate.board != "simulated" else {
            report.mind("lines of \(gate.id)", "the board is simulated; no turnstile will move")
            return
        }
        do {
            let board = try BoardHardware.board(gate.board, in: [file.folder, file.folder + "/boards", "/usr/share/gatehouse/boards"])
            let time = LinuxTime()
            let keeper = try BoardHardware.keeper(of: gate, board, time: time) { _ in }
            let lines = try GateLines(
                of: gate, on: GPIOBank(board: board), keeper: keeper, time: time,
                cutOff: { _ throws(LineError) in try ThreadCutOff(time: time) }, alert: { _, _ in })
            let answer = try keeper.roundTrip()
            for outputs in lines.outputs.values {
                for relay in outputs.relays.values { try relay.probe() }
                for lamp in outputs.lamps.values { try lamp.set(false) }
            }
            report.well("keeper of \(gate.id)", "holds \(gate.relays(on: GPIOBank(board: board)).joined(separator: ", ")) and answers in \(answer.inNanoseconds / 1000) µs")
            let states = try lines.inputs.map { "\($0.name) \(try $0.line.read() ? "active" : "at rest")" }
            report.well("lines of \(gate.id)", "\(board.name), chip \(board.chip): \(states.joined(separator: ", "))")
            if !lines.inputs.contains(where: { $0.name.hasSuffix("fire") }) {
                report.mind("lines of \(gate.id)", "the board has no `fire` line, so an alarm is not observed; its contact must free the turnstile electrically")
            }
        } catch let error as LineError { report.bad("lines of \(gate.id)", error.description) } catch {
            report.bad("lines of \(gate.id)", "the board file \(gate.board) cannot be used")
        }
    }

    private func checkCamera(_ lane: LanePlan, _ report: inout DoctorReport) {
        guard let device = lane.camera.device else {
            report.mind("camera of \(lane.id)", "none is configured; only buttons open this lane")
            return
        }
        let time = LinuxTime()
        let camera = V4L2Camera(path: device, width: lane.camera.width, height: lane.camera.height, now: { time.now() })
        defer { camera.close() }
        for _ in 0..<10 {
            switch camera.next(waitingAtMost: .milliseconds(500)) {
            case .frame(let frame):
                report.well("camera of \(lane.id)", "\(device): \(frame.image.width)x\(frame.image.height)")
                return
            case .fault(let error):
                report.bad("camera of \(lane.id)", error.description)
                return
            case .quiet, .ended: continue
            }
        }
        report.bad("camera of \(lane.id)", "\(device) opens but gives no pictures; unplug it and plug it in again")
    }
}
