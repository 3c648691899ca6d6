import ArgumentParser
import Foundation
import GateControl
import GateHardware
import LibraryModel
import LibraryStore
import Passes

/// `gatehouse keys`: the keys that sign passes, and their public halves that gates believe.
struct KeysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Make, list and roll over the keys of passes.",
        discussion: """
            The folder holds secret.keys, for the one place that issues passes, and public.keys, for the gates.
            To roll over: add a key before the current one ends, copy public.keys to the gates, and drop the old one
            once it has ended.
            """,
        subcommands: [Create.self, List.self, Add.self, Drop.self])

    struct Folder: ParsableArguments {
        @Option(name: .long, help: ArgumentHelp("The folder of the key files.", valueName: "folder"))
        var dir = "/etc/gatehouse/keys"

        var keys: KeyFolder { KeyFolder(dir) }

        /// Changes the keys; status 66 when those that are there cannot be read, 73 when the new ones cannot be written.
        func change(_ change: (SigningKeyRing) throws(PassError) -> SigningKeyRing) throws {
            var isRead = false
            do {
                try keys.change { (ring) throws(PassError) in
                    isRead = true
                    return try change(ring)
                }
            } catch { throw Failure.exit(isRead ? Failure.cannotCreate : Failure.noInput, "\(error)") }
        }

        func tell(_ added: KeyID, _ span: (from: WallTime, until: WallTime)) {
            print("key \(added) signs from \(Time.text(span.from)) to \(Time.text(span.until))")
            print("secret: \(keys.secret) (stays where passes are issued)")
            print("public: \(keys.public) (copy it to each gate)")
        }
    }

    struct Life: ParsableArguments {
        @Option(name: .long, help: "From when it signs, RFC 3339; now if left out.")
        var from: String?

        @Option(name: .long, help: "For how many days it signs.")
        var days = 365

        func span() throws -> (from: WallTime, until: WallTime) {
            guard (1...3650).contains(days) else { throw ValidationError("--days must be 1 to 3650") }
            let from = try self.from.map(Time.read) ?? WallTime(seconds: Time.now.milliseconds / 1000)
            return (from, from + .seconds(days * 86_400))
        }
    }

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make the first key, in a new folder.")
        @OptionGroup var folder: Folder
        @OptionGroup var life: Life

        func run() async throws {
            let span = try life.span()
            var chance = SystemRandomNumberGenerator()
            let (ring, added) = try SigningKeyRing().addingNewKey(validFrom: span.from, validUntil: span.until, using: &chance)
            try FileManager.default.createDirectory(
                atPath: folder.dir, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
            let isNew: Bool
            do { isNew = try folder.keys.create(ring) } catch { throw Failure.exit(Failure.cannotCreate, "\(error)") }
            guard isNew else {
                throw Failure.exit(
                    Failure.cannotCreate, "\(folder.keys.secret) exists; use `gatehouse keys add` to roll over")
            }
            folder.tell(added, span)
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Make a further key, to roll over.")
        @OptionGroup var folder: Folder
        @OptionGroup var life: Life

        func run() async throws {
            let span = try life.span()
            var chance = SystemRandomNumberGenerator()
            var added: KeyID?
            try folder.change { (ring) throws(PassError) in
                let (grown, id) = try ring.addingNewKey(validFrom: span.from, validUntil: span.until, using: &chance)
                added = id
                return grown
            }
            if let added { folder.tell(added, span) }
        }
    }

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show ids and dates; no secrets.")
        @OptionGroup var folder: Folder

        func run() async throws {
            let ring: KeyRing
            do { ring = try KeyFile.loadPublic(folder.keys.public) } catch { throw Failure.exit(Failure.noInput, "\(error)") }
            for key in ring.keys {
                let state = key.isValid(at: Time.now) ? "valid" : key.validUntil <= Time.now ? "ended" : "not yet"
                print("\(key.id)  \(Time.text(key.validFrom)) to \(Time.text(key.validUntil))  \(state)")
            }
        }
    }

    struct Drop: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remove the keys that have ended.",
            discussion: """
                A key that is gone signs nothing and is believed no more, so a clock that is not believed removes none. It is
                compared with the last written time of the store, where the configuration names one.
                """)
        @OptionGroup var folder: Folder
        @OptionGroup var file: ConfigurationFile

        @Flag(name: .long, help: "Take this machine's clock as right, although nothing has set it since boot (R26).")
        var trustClock = false

        func run() async throws {
            let now = try vouched()
            var (removed, left) = (0, 0)
            try folder.change { (ring) throws(PassError) in
                let kept = try ring.droppingKeys(endedBy: now.time)
                (removed, left) = (ring.signingKeys.count - kept.signingKeys.count, kept.signingKeys.count)
                return kept
            }
            print("\(removed) removed, \(left) left")
        }

        private func vouched() throws -> VouchedTime {
            // Where passes are issued there need not be a gate.
            let isHere = FileManager.default.fileExists(atPath: file.config)
            let written = isHere ? try StoreGlance.look(at: file.settings().store.database)?.lastWritten : nil
            let clock = LinuxTime(lastKnown: { written }).wall()
            guard let now = (trustClock ? try clock.taken(lastWritten: written) : clock).vouched else {
                let words = ClockDoubt(clock, lastWritten: written)?.words.en ?? ""
                throw Failure.exit(Failure.unavailable, "no key is removed: \(words). If the clock is right and only nothing has set it: --trust-clock")
            }
            return now
        }
    }
}
