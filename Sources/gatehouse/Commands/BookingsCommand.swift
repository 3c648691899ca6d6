import ArgumentParser
import Foundation
import GateControl
import LibraryModel
import LibraryStore

/// `gatehouse bookings`: claims on a campus made elsewhere.
struct BookingsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bookings", abstract: "Bookings made elsewhere.", subcommands: [Import.self, List.self])

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take bookings from a CSV file, whole or not at all.",
            discussion: """
                Columns: patron,campus,start,end and optionally booking (16 hexadecimal digits) and state (booked or
                cancelled). Times are RFC 3339 with an offset. Importing the same file again changes nothing.
                """)

        @OptionGroup var file: ConfigurationFile
        @Argument(help: "The CSV file, UTF-8.") var csv: String

        func run() async throws {
            let settings = try file.settings()
            let store = try settings.openStore()
            let parsed = BookingRow.parse(try ImportedFile.bytes(csv), campuses: settings.campuses)
            let rows = try ImportedFile.rows(parsed, in: csv)
            do {
                switch try await store.importBookings(rows, at: Time.now) {
                case .imported(let counts): print("bookings: \(ImportedFile.words(counts))")
                case .refused(let problems): throw ImportedFile.refused(problems, in: csv)
                }
            } catch let error as StoreError { throw Failure.exit(Failure.disk, "\(error)") }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show the bookings of a day, patrons masked.")

        @OptionGroup var file: ConfigurationFile
        @Option(name: .long, help: "The day, such as 2026-11-21; today if left out.") var day: String?

        func run() async throws {
            let settings = try file.settings()
            let store = try settings.openStore()
            for campus in settings.campuses {
                let date = try day.map(Self.date) ?? LocalTime(Time.now, at: campus.hours.offset).date
                guard let midnight = TimeOfDay(hour: 0, minute: 0) else { return }
                let from = LocalTime(date, midnight, at: campus.hours.offset).instant
                for booking in try await store.bookings(at: campus.id, from: from, until: from + .seconds(86_400)) {
                    let (start, end) = (
                        LocalTime(booking.start, at: campus.hours.offset).time, LocalTime(booking.end, at: campus.hours.offset).time)
                    print("\(booking.id)  \(campus.slug)  \(start)-\(end)  \(booking.patron.masked)  \(booking.state.rawValue)")
                }
            }
        }

        private static func date(_ text: String) throws -> CivilDate {
            guard let date = CivilDate(text) else { throw ValidationError("`\(text)` is no day such as 2026-11-21") }
            return date
        }
    }
}
