internal import Foundation

/// Which programs have a store open, and which writes. Each holds a lock on a byte of the log's index: SQLite itself asks so
/// before it repairs a log (sqlite.org/walformat.html#wal_locks). The kernel's list is read instead of the lock being tried,
/// since closing a file drops a program's own locks on it.
public enum StoreUsers {
    /// The byte of `-shm` whose lock says that it is in use, and the one of whoever writes.
    private static let (use, writing) = (128...128, 120...120)
    /// The bytes of the file itself that nobody else may lock while one has it for itself (sqlite.org/fileformat2.html, the
    /// lock-byte page).
    private static let alone = 1 << 30...(1 << 30) + 511

    /// Of the store at `path`; this program counts too.
    public static func anyone(has path: String) -> Bool {
        inode(of: path + "-shm").map { holds($0, in: kernelList) } ?? false
    }

    /// The process that writes into the store at `path`, or has it for itself; this program counts too.
    public static func writer(of path: String) -> Int32? {
        let locks = kernelList
        return inode(of: path + "-shm").flatMap { writer($0, in: locks) }
            ?? inode(of: path).flatMap { processes(in: alone, of: $0, writing: true, locks).first }
    }

    /// A process for people, such as `process 812 (sqlite3)`.
    public static func words(_ process: Int32) -> String {
        let name = PlainFile.text(at: "/proc/\(process)/comm")?.trimmingCharacters(in: .whitespacesAndNewlines)
        return "process \(process)" + (name.map { " (\($0))" } ?? "")
    }

    private static func inode(of path: String) -> UInt64? {
        let facts = try? FileManager.default.attributesOfItem(atPath: path)
        return (facts?[.systemFileNumber] as? NSNumber)?.uint64Value
    }

    /// Read to its end: the kernel gives it a page at a time and does not say how long it is. Empty where it gives none.
    private static var kernelList: String {
        guard let file = FileHandle(forReadingAtPath: "/proc/locks") else { return "" }
        defer { try? file.close() }
        var list = Data()
        while let page = try? file.read(upToCount: 4096), !page.isEmpty { list += page }
        return String(decoding: list, as: UTF8.self)
    }

    /// Reads the list of proc_locks(5), such as `1: POSIX  ADVISORY  READ 812 08:02:1048 128 128`.
    public static func holds(_ inode: UInt64, in locks: String) -> Bool {
        !processes(in: use, of: inode, writing: false, locks).isEmpty
    }

    /// The same of whoever writes.
    public static func writer(_ inode: UInt64, in locks: String) -> Int32? {
        processes(in: writing, of: inode, writing: true, locks).first
    }

    /// Who has a lock on some of the bytes, or waits for one, which SQLite does not.
    private static func processes(in bytes: ClosedRange<Int>, of inode: UInt64, writing: Bool, _ locks: String) -> [Int32] {
        locks.split(separator: "\n").compactMap { line in
            let fields = line.split(separator: " ").filter { $0 != "->" }
            guard fields.count >= 8, fields[5].split(separator: ":").last.flatMap({ UInt64($0) }) == inode,
                let first = Int(fields[6]), first <= bytes.upperBound, bytes.lowerBound <= Int(fields[7]) ?? Int.max,
                !writing || fields[3] == "WRITE"
            else { return nil }
            return Int32(fields[4])
        }
    }
}
