import ArgumentParser
import Foundation
import GateControl
import LibraryModel
import LibraryStore

/// `gatehouse store`: what to do about a store that is not the one that was here.
struct StoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store", abstract: "Begin a new store, or accept the file that is there.",
        discussion: """
            A store that is gone, empty or another one than it was is never taken for a new one: the gate does not start on
            it. Put a backup in its place, or say here what is meant. The count is believed again after a recount.
            """,
        subcommands: [New.self, Accept.self])

    /// `gatehouse store new`: an empty store; what was there is kept beside it.
    struct New: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Begin an empty store; what is left of the old one is kept beside it.")

        @OptionGroup var file: ConfigurationFile
        @Flag(help: "Also where the store that is there can be used.") var replace = false

        func run() async throws {
            let settings = try file.settings()
            try await StoreCommand.changing(settings) { path in
                if !replace, FileManager.default.fileExists(atPath: path), (try? settings.openStore()) != nil {
                    throw Failure.exit(
                        Failure.cannotCreate,
                        "\(path) is there and can be used, so nothing was changed; `gatehouse store new --replace` sets it aside")
                }
                let mark = String(Time.text(Time.now).prefix(19).filter { $0.isNumber || $0 == "-" || $0 == "T" })
                guard let aside = try SQLiteStore.beginAnew(path: path, mark: mark) else { return }
                print("what was there is now \(aside)")
            }
            print("a new store: import patrons and bookings again, and recount")
        }
    }

    /// `gatehouse store accept`: the file that is there, such as one that was brought from another machine.
    struct Accept: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Take the file that is there for the store from now on.")

        @OptionGroup var file: ConfigurationFile

        func run() async throws {
            let settings = try file.settings()
            try await StoreCommand.changing(settings) { path in try SQLiteStore.accept(path: path) }
            print("\(settings.store.database) is the store from now on; recount")
        }
    }

    /// Changes what the store is while no gate has it, and opens it once, so that what is wrong with it is said now.
    private static func changing(_ settings: Settings, _ change: (String) throws -> Void) async throws {
        let lock = try settings.lockStore(as: "gatehouse store")
        defer { withExtendedLifetime(lock) {} }
        do { try change(settings.store.database) } catch let error as StoreError {
            throw Failure.exit(error.code == .locked ? Failure.unavailable : Failure.disk, "\(error)")
        }
        _ = try settings.openStore(begins: true)
    }
}
