public import LibraryModel
public import Secrets

/// What can go wrong with key files, with issuing a pass and with drawing one. A bad pass is no error but a ``PassVerdict``.
public enum PassError: Error, Hashable, Sendable {
    /// A key file could not be read or written, or there was no memory for a key.
    case keys(SecretError)
    /// A line does not read as ``KeyFile`` describes; lines count from 1.
    case badLine(path: String, line: Int, reason: String)
    /// The bytes are no Ed25519 key.
    case badKey
    /// The key's dates are not in order or lie outside 1970 to 2999.
    case badDates
    /// Two keys of one ring have the same id.
    case duplicateKey(KeyID)
    /// More than ``KeyRing/mostKeys``.
    case tooManyKeys
    /// No key of the ring may sign at this time.
    case noCurrentKey(at: WallTime)
    /// A claim that the pass format cannot hold; the name is that of the claim in ``PassClaims``.
    case claimOutOfRange(String)
    /// The text is too long for a QR code of this error correction.
    case notDrawable(bytes: Int)
    /// libqrencode found no memory.
    case libraryFailed(call: String)
}

extension PassError: CustomStringConvertible {
    /// What happened and what to do, in one or two sentences.
    public var description: String {
        switch self {
        case .keys(let error):
            "\(error)"
        case .badLine(let path, let line, let reason):
            "\(path), line \(line): \(reason)"
        case .badKey:
            "These bytes are not an Ed25519 key."
        case .badDates:
            "A key must be valid from a time before it is valid until, both within the years 1970 to 2999."
        case .duplicateKey(let id):
            "Key \(id) is there twice. Remove one of the two."
        case .tooManyKeys:
            "A key ring holds at most \(KeyRing.mostKeys) keys. Drop the expired ones."
        case .noCurrentKey(let time):
            "No key may sign at \(LocalTime(time, at: .utc)). Add a key that is valid then, and check the clock."
        case .claimOutOfRange(let claim):
            "The pass format cannot hold this \(claim)."
        case .notDrawable(let bytes):
            "\(bytes) bytes do not fit into a QR code of this error correction."
        case .libraryFailed(let call):
            "\(call) failed: most likely the memory is used up."
        }
    }
}

extension PassError {
    /// What `body` answers; what it throws has to do with keys.
    static func ofKeys<Value: ~Copyable>(_ body: () throws(SecretError) -> Value) throws(PassError) -> Value {
        do { return try body() } catch { throw .keys(error) }
    }
}
