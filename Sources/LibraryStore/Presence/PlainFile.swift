internal import Glibc

/// Small files beside the store, read and written whole.
enum PlainFile {
    /// The most bytes that are read.
    private static let longest = 4096

    /// Nil when it cannot be read, or is longer than such a file can be.
    static func text(at path: String) -> String? {
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: longest)
        let count = unsafe read(file, &bytes, longest)
        guard count >= 0, count < longest else { return nil }
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }

    /// On disk before it answers; false when that cannot be.
    static func write(_ text: String, to path: String) -> Bool {
        let file = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard file >= 0 else { return false }
        defer { close(file) }
        let bytes = Array(text.utf8)
        guard unsafe Glibc.write(file, bytes, bytes.count) == bytes.count, fsync(file) == 0 else { return false }
        let folder = unsafe open(path.prefix(upTo: path.lastIndex(of: "/") ?? path.startIndex) + "/", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return true }
        defer { close(folder) }
        return fsync(folder) == 0
    }

    /// Makes an empty file that only this account reads, where there is none; to be called before SQLite opens it.
    ///
    /// SQLite makes a file as the umask of a shell says, and gives the log and its index the rights of the database: names
    /// and hashes of passwords are in all of them. What cannot be made is told by SQLite in a moment.
    static func makePrivate(_ path: String) {
        let file = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if file >= 0 { close(file) }
    }

    /// Nil when there is no such file.
    static func size(of path: String) -> Int64? { status(of: path).map { Int64($0.st_size) } }

    static func status(of path: String) -> stat? {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? status : nil
    }

    /// Of a file that is open.
    static func status(of file: CInt) -> stat? {
        var status = stat()
        return unsafe fstat(file, &status) == 0 ? status : nil
    }

    /// Two names of one file that is there.
    static func areSame(_ one: String, _ other: String) -> Bool {
        guard let one = status(of: one), let other = status(of: other) else { return false }
        return one.st_dev == other.st_dev && one.st_ino == other.st_ino
    }
}
