public import Glibc

/// A small file of keys, read whole within a limit and replaced in one step.
public struct SecretFile: Sendable {
    /// What the name of a file that is not whole yet has behind the name of the file that it will be.
    static let draftMark = ".draft-"

    let path: String

    public init(path: String) { self.path = path }

    /// What an errno means, in the C library's English words.
    static func meaning(of number: Int32) -> String {
        unsafe strerror(number).map { unsafe String(cString: $0) } ?? "error \(number)"
    }

    /// The content of a regular file of at most `limit` bytes.
    ///
    /// A secret file is refused when accounts beside owner and group may read it or others than the owner may write it.
    public func read(limit: Int, isSecret: Bool) throws(SecretError) -> SecretBytes {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw failure("open") }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw failure("fstat") }
        guard status.st_mode & S_IFMT == S_IFREG, status.st_size <= limit else { throw .notAKeyFile(path: path) }
        guard !isSecret || status.st_mode & (S_IRWXO | S_IWGRP) == 0 else { throw .fileTooOpen(path: path) }
        let content = try SecretBytes(count: Int(status.st_size))
        try unsafe content.withMemory { (memory) throws(SecretError) in
            var filled = 0
            while filled < content.count {
                let count = unsafe Glibc.read(descriptor, memory + filled, content.count - filled)
                if count < 0 && errno == EINTR { continue }
                guard count >= 0 else { throw failure("read") }
                // The file became shorter since fstat.
                guard count > 0 else { throw .notAKeyFile(path: path) }
                filled += count
            }
        }
        return content
    }

    /// Puts `content` in the place of the file: after a crash at any instant the old or the new content is there, whole.
    ///
    /// An earlier file keeps its owner, and a group that could read it still can.
    public func replace(with content: borrowing SecretBytes, mode: mode_t) throws(SecretError) {
        var earlier = stat()
        let exists = unsafe stat(path, &earlier) == 0
        let (descriptor, draft) = try openDraft()
        defer { close(descriptor) }
        do throws(SecretError) {
            var fresh = stat()
            guard unsafe fstat(descriptor, &fresh) == 0 else { throw failure("fstat") }
            if exists && (earlier.st_uid, earlier.st_gid) != (fresh.st_uid, fresh.st_gid) {
                guard fchown(descriptor, earlier.st_uid, earlier.st_gid) == 0 else { throw failure("fchown") }
            }
            let kept = exists ? earlier.st_mode & S_IRGRP : 0
            guard fchmod(descriptor, mode | kept) == 0 else { throw failure("fchmod") }
            try write(content, to: descriptor)
            guard fsync(descriptor) == 0 else { throw failure("fsync") }
            guard unsafe rename(draft, path) == 0 else { throw failure("rename") }
        } catch {
            unsafe unlink(draft)
            throw error
        }
        try syncFolder()
    }

    /// Puts the file there, whole, unless one is there already; false when one is, which then stays as it is.
    public func make(_ content: borrowing SecretBytes, mode: mode_t) throws(SecretError) -> Bool {
        let (descriptor, draft) = try openDraft()
        defer {
            close(descriptor)
            unsafe unlink(draft)
        }
        guard fchmod(descriptor, mode) == 0 else { throw failure("fchmod") }
        try write(content, to: descriptor)
        guard fsync(descriptor) == 0 else { throw failure("fsync") }
        // A second name is given only where there is none, which `rename` cannot promise.
        if unsafe link(draft, path) != 0 {
            guard errno == EEXIST else { throw failure("link") }
            return false
        }
        try syncFolder()
        return true
    }

    /// A new, empty file beside this one, which nobody else may read, and its path.
    private func openDraft() throws(SecretError) -> (descriptor: Int32, path: String) {
        // mkstemp(3) puts letters of its own in the place of the last six.
        var draft = Array((path + Self.draftMark + "XXXXXX").utf8CString)
        let descriptor = unsafe mkstemp(&draft)
        guard descriptor >= 0 else { throw failure("mkstemp") }
        return (descriptor, String(decoding: draft.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }

    private func write(_ content: borrowing SecretBytes, to descriptor: Int32) throws(SecretError) {
        try unsafe content.withMemory { (memory) throws(SecretError) in
            var written = 0
            while written < content.count {
                let count = unsafe Glibc.write(descriptor, memory + written, content.count - written)
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { throw failure("write") }
                written += count
            }
        }
    }

    /// Makes the rename itself last through a power cut.
    private func syncFolder() throws(SecretError) {
        let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("open folder") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("fsync folder") }
    }

    private func failure(_ call: String) -> SecretError { .fileFailed(path: path, call: call, errno: errno) }
}
