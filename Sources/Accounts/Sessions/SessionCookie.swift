public import LibraryModel
public import Secrets

/// The value of the cookie that keeps somebody signed in: `ID.MAC`, the session's id and the authentication code over it.
///
/// The code lets the server throw away guesses before it asks the store. What the session may do and when it ends is
/// in the store alone.
public struct SessionCookie: Sendable {
    /// The bytes of every value: 32 digits, a dot, 64 digits.
    public static let byteCount = 97

    /// Whose sessions; a value for one is worth nothing for the other.
    public enum Holder: String, Sendable {
        case patron = "gatehouse session 1 "
        case staff = "gatehouse desk session 1 "
    }

    private let key: AuthenticationKey
    private let holder: Holder

    public init(key: AuthenticationKey, holder: Holder = .patron) { (self.key, self.holder) = (key, holder) }

    /// The value for a session.
    public func value(for session: RecordID) -> String { "\(session)." + Hexadecimal.text(mac(of: session)) }

    /// The session that a value names; nil for everything that was not made here.
    public func session(in value: String) -> RecordID? {
        guard value.utf8.count == Self.byteCount else { return nil }
        let parts = value.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 2, let sent = Hexadecimal.bytes(parts[1]), let name = String(parts[0]),
            let id = RecordID(name), "\(id)" == name, Sodium.areEqual(sent, mac(of: id))
        else { return nil }
        return id
    }

    private func mac(of session: RecordID) -> [UInt8] {
        key.code(over: Array((holder.rawValue + "\(session)").utf8))
    }
}
