import ArgumentParser
import Foundation
import GateControl
import LibraryStore
import WebService

/// `gatehouse patrons`: who belongs to the institution (R1).
struct PatronsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "patrons", abstract: "Patrons of the institution.", subcommands: [Import.self])

    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take patrons from a file, whole or not at all.",
            discussion: """
                CSV columns: patron,name,standing (active or inactive). A file whose name ends in .json has the same \
                fields as {"patrons": [{...}]}. Patrons that the file leaves out stay.
                """)

        @OptionGroup var file: ConfigurationFile
        @Argument(help: "The file, UTF-8.") var path: String

        func run() async throws {
            let settings = try file.settings()
            let rows = try ImportedFile.json(path, ImportedJSON.patrons)
                ?? ImportedFile.rows(PatronRow.parse(try ImportedFile.bytes(path)), in: path)
            // A file that cannot be taken begins no store.
            let store = try settings.openStore(begins: true)
            let progress = ProgressLine("patrons")
            do {
                print("patrons: \(ImportedFile.words(try await store.importPatrons(rows, telling: progress.show)))")
            } catch { throw Failure.exit(Failure.disk, "\(error)") }
        }
    }
}
