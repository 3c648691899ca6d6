internal import Secrets

/// Binds a redirecting sign-in to the browser that began it: the same word goes into a cookie and into the service URL,
/// and only where both come back together does the sign-in count. So nobody can sign another's browser in as himself
/// (login CSRF).
public struct LoginState: Hashable, Sendable {
    private static let byteCount = 16

    /// 32 hexadecimal digits.
    public let word: String

    /// A new one; hand in `SystemRandomNumberGenerator`, since nobody may guess it.
    public init(using generator: inout some RandomNumberGenerator) {
        word = Hexadecimal.text(Hexadecimal.chance(Self.byteCount, from: &generator))
    }

    /// What came back; nil when it is not of the form.
    public init?(_ word: String) {
        guard word.utf8.count == 2 * Self.byteCount, Hexadecimal.bytes(word.utf8) != nil else { return nil }
        self.word = word
    }

    /// The state of a return whose query and cookie carry the same word; nil when either is missing or they differ.
    /// The cookie is to be deleted in any case.
    public static func returned(query: String?, cookie: String?) -> LoginState? {
        guard let state = LoginState(query ?? ""), let kept = LoginState(cookie ?? ""),
            Sodium.areEqual(Array(state.word.utf8), Array(kept.word.utf8))
        else { return nil }
        return state
    }
}
