import ArgumentParser
import Foundation
import GateControl
import GateHardware
import ImageFiles
import LibraryModel
import LibraryRules
import LibraryStore
import Passes
import QRReader

/// `gatehouse scan`: decodes pictures.
struct ScanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan", abstract: "Decode pictures, and say what the gate would decide and why.",
        discussion: """
            Exit status 0 if each picture gave a code, 1 if some did not, 66 for a file that cannot be read as a picture.
            The decision is that of a first presentation now, at the first lane of the campus of the pass; nothing is
            recorded.
            """)

    @Flag(name: .long, help: "Print the payloads only, one a line.")
    var raw = false

    @Option(name: .long, help: ArgumentHelp("The configuration with keys, rules and store.", valueName: "file"))
    var config: String?

    @Argument(help: "Pictures: PNG, JPEG, PGM or PPM.")
    var files: [String]

    func run() async throws {
        let chain = try DecoderChain.still()
        let judge = raw ? nil : try ScanJudge(config: config)
        var (empty, unreadable) = (0, 0)
        for file in files {
            do {
                let payloads = chain.readThoroughly(try ImageFile.load(file))
                if payloads.isEmpty { empty += 1 }
                if payloads.isEmpty && !raw { print("\(file): no code was found") }
                for payload in payloads {
                    if let judge { print("\(file): \(try await judge.words(for: payload.bytes))") } else {
                        FileHandle.standardOutput.write(Data(payload.bytes + [0x0A]))
                    }
                }
            } catch let error as ImageFileError {
                unreadable += 1
                Failure.complain("\(file): \(error)")
            }
        }
        if unreadable > 0 { throw ExitCode(Failure.noInput) }
        if empty > 0 { throw ExitCode(1) }
    }
}

/// Says what a gate with this configuration would decide about a code that it sees for the first time.
struct ScanJudge {
    private let settings: Settings?
    private let desk: PassDesk?
    private let time = LinuxTime()

    init(config: String?) throws {
        let installed = FileManager.default.fileExists(atPath: ConfigurationFile.installed) ? ConfigurationFile.installed : nil
        settings = try (config ?? installed).map(ConfigurationFile.settings(in:))
        desk = try settings.map { settings in
            PassDesk(
                verifier: PassVerifier(ring: try settings.publicKeys()), campuses: settings.campuses,
                policy: settings.location)
        }
    }

    func words(for code: [UInt8]) async throws -> String {
        guard let settings, let desk else {
            return "\(Self.shown(code)) (give --config FILE to hear what the gate would decide)"
        }
        guard let gate = settings.gates.first else { return Self.shown(code) }
        let (evidence, _) = desk.read(code, at: gate.campus)
        guard case .verified(let pass) = evidence else {
            let rejected = Decision(evidence.rejectionCode)
            return "\(Self.shown(code)): \(sentence(rejected, settings))"
        }
        let plan = settings.gates.first { $0.campus == pass.campus } ?? gate
        let (_, location) = desk.read(code, at: plan.campus)
        let decision = try await decide(pass, evidence, location, plan, settings)
        return "pass of booking \(pass.id.booking): \(sentence(decision, settings))"
    }

    /// Asks the rules in a store of its own that knows only this booking and its patron.
    private func decide(
        _ pass: VerifiedPass, _ evidence: PassEvidence, _ location: LocationVerdict, _ plan: GateSettings, _ settings: Settings
    ) async throws -> Decision {
        let real = try settings.openStore()
        let scratch = try SQLiteStore(inMemory: .init())
        if let booking = try await real.booking(pass.id.booking), let patron = try await real.patron(booking.patron) {
            _ = try await scratch.importPatrons([
                PatronRow(line: 1, patron: patron.id, name: patron.name, standing: patron.standing)
            ])
            _ = try await scratch.importBookings(
                [BookingRow(
                    line: 1, booking: booking.id, patron: booking.patron, campus: booking.campus, start: booking.start,
                    end: booking.end, isCancelled: booking.state == .cancelled)], at: booking.createdAt)
        }
        guard let campus = settings.campus(plan.campus) else { return Decision(.wrongCampus) }
        let clock = time.wall()
        let circumstances = Circumstances(
            clock: clock, gate: plan.id, lane: plan.lanes.first?.id ?? LaneID(rawValue: "scan"), direction: .entry,
            campus: campus.id, opening: campus.hours.opening(onDayOf: clock.time), cap: campus.cap, pass: evidence,
            location: location)
        var chance = SystemRandomNumberGenerator()
        return try await scratch.admit(
            circumstances, under: settings.admission, id: RecordID(at: clock.time, using: &chance),
            seat: RecordID(at: clock.time, using: &chance)
        ).decision
    }

    private func sentence(_ decision: Decision, _ settings: Settings) -> String {
        let prompt = wording(for: decision, at: time.wall().time) { id in
            settings.campus(id)?.name ?? BilingualText(zh: "另一校区", en: "another campus")
        }
        let verdict = decision.admits ? "would be admitted" : "would be refused"
        return "\(verdict), \(decision.code.rawValue) — \(prompt.title.zh) · \(prompt.title.en). \(prompt.next.en)"
    }

    /// Up to 60 printable characters of a code; hexadecimal where it is not text.
    private static func shown(_ code: [UInt8]) -> String {
        if let text = String(validating: code, as: UTF8.self), !text.unicodeScalars.contains(where: { $0.value < 0x20 }) {
            return "`\(text.prefix(60))`"
        }
        return code.prefix(20).map { String($0, radix: 16) }.joined(separator: " ")
    }
}

extension PassEvidence {
    /// The code of a rejected one.
    var rejectionCode: DecisionCode {
        guard case .rejected(let rejection) = self else { return .notAPass }
        return DecisionCode(rawValue: rejection.rawValue) ?? .notAPass
    }
}
