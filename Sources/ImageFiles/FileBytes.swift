import Glibc

/// The bytes of a regular file.
enum FileBytes {
    /// Whole, or an error; never more than `limit` bytes. Does not wait on pipes and devices.
    static func read(_ path: String, atMost limit: Int) throws(ImageFileError) -> [UInt8] {
        guard !path.utf8.contains(0) else { throw .unreadable(code: ENOENT) }
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .unreadable(code: errno) }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw .unreadable(code: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
        guard status.st_size <= limit else { throw .tooLong(bytes: Int(status.st_size)) }
        return try readAll(descriptor, expecting: Int(status.st_size), atMost: limit)
    }

    /// A file that grows while it is read is followed up to `limit`.
    private static func readAll(_ descriptor: Int32, expecting: Int, atMost limit: Int) throws(ImageFileError) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(expecting)
        var piece = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = unsafe piece.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count == 0 { return bytes }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw .unreadable(code: errno) }
            guard bytes.count + count <= limit else { throw .tooLong(bytes: bytes.count + count) }
            bytes += piece[..<count]
        }
    }
}
