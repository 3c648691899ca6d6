public import LibraryModel

/// Why a patron may not choose a password (NIST SP 800-63B section 5.1.1.2: a length, no guessable words of the
/// service, no repetitive or sequential characters, and no rules of composition).
public enum PasswordWeakness: String, Hashable, Sendable, CaseIterable {
    case tooShort = "too_short"
    case tooLong = "too_long"
    case isCardNumber = "is_card_number"
    /// The name that its owner signs in with.
    case isLogin = "is_login"
    /// One character again and again, or a row of neighbours such as `12345678` or `hgfedcba`.
    case isOneRow = "is_one_row"
    /// The same as before, which was handed out or is to be replaced.
    case isUnchanged = "is_unchanged"

    /// What is weak about a password that `patron` chooses in the place of `old`; nil when nothing is.
    public static func of(_ password: String, for patron: PatronID, replacing old: String? = nil) -> PasswordWeakness? {
        of(password, name: patron.rawValue, .isCardNumber, replacing: old)
    }

    /// The same for somebody of the staff.
    public static func of(_ password: String, for staff: StaffID, replacing old: String? = nil) -> PasswordWeakness? {
        of(password, name: staff.rawValue, .isLogin, replacing: old)
    }

    private static func of(
        _ password: String, name: String, _ isName: PasswordWeakness, replacing old: String?
    ) -> PasswordWeakness? {
        guard let prepared = PreparedPassword(password) else { return .tooLong }
        let characters = prepared.characters
        if characters.count < AccountLimits.shortestPassword { return .tooShort }
        if String(decoding: prepared.bytes, as: UTF8.self).lowercased() == name.lowercased() { return isName }
        if isOneRow(characters) { return .isOneRow }
        if let old, PreparedPassword(old)?.bytes == prepared.bytes { return .isUnchanged }
        return nil
    }

    private static func isOneRow(_ characters: [Unicode.Scalar]) -> Bool {
        let steps = Set(zip(characters, characters.dropFirst()).map { Int($1.value) - Int($0.value) })
        return steps.count == 1 && steps.isSubset(of: [-1, 0, 1])
    }

    /// What to tell the patron.
    public var message: BilingualText {
        switch self {
        case .tooShort:
            BilingualText(
                zh: "密码至少需要 \(AccountLimits.shortestPassword) 个字符。",
                en: "A password needs at least \(AccountLimits.shortestPassword) characters.")
        case .tooLong:
            BilingualText(
                zh: "密码最长 \(AccountLimits.longestPassword) 字节。",
                en: "A password has at most \(AccountLimits.longestPassword) bytes.")
        case .isCardNumber:
            BilingualText(zh: "密码不能与校园卡号相同。", en: "The password must not be your card number.")
        case .isLogin:
            BilingualText(zh: "密码不能与登录名相同。", en: "The password must not be your login.")
        case .isOneRow:
            BilingualText(
                zh: "密码不能是重复或连续的字符。", en: "The password must not be one character repeated or a row such as 12345678.")
        case .isUnchanged:
            BilingualText(zh: "新密码不能与旧密码相同。", en: "The new password must differ from the old one.")
        }
    }
}
