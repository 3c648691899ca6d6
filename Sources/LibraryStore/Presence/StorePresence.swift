internal import GRDB
internal import Glibc
public import LibraryModel
internal import LibraryRules

/// Whether the file that is open is still the store: the one at its path, not empty, and with the head that it had.
///
/// SQLite goes on with a file that was deleted or replaced under it and says that all is written; nothing of it is ever
/// found again; so with the log beside it. So each change asks here, before it and before it is acknowledged: a few calls
/// of the kernel, some microseconds.
final class StorePresence: Sendable {
    /// `SQLite format 3` and a zero.
    private static let magic = Array("SQLite format 3\0".utf8)

    private let path: String
    private let doubt: StoreDoubt
    private let (device, inode): (UInt, UInt)
    /// Stays open as long as the store: closing any descriptor of the file would drop SQLite's own locks (close(2), fcntl(2)).
    private let file: CInt
    private let log: OpenLog?

    /// Once SQLite has opened both files.
    init(of path: String, doubt: StoreDoubt) throws(StoreError) {
        file = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0, let status = PlainFile.status(of: path) else {
            throw StoreError(.lost, during: "open", detail: "\(path) is gone")
        }
        (self.path, self.doubt) = (path, doubt)
        (device, inode) = (UInt(status.st_dev), UInt(status.st_ino))
        log = OpenLog(of: path)
    }

    deinit { close(file) }

    func check() throws(StoreError) {
        if let loss { try refuse(loss) }
    }

    /// One that was lost and is back keeps the doubt itself, until somebody has counted: what came meanwhile is not in it.
    func keepDoubt(of terms: HouseTerms?, in database: Database) throws {
        // Who knows no campuses leaves it to the next start.
        guard doubt.isLasting, let campuses = terms?.campuses.map(\.id) else { return }
        try database.inTransaction(.immediate) {
            for campus in campuses { try database.doubtCount(of: campus) }
            return .commit
        }
        doubt.isKept()
    }

    /// The same of the log. Only for a change, on its connection: once the store is closed there is no log, and all is well.
    func checkLog() throws(StoreError) {
        if let loss = log?.loss { try refuse(loss) }
    }

    private func refuse(_ loss: String) throws(StoreError) {
        doubt.remain()
        throw StoreError(.lost, during: "look at the file", detail: loss)
    }

    /// What has become of it, in plain words; nil while it is there.
    private var loss: String? {
        guard let status = PlainFile.status(of: path) else { return "\(path) is gone" }
        guard UInt(status.st_dev) == device, UInt(status.st_ino) == inode else { return "\(path) is another file than was opened" }
        guard status.st_size > 0 else { return "\(path) is empty" }
        var head = [UInt8](repeating: 0, count: Self.magic.count)
        guard unsafe pread(file, &head, head.count, 0) == head.count else { return "\(path) cannot be read" }
        return head == Self.magic ? nil : "\(path) is no store any more"
    }
}

extension SQLiteStore {
    public func countIsKnown(of campus: CampusID) async throws(StoreError) -> Bool {
        let isInStore = try await read("count is known") { try !$0.isCountDoubted(of: campus) }
        return isInStore && doubt?.isLasting != true
    }

    public func doubtCount(of campus: CampusID) async throws(StoreError) {
        try await write("doubt count", turn: .lane) { try $0.doubtCount(of: campus) }
    }

    public func note(isBehind: Bool) { doubt?.note(isBehind: isBehind) }
}
