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

        @Flag(name: .long, help: "A pass to print: it lives to the end of the booking, at most 18 hours. Without --fix it names the campus as its place, where one is asked for.")
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
            let whole = WallTime(seconds: issuedAt.milliseconds / 1000)
            let claims = try printed ? self.printed(found, whole, settings) : PassClaims(
                booking: id, campus: found.campus, start: found.start, length: found.end - found.start, issuedAt: whole,
                lifetime: settings.passes.lifetime, fix: try fix.map(Self.fix))
            let pass: String
            do { pass = try PassIssuer(ring: settings.secretKeys()).issue(claims) } catch let error as PassError {
                throw Failure.exit(Failure.data, "\(error)")
            }
            if claims.fix == nil, settings.admission.location == .required {
                Failure.complain("This pass says no place, and the rules ask for one: an entry refuses it. Give it one with --fix.")
            }
            try write(pass)
        }

        private func printed(_ booking: Booking, _ issuedAt: WallTime, _ settings: Settings) throws -> PassClaims {
            guard settings.admission.printedPasses else {
                throw Failure.exit(Failure.data, "printed passes are not accepted here: `printed-passes` in the configuration")
            }
            guard booking.end > issuedAt else { throw Failure.exit(Failure.data, "the booking ended at \(Time.text(booking.end))") }
            let vouched = settings.admission.location == .required ? settings.campus(booking.campus)?.fence.vouchedFix : nil
            guard let claims = PassClaims(printed: booking, issuedAt: issuedAt, fix: try fix.map(Self.fix) ?? vouched) else {
                let hours = PassClaims.longestLifeWithFix.components.seconds / 3600
                throw Failure.exit(
                    Failure.data,
                    "a printed pass lives \(hours) hours at most, and the booking ends at \(Time.text(booking.end)); print it later, on the day of the booking")
            }
            return claims
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
