import ArgumentParser
import Foundation
import GateControl
import LibraryModel
import LibraryStore
import Passes
import StrictYAML

/// `--config FILE`, and what can be had from it.
struct ConfigurationFile: ParsableArguments {
    static let installed = "/etc/gatehouse/gatehouse.yaml"

    @Option(name: .long, help: ArgumentHelp("The configuration file.", valueName: "file"))
    var config: String = ConfigurationFile.installed

    /// The checked settings; every problem is printed with file and line before the command ends with status 78.
    func settings() throws -> Settings { try Self.settings(in: config) }

    static func settings(in path: String) throws -> Settings {
        guard let bytes = FileManager.default.contents(atPath: path), let text = String(bytes: bytes, encoding: .utf8) else {
            throw Failure.exit(
                Failure.configuration, "\(path): cannot be read; give the configuration with --config FILE")
        }
        do {
            return try SettingsFile.read(text, name: path)
        } catch {
            throw Failure.exit(Failure.configuration, error.description)
        }
    }

    /// The folder of the configuration, where board files are looked for too.
    var folder: String { URL(fileURLWithPath: config).deletingLastPathComponent().path }
}

extension Settings {
    /// Ends where there is no store: a disk that is not mounted looks like a new gate.
    func checkStoreIsThere() throws {
        guard !SQLiteStore.hasBegun(at: store.database) else { return }
        throw Failure.exit(
            Failure.disk,
            """
            there is no store at \(store.database), and none is begun by itself.
            Is the disk with the records mounted? Otherwise put a copy there (`gatehouse restore`); at a new gate import the \
            patrons, or say `gatehouse store new`.
            """)
    }

    /// Opens the store of these settings; `timing` hears how long its calls take.
    ///
    /// - Parameter openedLate: a gate begins without what cannot be opened now, and hears of it when it can; `claim` takes it
    ///   for the gate before it is opened.
    /// - Parameter begins: what is not there is begun, as importing patrons, `store new` and the demonstration do.
    func openStore(
        timing: StoreTiming? = nil, begins: Bool = false, claim: (@Sendable () throws(StoreError) -> Void)? = nil,
        openedLate: (@Sendable () -> Void)? = nil
    ) throws -> SQLiteStore {
        if begins {
            try? FileManager.default.createDirectory(atPath: store.folder, withIntermediateDirectories: true)
        } else if openedLate == nil {
            try checkStoreIsThere()
        }
        do {
            var options = storeOptions
            (options.timing, options.claim, options.openedLate) = (timing, claim, openedLate)
            return try SQLiteStore(path: store.database, options: options)
        } catch {
            throw Failure.exit(Failure.disk, "\(store.database): \(error)")
        }
    }

    var storeOptions: SQLiteStore.Options {
        var options = SQLiteStore.Options()
        options.offset = campuses.first?.hours.offset ?? .shanghai
        options.terms = terms
        options.maximumBytes = store.largest
        options.runFolder = RunFolder.path
        options.rest = { try? await Task.sleep(for: .milliseconds(3)) }
        return options
    }

    var secretKeyFile: String { passes.keys + "/secret.keys" }
    var publicKeyFile: String { passes.keys + "/public.keys" }

    /// What cookies of signed-in phones and the kiosks' changing codes are signed with; made at the first start.
    var sessionKeyFile: String { store.folder + "/session.key" }
    var kioskKeyFile: String { store.folder + "/kiosk.key" }

    /// What lets a command on this machine ask for everything; made anew at each start.
    var localTokenFile: String { store.folder + "/status.token" }

    /// How browsers reach the pages.
    var pageAddress: String { web.publicURL?.description ?? "http://\(web.address):\(web.port)" }

    /// The keys that this gate believes.
    func publicKeys() throws -> KeyRing {
        do {
            return try KeyFile.loadPublic(publicKeyFile)
        } catch {
            throw Failure.exit(Failure.configuration, "\(error)\nMake keys with: gatehouse keys create --dir \(passes.keys)")
        }
    }

    /// The keys that issue passes; they lie only where passes are made.
    func secretKeys() throws -> SigningKeyRing {
        do {
            return try KeyFile.load(secretKeyFile)
        } catch {
            throw Failure.exit(Failure.configuration, "\(error)\nMake keys with: gatehouse keys create --dir \(passes.keys)")
        }
    }
}
