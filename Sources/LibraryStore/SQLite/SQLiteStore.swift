internal import Foundation
internal import GRDB
public import LibraryModel
internal import Synchronization

/// The store in one SQLite file with a write-ahead log beside it.
///
/// All changes run one after another on a queue of their own, so a slow disk blocks no task; each is one IMMEDIATE
/// transaction, so two programs on one file take turns. Every commit waits for the disk.
public final class SQLiteStore: GateStore {
    let opening: StoreOpening
    /// Nil for a store in memory.
    let path: String?
    let options: Options
    let policies = PolicyTexts()
    let queue = WriteQueue()
    private let patience: BusyPatience
    let owed = OwedChange()
    let start = StartFindings()
    /// Nil for a store in memory.
    let doubt: StoreDoubt?

    /// Opens or creates the store and brings its schema up to date. Blocks: for the start of a program.
    ///
    /// A damaged file is left as it is, byte for byte, unless the damage is such that SQLite can work round it. A log that
    /// an unclean stop has left is read first: where it is damaged, a copy of it is set aside, and what was lost is told.
    /// Where the mark beside the store says that there was one, a store that is gone, empty or another one is `lost`.
    public init(path: String, options: Options = Options()) throws(StoreError) {
        patience = BusyPatience(options)
        (self.path, self.options) = (path, options)
        let doubt = StoreDoubt(
            StoreMark(of: path), spare: SpareMark(of: path, in: options.runFolder), patience: options.doubtAfter)
        self.doubt = doubt
        opening = try StoreOpening(openedLate: options.openedLate) { [patience, start] in
            do { return try Self.open(path, options, patience, start, doubt) } catch {
                throw StoreError(error, during: "open").naming(whoHolds: path)
            }
        }
    }

    /// A store in memory, gone with this object: for tests and stories.
    public init(inMemory options: Options = Options()) throws(StoreError) {
        patience = BusyPatience(options)
        (path, self.options, doubt) = (nil, options, nil)
        opening = try StoreOpening(openedLate: nil) { [patience] in
            let queue = try DatabaseQueue(configuration: Self.configuration(patience))
            try Self.prepare(queue, options)
            return OpenedStore(database: queue, presence: nil)
        }
    }

    private static func open(
        _ path: String, _ options: Options, _ patience: BusyPatience, _ start: StartFindings, _ doubt: StoreDoubt
    ) throws -> OpenedStore {
        if options.openedLate != nil { try checkForGate(path, options) }
        try checkFolder(of: path)
        let mark = StoreMark(of: path)
        try mark.admit()
        // After the mark, which says of an empty file that it is being made.
        PlainFile.makePrivate(path)
        let isLeft = !StoreUsers.anyone(has: path) && StoreCopy.bytes(of: path + "-wal") > 0
        let lost = isLeft ? try JournalCheck(store: path).damage() : nil
        // Before SQLite goes over the log: a start that ends here must not make the next one believe the count.
        if lost != nil { try doubt.lay() }
        let pool = try DatabasePool(path: path, configuration: configuration(patience))
        try prepare(pool, options, path)
        // Not for a command, beside which the gate that has its passages still may run.
        if options.openedLate != nil { try doubt.takeSpare() }
        let id = try mark.agree(with: pool, doubting: doubt.isOurs ? nil : options.terms?.campuses.map(\.id))
        doubt.begin(of: id)
        let presence = try StorePresence(of: path, doubt: doubt)
        start.note(wasUnclean: isLeft)
        if let lost {
            try noteLost(lost, in: pool)
            // What is right behind the damage would look like damage of its own after the next unclean stop.
            try pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        }
        return OpenedStore(database: pool, presence: presence)
    }

    /// At each try, since a disk may come or go while the gate waits.
    private static func checkForGate(_ path: String, _ options: Options) throws(StoreError) {
        guard hasBegun(at: path) else {
            throw StoreError(
                .lost, during: "open",
                detail: "there is no store at \(path), and a gate begins none; mount its disk, or at a new gate import the patrons")
        }
        // SQLite would read a file that it may not write, and go on so after it may: a kernel that has found faults on a disk
        // mounts it so until somebody has looked.
        guard PlainFile.isWritable(path) else { throw StoreError(.readOnly, during: "open", detail: path) }
        try options.claim?()
    }

    private static func checkFolder(of path: String) throws(StoreError) {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().resolvingSymlinksInPath().path
        let facts = try? FileManager.default.attributesOfItem(atPath: folder)
        guard facts?[.type] as? FileAttributeType == .typeDirectory else {
            throw StoreError(.missingFolder, during: "open", detail: folder)
        }
        guard !PlainFile.isLink(path) else { throw StoreError(.isLink, during: "open", detail: path) }
    }

    private static func configuration(_ patience: BusyPatience) -> Configuration {
        var configuration = Configuration()
        configuration.busyMode = .callback { patience.waits(tried: $0) }
        configuration.maximumReaderCount = 2
        configuration.label = "gatehouse.store"
        return configuration
    }

    /// The program is about to end: from now on all changes together wait half as long for another program as one did,
    /// so that a stop does not take a second for each of them.
    public func beginStop() { patience.beginStop() }

    /// Why the store is not open yet; nil once it is.
    public var openingProblem: StoreError? { opening.problem }

    private static func prepare(_ database: any DatabaseWriter, _ options: Options, _ path: String? = nil) throws {
        try database.writeWithoutTransaction { database in
            // GRDB sets NORMAL when it opens a write-ahead log, which loses the last commits in a power cut.
            try database.execute(sql: "PRAGMA synchronous = \(options.durability == .everyCommit ? "FULL" : "OFF")")
            let pageSize = try Int64.fetchOne(database, sql: "PRAGMA page_size") ?? 4096
            if let bytes = options.maximumBytes {
                let pages = max(1, min(bytes / max(1, pageSize), 0xFFFF_FFFE))
                _ = try Int64.fetchOne(database, sql: "PRAGMA max_page_count = \(pages)")
            }
        }
        let migrator = Schema.migrator
        if try database.read(migrator.hasBeenSuperseded) { throw StoreError(.tooNew, during: "open") }
        // Asked first, since an up-to-date store can be opened while another program writes.
        guard try !database.read(migrator.hasCompletedMigrations) else { return }
        if let path, try database.read(migrator.appliedIdentifiers).isEmpty == false {
            try StoreCopy(of: path).makeBeforeMigration(to: migrator.migrations.last ?? "")
        }
        try migrator.migrate(database)
    }
}

extension SQLiteStore {
    /// How a store is opened.
    public struct Options: Sendable {
        /// What a commit waits for.
        public enum Durability: Sendable {
            /// A commit returns when the disk has it.
            case everyCommit
            /// A power cut may lose or damage everything: for measurements only.
            case none
        }

        public var durability: Durability = .everyCommit
        /// How long a change waits while another program holds the store.
        public var busyTimeout: Duration = .seconds(1)
        /// The millisecond between two looks, as it counts for ``busyTimeout``.
        public var busyPause: @Sendable () -> Void = { usleep(1000) }
        /// How long a passage is on its way before a program that ends leaves a doubt beside the store: what a card takes for
        /// a commit, and no longer.
        public var doubtAfter: Duration = .milliseconds(50)
        /// Where the doubt waits that the disk does not take: a folder in memory that outlives the program; nil for none.
        public var runFolder: String?
        /// For a gate, which has exits to serve whatever its store does: one that cannot be opened now refuses everything until
        /// it can be, and this is called then. Such a program begins no store. Nil: what cannot be opened is thrown.
        public var openedLate: (@Sendable () -> Void)?
        /// Called before a gate opens the store, at each try: to take it for itself.
        public var claim: (@Sendable () throws(StoreError) -> Void)?
        /// Called after each step of long work, when nothing is held: time in which another program, which looks each
        /// millisecond, takes its turn. Nil: there is no other.
        public var rest: (@Sendable () async -> Void)?
        /// The file grows no larger; then changes fail as on a full disk. Nil: as long as the disk has room.
        public var maximumBytes: Int64?
        /// Where the local day of the daily counts begins.
        public var offset: TimeZoneOffset = .shanghai
        /// What the transactions at a lane settle a patron's ledger by. Nil where nobody books: then nothing there is a
        /// matter of the clock.
        public var terms: HouseTerms?
        /// Hears how long everything takes.
        public var timing: StoreTiming?
        /// Hears how many steps of SQLite's machine each change took; for measurements.
        public var steps: (@Sendable (_ operation: String, _ steps: Int) -> Void)?

        public init() {}
    }
}
