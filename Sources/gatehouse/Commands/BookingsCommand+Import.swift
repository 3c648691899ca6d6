import ArgumentParser
import GateControl
import LibraryStore
import WebService

extension BookingsCommand {
    /// `gatehouse bookings import`.
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take bookings made elsewhere from a file, whole or not at all.",
            discussion: """
                CSV columns: patron,campus,start,end and optionally booking (16 hexadecimal digits) and state (booked or \
                cancelled). Times are RFC 3339 with an offset. A file whose name ends in .json has the same fields as \
                {"bookings": [{...}]}, each a string. Importing the same file again changes nothing.
                """)

        @OptionGroup var file: ConfigurationFile
        @Argument(help: "The file, UTF-8.") var path: String

        func run() async throws {
            let settings = try file.settings()
            let store = try settings.openStore()
            let campuses = settings.campuses
            let rows = try ImportedFile.json(path) { bytes throws(ImportedJSON.Faults) in
                try ImportedJSON.bookings(bytes, campuses: campuses)
            } ?? ImportedFile.rows(BookingRow.parse(try ImportedFile.bytes(path), campuses: campuses), in: path)
            let progress = ProgressLine("bookings")
            let outcome = try await HouseDesk.ask { () throws(StoreError) in
                try await store.importBookings(rows, at: Time.now, telling: progress.show)
            }
            switch outcome {
            case .imported(let counts): print("bookings: \(ImportedFile.words(counts))")
            case .refused(let problems): throw ImportedFile.refused(problems, in: path)
            }
        }
    }
}
