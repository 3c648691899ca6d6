public import LibraryModel

/// The seam to whoever knows the patrons: our own passwords, or the university's sign-in page.
public protocol IdentityProvider: Sendable {
    /// Where the browser is sent to sign in; nil when our own page asks for the password.
    func signInPage(for state: LoginState) -> String?

    /// Who it is that brings this proof. Never throws for what somebody sent: that is a refusal.
    func identify(_ proof: IdentityProof, at time: WallTime) async throws(AccountError) -> Identification
}

/// What somebody brings to be let in.
public enum IdentityProof: Hashable, Sendable {
    /// As typed; nothing has been checked.
    case password(card: String, password: String)
    /// As the redirect back brought it; `state` is the one that the sign-in began with, already compared
    /// (``LoginState/returned(query:cookie:)``).
    case ticket(String?, state: LoginState)
}

/// What became of a proof.
public enum Identification: Hashable, Sendable {
    /// `mustChange`: the password was handed out and must be replaced.
    case patron(PatronID, mustChange: Bool)
    case refused(IdentityRefusal)
}

/// Why somebody is not let in.
public enum IdentityRefusal: Hashable, Sendable {
    case wrongCredentials
    /// Too many wrong tries.
    case wait(Duration)
    /// Too many people at once.
    case busy
    /// The sign-in began in another browser, or too long ago.
    case stateMismatch
    case ticketMissing
    /// The words are for the log.
    case casUnreachable(String)
    /// The server's own code, such as `INVALID_TICKET`.
    case casRefused(String)
    case casMalformed(String)
    case unknownPatron

    /// The stable word.
    public var code: String {
        switch self {
        case .wrongCredentials: "wrong_credentials"
        case .wait: "wait"
        case .busy: "busy"
        case .stateMismatch: "state_mismatch"
        case .ticketMissing: "ticket_missing"
        case .casUnreachable: "cas_unreachable"
        case .casRefused: "cas_refused"
        case .casMalformed: "cas_malformed"
        case .unknownPatron: "unknown_patron"
        }
    }

    /// What to write into the log besides the code; never a secret.
    public var detail: String {
        switch self {
        case .casUnreachable(let words), .casRefused(let words), .casMalformed(let words): words
        case .wait(let time): "\(time)"
        case .busy, .wrongCredentials, .stateMismatch, .ticketMissing, .unknownPatron: ""
        }
    }
}
