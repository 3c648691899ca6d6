internal import Foundation
internal import GRDB
public import LibraryModel

/// A store as somebody sees it who must not touch it: nothing is written, no file is made, beside a running gate and by
/// another account too.
public struct StoreGlance: Sendable {
    public let storeBytes: Int64
    public let room: StoreRoom
    /// Nil when unknown.
    public let freeBytes: Int64?
    public let schemaVersion: Int
    /// What is wrong with it now.
    public let troubles: [StoreTrouble]
    /// The last written time.
    public let lastWritten: WallTime?
    public let accounts: Int
    /// A file of which some rows are not in their place yet, if there is one.
    public let halfImport: HalfImport?
    /// Its disk is mounted so that nobody may write.
    public let isReadOnly: Bool
    /// What this account may not write and a gate must, as far as its rights say: the folder, the store, the files beside it.
    public let unwritable: [String]

    /// Throws ``StoreError/Code-swift.enum/lost`` where a store was and is no more; nil when there has been none.
    ///
    /// - Parameter bound: the largest size that was set.
    public static func look(at path: String, bound: Int64? = nil) throws(StoreError) -> StoreGlance? {
        let mark = StoreMark(of: path).words
        guard let bytes = PlainFile.size(of: path) else {
            guard mark?.state == .made else { return nil }
            throw StoreError(.lost, during: "look", detail: "\(path) is gone")
        }
        guard !PlainFile.isLink(path) else { throw StoreError(.isLink, during: "look", detail: path) }
        guard bytes > 0 else { throw StoreError(.lost, during: "look", detail: "\(path) is empty") }
        do {
            return try glance(at: path, bytes: bytes, bound: bound, mark)
        } catch {
            throw StoreError(error, during: "look")
        }
    }

    /// The files of a store that a gate writes, by what follows its path.
    private static let beside = ["-wal", "-shm", StoreMark.suffix, StoreLock.suffix, LifeSign.suffix]

    /// Without a log nobody has it open, and nothing can change meanwhile; with one the log's index is only read.
    private static func glance(
        at path: String, bytes: Int64, bound: Int64?, _ mark: StoreMark.Words?
    ) throws -> StoreGlance {
        let journal = PlainFile.size(of: path + "-wal")
        let lost = try loss(at: path)
        if journal != nil, PlainFile.size(of: path + "-shm") == nil {
            let first = lost.map { "\($0.words.en); " } ?? ""
            throw StoreError(.other, during: "look", detail: first + "it was not closed well; the next start of the gate mends that")
        }
        var configuration = Configuration()
        configuration.readonly = true
        let way = journal == nil ? "mode=ro&immutable=1" : "mode=ro&readonly_shm=1"
        let database = try DatabaseQueue(path: "file:\(escaped(path))?\(way)", configuration: configuration)
        return try database.read { database in
            let held = try database.setting("store_id")
            if let mark, mark.state == .made, mark.id != held {
                throw StoreError(.lost, during: "look", detail: "\(path) is another store than its mark names")
            }
            let free = PlainFile.freeBytes(beside: path)
            return StoreGlance(
                storeBytes: bytes,
                room: StoreRoom(bytes: bytes + (journal ?? 0), free: free, bound: bound, sizes: try database.sizes()),
                freeBytes: free,
                schemaVersion: try Schema.migrator.appliedMigrations(database).count,
                troubles: (lost.map { [$0] } ?? []) + (try database.troubles()), lastWritten: try database.lastTrustedTime(),
                accounts: try database.tableExists("account") ? database.count("SELECT COUNT(*) FROM account") : 0,
                halfImport: try database.tableExists("staged_import") ? database.halfImport() : nil,
                isReadOnly: PlainFile.isReadOnly(beside: path),
                unwritable: ([PlainFile.folder(of: path), path] + beside.map { path + $0 })
                    .filter { !PlainFile.isWritable($0) })
        }
    }

    /// What the next start will find missing; nil while somebody has the store open, who has read its log already.
    private static func loss(at path: String) throws(StoreError) -> StoreTrouble? {
        // What this account may not read is told by SQLite.
        guard FileManager.default.isReadableFile(atPath: path + "-wal"), !StoreUsers.anyone(has: path),
            let reading = try JournalCheck(store: path).reading(), reading.isDamaged,
            // A gate that has started meanwhile may have been writing what was read here.
            !StoreUsers.anyone(has: path)
        else { return nil }
        return .recordsLost(
            "the log is damaged: \(reading.lostCommits) changes that had been recorded will be lost at the next start")
    }

    /// As a path in a URI: what has a meaning of its own there is written by its number (sqlite.org/uri.html).
    private static func escaped(_ path: String) -> String {
        path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? path
    }
}
