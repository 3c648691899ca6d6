internal import Foundation

/// Whether some program has a store open. SQLite itself asks so before it repairs a log: whoever has the store open holds a
/// lock on one byte of the log's index (sqlite.org/walformat.html#wal_locks). The kernel's list is read instead of the lock
/// being tried, since closing a file drops a program's own locks on it.
public enum StoreUsers {
    /// The byte of `-shm` whose lock says that it is in use.
    private static let byte = 128

    /// Of the store at `path`; this program counts too.
    public static func anyone(has path: String) -> Bool {
        guard let facts = try? FileManager.default.attributesOfItem(atPath: path + "-shm"),
            let inode = (facts[.systemFileNumber] as? NSNumber)?.uint64Value
        else { return false }
        return holds(inode, in: kernelList)
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
        locks.split(separator: "\n").contains { line in
            let fields = line.split(separator: " ").filter { $0 != "->" }
            guard fields.count >= 8, fields[5].split(separator: ":").last.flatMap({ UInt64($0) }) == inode,
                let first = Int(fields[6])
            else { return false }
            return first <= byte && byte <= Int(fields[7]) ?? Int.max
        }
    }
}
