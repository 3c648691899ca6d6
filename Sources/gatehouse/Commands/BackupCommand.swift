import ArgumentParser
import Foundation
import GateControl
import LibraryStore

/// `gatehouse backup`: a verified copy of the store, beside a running gate.
struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the store while the gate runs, and verify the copy.",
        discussion: """
            The copy is of one instant and one file. Every page and every index of it is checked before it takes its name, \
            and older copies beyond --keep are removed only then. Keep copies on another disk, or fetch them from there.
            """)

    @OptionGroup var file: ConfigurationFile

    @Option(name: .long, help: ArgumentHelp("Where copies go; without it `backups` beside the store.", valueName: "folder"))
    var to: String?

    @Option(name: .long, help: ArgumentHelp("So many copies are kept.", valueName: "count"))
    var keep = 14

    func validate() throws {
        guard (1...1000).contains(keep) else { throw ValidationError("--keep is 1 to 1000") }
    }

    func run() throws {
        let settings = try file.settings()
        try settings.checkStoreIsThere()
        guard FileManager.default.fileExists(atPath: settings.store.database) else {
            throw Failure.exit(Failure.disk, "\(StoreError(.lost, during: "backup", detail: "\(settings.store.database) is gone"))")
        }
        let path = to ?? settings.store.folder + "/backups"
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Failure.exit(Failure.cannotCreate, "\(path) is no folder, and cannot be made one; say another with --to")
        }
        let folder = BackupFolder(path: path)
        let turn = folder.begin()
        let place = folder.reserve(at: Time.now)
        defer { withExtendedLifetime(turn) {} }
        let progress = ProgressLine("backup")
        do {
            try StoreCopy(of: settings.store.database).make(to: place) { progress.show($0) }
            let old = try folder.prune(keeping: keep)
            print("backup: \(place), whole; copies kept: \(folder.copies.count), removed: \(old.count)")
        } catch { throw Failure.exit(Failure.disk, "\(error)") }
    }
}

/// `gatehouse restore`: a copy into the place of the store.
struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Put a copy of the store into its place, while the gate is stopped.",
        discussion: """
            The copy is verified first. The store that was there is kept beside it as `.replaced-…`. What happened after the \
            copy was made is not in it: count who is inside, and enter it at the desk.
            """)

    @OptionGroup var file: ConfigurationFile
    @Argument(help: "The copy.") var path: String

    func run() throws {
        let settings = try file.settings()
        let copy = StoreCopy(of: settings.store.database)
        let kind = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
        guard kind == .typeRegular || kind == .typeSymbolicLink, FileManager.default.isReadableFile(atPath: path) else {
            throw Failure.exit(Failure.noInput, "\(path) is not there, is no file, or this account may not read it; nothing was changed")
        }
        guard !copy.isStore(path) else {
            throw Failure.exit(Failure.use, "\(path) is the store itself; give a copy of it (`gatehouse backup` makes one)")
        }
        let lock = try settings.lockStore(as: "gatehouse restore")
        defer { withExtendedLifetime(lock) {} }
        do throws(StoreError) {
            let mark = Time.text(Time.now).prefix(19).filter { $0 != ":" }
            let aside = try copy.restore(from: path, mark: String(mark))
            print("restored: \(settings.store.database) is \(path) now")
            if let aside { print("the store before is kept as \(aside)") }
            print("count who is inside and enter it at the desk before you rely on the count")
        } catch { throw Failure.exit(error.code == .locked ? Failure.unavailable : Failure.disk, "\(error)") }
    }
}
