internal import Glibc

/// What can go wrong here besides a wrong password, which is no error but a ``Identification``.
public enum AccountError: Error, Hashable, Sendable {
    /// A system call on the key file failed.
    case fileFailed(path: String, call: String, errno: Int32)
    /// Others than owner and group may read the key file, or others than the owner may write it.
    case fileTooOpen(path: String)
    /// Not a regular file as ``SessionKey`` writes it.
    case notAKeyFile(path: String)
    /// libsodium could not start or found no memory.
    case libraryFailed(call: String)
    /// An address that no sign-in may use: not `https`, or not of the form.
    case badAddress(String)
    /// The ``PasswordBook`` could not be read or written; the words are its own.
    case bookFailed(String)
}

extension AccountError: CustomStringConvertible {
    /// What happened and what to do, in one or two sentences.
    public var description: String {
        switch self {
        case .fileFailed(let path, let call, let errno):
            "\(path): \(call) failed: \(Self.meaning(of: errno))"
        case .fileTooOpen(let path):
            "\(path) holds a secret key but other accounts can read or change it. Run: chmod 600 \(path)"
        case .notAKeyFile(let path):
            "\(path) is not the key file that belongs here. Remove it and start again; everybody must then sign in anew."
        case .libraryFailed(let call):
            "\(call) failed: most likely the memory is used up."
        case .badAddress(let address):
            "\(address) is no address to sign in at: it must be https (http only on this machine itself), without query."
        case .bookFailed(let words):
            words
        }
    }

    private static func meaning(of number: Int32) -> String {
        unsafe strerror(number).map { unsafe String(cString: $0) } ?? "error \(number)"
    }
}
