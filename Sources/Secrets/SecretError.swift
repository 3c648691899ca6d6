internal import Glibc

/// What can go wrong with keeping a secret.
public enum SecretError: Error, Hashable, Sendable {
    /// A system call on a key file failed.
    case fileFailed(path: String, call: String, errno: Int32)
    /// Others than owner and group may read a file of secret keys, or others than the owner may write it.
    case fileTooOpen(path: String)
    /// Not a regular file, larger than its kind may be, or not of the form of its kind.
    case notAKeyFile(path: String)
    /// libsodium found no memory or could not start.
    case libraryFailed(call: String)

    /// Whether the file is simply not there yet.
    public var isMissingFile: Bool {
        if case .fileFailed(_, "open", ENOENT) = self { true } else { false }
    }
}

extension SecretError: CustomStringConvertible {
    /// What happened and what to do, in one or two sentences.
    public var description: String {
        switch self {
        case .fileFailed(let path, let call, let errno):
            "\(path): \(call) failed: \(SecretFile.meaning(of: errno))"
        case .fileTooOpen(let path):
            "\(path) holds a secret but other accounts can read or change it. Run: chmod 600 \(path)"
        case .notAKeyFile(let path):
            "\(path) is not the key file that belongs here: that is a small regular file, as gatehouse wrote it."
        case .libraryFailed(let call):
            "\(call) failed: most likely the memory is used up."
        }
    }
}
