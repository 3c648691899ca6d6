internal import Glibc

/// The word of this program that it alone changes the key files of a folder, until this goes away or the program ends.
public struct FolderLock: ~Copyable, Sendable {
    private let path: String
    private let descriptor: Int32

    /// Waits for whoever has it: a change takes milliseconds.
    public init(_ path: String) throws(SecretError) {
        func failure(_ call: String) -> SecretError { .fileFailed(path: path, call: call, errno: errno) }
        let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("open folder") }
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else {
                let error = failure("flock")
                close(descriptor)
                throw error
            }
        }
        (self.path, self.descriptor) = (path, descriptor)
    }

    deinit { close(descriptor) }

    /// Deletes drafts of the folder's key files: whoever began them was killed, since nobody else has the lock.
    public func deleteDrafts() {
        guard let list = unsafe opendir(path) else { return }
        defer { unsafe closedir(list) }
        while let entry = unsafe readdir(list) {
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) {
                unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.contains(SecretFile.draftMark) { unsafe unlink(path + "/" + name) }
        }
    }
}
