internal import Glibc

/// A small file for its owner alone.
struct PrivateFile {
    let path: String

    /// The whole content of at most `limit` bytes; nil when there is no such file.
    func read(limit: Int) throws(AccountError) -> [UInt8]? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        if descriptor < 0 && errno == ENOENT { return nil }
        guard descriptor >= 0 else { throw failure("open") }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw failure("fstat") }
        guard status.st_mode & S_IFMT == S_IFREG, status.st_size <= limit else { throw .notAKeyFile(path: path) }
        guard status.st_mode & (S_IRWXO | S_IWGRP) == 0 else { throw .fileTooOpen(path: path) }
        var content = [UInt8](repeating: 0, count: limit + 1)
        let count = unsafe Glibc.read(descriptor, &content, content.count)
        guard count >= 0 else { throw failure("read") }
        return Array(content.prefix(count))
    }

    /// Puts the file there, whole and with mode 0600, unless one is there already; false when one is.
    func make(_ content: [UInt8]) throws(AccountError) -> Bool {
        var template = Array((path + ".XXXXXX").utf8CString)
        // mkstemp gives mode 0600.
        let descriptor = unsafe mkstemp(&template)
        guard descriptor >= 0 else { throw failure("mkstemp") }
        defer {
            close(descriptor)
            unsafe unlink(template)
        }
        guard unsafe write(descriptor, content, content.count) == content.count else { throw failure("write") }
        guard fsync(descriptor) == 0 else { throw failure("fsync") }
        // A second name is given only where there is none, which `rename` cannot promise.
        if unsafe link(template, path) != 0 {
            guard errno == EEXIST else { throw failure("link") }
            return false
        }
        try syncFolder()
        return true
    }

    /// Makes the new name itself last through a power cut.
    private func syncFolder() throws(AccountError) {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("open folder") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("fsync folder") }
    }

    private func failure(_ call: String) -> AccountError { .fileFailed(path: path, call: call, errno: errno) }
}
