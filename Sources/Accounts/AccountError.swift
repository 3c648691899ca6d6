/// What can go wrong here besides a wrong password, which is no error but a ``Identification``.
public enum AccountError: Error, Hashable, Sendable {
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
        case .libraryFailed(let call):
            "\(call) failed: most likely the memory is used up."
        case .badAddress(let address):
            "\(address) is no address to sign in at: it must be https (http only on this machine itself), without query."
        case .bookFailed(let words):
            words
        }
    }
}
