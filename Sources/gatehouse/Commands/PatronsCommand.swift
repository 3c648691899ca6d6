import ArgumentParser
import Foundation
import GateControl
import LibraryStore

/// `gatehouse patrons`: who belongs to the institution (R1).
struct PatronsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "patrons", abstract: "Patrons of the institution.", subcommands: [Import.self])

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take patrons from a CSV file, whole or not at all.",
            discussion: "Columns: patron,name,standing (active or inactive). Patrons that the file leaves out stay.")

        @OptionGroup var file: ConfigurationFile
        @Argument(help: "The CSV file, UTF-8.") var csv: String

        func run() async throws {
            let store = try file.settings().openStore()
            let rows = try ImportedFile.rows(PatronRow.parse(try ImportedFile.bytes(csv)), in: csv)
            do {
                print("patrons: \(ImportedFile.words(try await store.importPatrons(rows)))")
            } catch { throw Failure.exit(Failure.disk, "\(error)") }
        }
    }
}
