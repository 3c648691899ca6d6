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
        file(path + "-shm").map { holds($0, in: kernelList) } ?? false
    }

    /// The process that writes into the store at `path`, or has it for itself; this program counts too.
    public static func writer(of path: String) -> Int32? {
        let locks = kernelList
        return file(path + "-shm").flatMap { writer($0, in: locks) }
            ?? file(path).flatMap { processes(in: alone, of: $0, writing: true, locks).first { $0 > 0 } }
    }

    /// A process for people, such as `process 812 (sqlite3)`.
    public static func words(_ process: Int32) -> String {
        // A process names itself as it likes.
        let name = PlainFile.text(at: "/proc/\(process)/comm").map { text in
            String(text.unicodeScalars.filter { $0.properties.generalCategory != .control })
        }
        return "process \(process)" + (name.map { " (\($0))" } ?? "")
    }

    /// A file as the kernel's list names it.
    public struct File: Sendable {
        let inode: UInt64
        /// Nil where the list names another than stat(2) does.
        let device: String?

        /// - Parameter hasSeveral: what stat(2) says is no device of a mount: btrfs and overlays have one for each volume or
        ///   layer.
        public init(inode: UInt64, major: UInt32, minor: UInt32, hasSeveral: Bool = false) {
            self.inode = inode
            device = hasSeveral ? nil : Self.hex(major) + ":" + Self.hex(minor)
        }

        /// As proc_locks(5) writes it: two digits at least.
        private static func hex(_ number: UInt32) -> String { (number < 16 ? "0" : "") + String(number, radix: 16) }

        func isNamed(by field: Substring) -> Bool {
            let parts = field.split(separator: ":")
            guard parts.count == 3, UInt64(parts[2]) == inode else { return false }
            return device.map { $0 == "\(parts[0]):\(parts[1])" } ?? true
        }
    }

    private static func file(_ path: String) -> File? {
        PlainFile.status(of: path).map { status in
            // As makedev(3) packs them.
            let device = UInt64(status.st_dev)
            let (major, minor) = (device >> 8 & 0xFFF | device >> 32 & 0xFFFF_F000, device & 0xFF | device >> 12 & 0xFFFF_FF00)
            return File(
                inode: UInt64(status.st_ino), major: UInt32(major), minor: UInt32(minor),
                hasSeveral: !text(of: "/proc/self/mountinfo").contains(" \(major):\(minor) "))
        }
    }

    private static var kernelList: String { text(of: "/proc/locks") }

    /// Read to its end: the kernel gives a page at a time and does not say how long it is. Empty where it gives none.
    private static func text(of path: String) -> String {
        guard let file = FileHandle(forReadingAtPath: path) else { return "" }
        defer { try? file.close() }
        var list = Data()
        while let page = try? file.read(upToCount: 4096), !page.isEmpty { list += page }
        return String(decoding: list, as: UTF8.self)
    }

    /// Reads the list of proc_locks(5), such as `1: POSIX  ADVISORY  READ 812 08:02:1048 128 128`.
    public static func holds(_ file: File, in locks: String) -> Bool {
        !processes(in: use, of: file, writing: false, locks).isEmpty
    }

    /// The same of whoever writes.
    public static func writer(_ file: File, in locks: String) -> Int32? {
        processes(in: writing, of: file, writing: true, locks).first { $0 > 0 }
    }

    /// Who has a lock on some of the bytes, or waits for one, which SQLite does not; -1 where a lock belongs to no process.
    private static func processes(in bytes: ClosedRange<Int>, of file: File, writing: Bool, _ locks: String) -> [Int32] {
        locks.split(separator: "\n").compactMap { line in
            let fields = line.split(separator: " ").filter { $0 != "->" }
            guard fields.count >= 8, file.isNamed(by: fields[5]),
                let first = Int(fields[6]), first <= bytes.upperBound, bytes.lowerBound <= Int(fields[7]) ?? Int.max,
                !writing || fields[3] == "WRITE"
            else { return nil }
            return Int32(fields[4])
        }
    }
}
