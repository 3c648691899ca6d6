import LibraryModel

/// For whom a request counts. A whole campus may come from one address, so those who are known count for themselves.
enum Counted: Hashable, Sendable {
    /// Nobody knows who it is.
    case address(Caller)
    /// A cookie that was made here, a patron's or of the staff; whether the session still lasts is asked later.
    case session(RecordID)
    /// A token that was good before, by the hash of its secret.
    case token(String)

    /// By what strangers are told from one another; nil for those who are known.
    var stranger: Caller? {
        if case .address(let caller) = self { caller } else { nil }
    }
}
