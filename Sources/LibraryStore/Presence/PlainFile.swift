internal import Glibc

/// Small files beside the store, read and written whole.
enum PlainFile {
    /// The most bytes that are read.
    private static let longest = 4096

    /// Nil when it cannot be read, is longer than such a file can be, or is no file: a pipe would be waited for.
    static func text(at path: String) -> String? {
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { return nil }
        defer { close(file) }
        guard let status = status(of: file), status.st_mode & S_IFMT == S_IFREG else { return nil }
        var bytes = [UInt8](repeating: 0, count: longest)
        let count = unsafe read(file, &bytes, longest)
        guard count >= 0, count < longest else { return nil }
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }

    /// On disk before it answers; nil then, otherwise why not.
    static func write(_ text: String, to path: String) -> StoreError.Code? {
        let file = unsafe open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0o644)
        guard file >= 0 else { return code }
        defer { close(file) }
        let bytes = Array(text.utf8)
        // Over what is there and then cut: on a full disk an emptied file would stay empty.
        let count = unsafe Glibc.write(file, bytes, bytes.count)
        // Cut short without a reason: the room has ended within it.
        guard count < 0 || count == bytes.count else { return .diskFull }
        guard count >= 0, ftruncate(file, off_t(bytes.count)) == 0, fsync(file) == 0 else { return code }
        let folder = unsafe open(folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return nil }
        defer { close(folder) }
        return fsync(folder) == 0 ? nil : code
    }

    /// What the last call of the system failed for.
    private static var code: StoreError.Code {
        switch errno {
        case ENOSPC, EDQUOT, EFBIG: .diskFull
        case EIO: .diskFault
        default: .readOnly
        }
    }

    /// Makes an empty file that only this account reads, where there is none; to be called before SQLite opens it.
    ///
    /// SQLite makes a file as the umask of a shell says, and gives the log and its index the rights of the database: names
    /// and hashes of passwords are in all of them. What cannot be made is told by SQLite in a moment; false then, and `errno`
    /// says why.
    @discardableResult
    static func makePrivate(_ path: String) -> Bool {
        let file = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { return false }
        close(file)
        return true
    }

    /// Nil when there is no such file.
    static func size(of path: String) -> Int64? { status(of: path).map { Int64($0.st_size) } }

    /// False as well on a disk that is mounted read-only; true for a file that is not there.
    static func isWritable(_ path: String) -> Bool { unsafe access(path, W_OK) == 0 || errno == ENOENT }

    static func status(of path: String) -> stat? {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? status : nil
    }

    /// Of a file that is open.
    static func status(of file: CInt) -> stat? {
        var status = stat()
        return unsafe fstat(file, &status) == 0 ? status : nil
    }

    /// How many bytes this account may still write into the folder of `path`; nil when there is no such folder.
    static func freeBytes(beside path: String) -> Int64? {
        var room = statvfs()
        guard unsafe statvfs(folder(of: path), &room) == 0 else { return nil }
        let (bytes, isTooMany) = Int64(clamping: room.f_bavail).multipliedReportingOverflow(by: Int64(clamping: room.f_frsize))
        return isTooMany ? .max : bytes
    }

    /// Its disk is mounted so that nobody may write.
    static func isReadOnly(beside path: String) -> Bool {
        var room = statvfs()
        return unsafe statvfs(folder(of: path), &room) == 0 && room.f_flag & UInt(ST_RDONLY) != 0
    }

    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// A name of a file that lies elsewhere.
    static func isLink(_ path: String) -> Bool {
        var status = stat()
        return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }

    /// Two names of one file that is there.
    static func areSame(_ one: String, _ other: String) -> Bool {
        guard let one = status(of: one), let other = status(of: other) else { return false }
        return one.st_dev == other.st_dev && one.st_ino == other.st_ino
    }
}
