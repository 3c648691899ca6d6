import ArgumentParser
import Foundation
import GateControl
import ImageFiles
import Imaging
import LibraryModel
import LibraryRules
import LibraryStore
import Passes

/// `gatehouse pass`: makes and prints passes.
struct PassCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pass", abstract: "Make and print passes.", subcommands: [Issue.self])

    struct Issue: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make the pass of a booking.",
            discussion: "Shows the code in the terminal unless --svg, --png or --text says otherwise.")

        @OptionGroup var file: ConfigurationFile

        @Option(name: .long, help: "The booking, 16 hexadecimal digits.")
        var booking: String

        @Option(name: .long, help: "When it is issued, RFC 3339; now if left out.")
        var at: String?

        @Option(name: .long, help: "Where the phone is: latitude,longitude,accuracy in metres,datum (WGS-84 or GCJ-02).")
        var fix: String?

        @Flag(name: .long, help: "A pass to print: it lives to the end of the booking, and is made less than a day before that. Without --fix it names the campus as its place, where one is asked for.")
        var printed = false

        @Option(name: .long, help: "Write the code as SVG to this file.")
        var svg: String?

        @Option(name: .long, help: "Write the code as PNG to this file.")
        var png: String?

        @Flag(name: .long, help: "Print the text of the pass.")
        var text = false

        func run() async throws {
            let settings = try file.settings()
            guard let id = BookingID(booking) else { throw ValidationError("a booking is 16 hexadecimal digits") }
            let store = try settings.openStore()
            guard let found = try await store.booking(id) else {
                throw Failure.exit(Failure.data, "there is no booking \(id); `gatehouse bookings list` shows them")
            }
            let issuedAt = try at.map(Time.read) ?? Time.now
            let fix = try fix.map(Self.fix)
            let claims = try printed ? Self.printed(found, issuedAt, fix, settings) : PassClaims(
                booking: id, campus: found.campus, start: found.start, length: found.end - found.start,
                issuedAt: WallTime(seconds: issuedAt.milliseconds / 1000), lifetime: settings.passes.lifetime, fix: fix)
            let pass: String
            do { pass = try PassIssuer(ring: settings.secretKeys()).issue(claims) } catch let error as PassError {
                throw Failure.exit(Failure.data, "\(error)")
            }
            if claims.fix == nil, settings.admission.location == .required {
                Failure.complain("This pass says no place, and the rules ask for one: an entry refuses it. Give it one with --fix.")
            }
            try write(pass)
        }

        private static func printed(
            _ booking: Booking, _ issuedAt: WallTime, _ fix: LocationFix?, _ settings: Settings
        ) throws -> PassClaims {
            do throws(PrintRefusal) {
                return try settings.admission.printedPass(
                    of: booking, at: settings.campus(booking.campus), issuedAt: issuedAt, fix: fix)
            } catch {
                let end = Time.text(booking.end)
                let words = switch error {
                case .off: "printed passes are not accepted here: `rules: printed-passes` in the configuration"
                case .ended: "the booking is over, or not open any more; it ended at \(end)"
                case .tooEarly: "the booking ends at \(end), later than a printed pass can live; print it nearer to the booking"
                }
                throw Failure.exit(Failure.data, words)
            }
        }

        private func write(_ pass: String) throws {
            let symbol = try PassSymbol.symbol(pass)
            if text { print(pass) }
            if let svg { try Data(symbol.svg().utf8).write(to: URL(fileURLWithPath: svg)) }
            if let png {
                guard let image = symbol.image(pixelsPerModule: 8) else { throw Failure.exit(Failure.data, "the code is too large to draw") }
                try Data(ImageFile.png(image)).write(to: URL(fileURLWithPath: png))
            }
            if !text && svg == nil && png == nil { print(symbol.terminal()) }
        }

        private static func fix(_ text: String) throws -> LocationFix {
            let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 4, let latitude = Double(parts[0]), let longitude = Double(parts[1]),
                let accuracy = Double(parts[2]), let datum = Datum(rawValue: parts[3]),
                let point = GeoPoint(latitude: latitude, longitude: longitude)
            else { throw ValidationError("--fix must be such as 31.1753,121.5315,15,GCJ-02") }
            return LocationFix(point: point, accuracy: Metres(accuracy), datum: datum, age: .zero)
        }
    }
}
