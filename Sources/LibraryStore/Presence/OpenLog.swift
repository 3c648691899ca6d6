internal import Glibc

/// The write-ahead log that SQLite has open. Beside it another file may have its name by now.
///
/// SQLite keeps this one file as long as any connection is open, whoever else comes and goes: only the last one that closes
/// removes it, and a checkpoint cuts it to nothing at the most, after which the first that is written is its head. So a log
/// that is gone or another one is a loss, and so is one without a head: somebody has cut it, and what was written since lies
/// behind a hole. How long it must be cannot be said from here, since another program's checkpoint may cut it at any time.
final class OpenLog: Sendable {
    /// sqlite.org/fileformat2.html#walformat: the last byte says how its sums are made.
    private static let magics: [[UInt8]] = [[0x37, 0x7F, 0x06, 0x82], [0x37, 0x7F, 0x06, 0x83]]

    private let path: String
    /// Nobody locks anything in a log, so closing it drops no lock of SQLite's.
    private let file: CInt
    private let (device, inode): (UInt, UInt)
    /// False for what a power cut has left: SQLite takes it for an empty log, and leaves it so until it writes.
    private let hasHead: Bool

    /// Nil where it is not beside the store, as behind a symbolic link.
    init?(of store: String) {
        path = store + "-wal"
        file = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0, let status = PlainFile.status(of: file) else { return nil }
        (device, inode) = (UInt(status.st_dev), UInt(status.st_ino))
        hasHead = Self.hasHead(file)
    }

    deinit { close(file) }

    /// What has become of it, in plain words; nil while it is there. To be asked only while a connection is open.
    var loss: String? {
        guard let status = PlainFile.status(of: path) else { return "\(path) is gone" }
        guard UInt(status.st_dev) == device, UInt(status.st_ino) == inode else { return "\(path) is another file than was opened" }
        return hasHead && !Self.hasHead(file) ? "\(path) was cut by somebody" : nil
    }

    /// An empty one has none yet, and one that cannot be read is told by SQLite.
    private static func hasHead(_ file: CInt) -> Bool {
        var head = [UInt8](repeating: 0, count: 4)
        guard unsafe pread(file, &head, head.count, 0) == head.count else { return true }
        return magics.contains(head)
    }
}
