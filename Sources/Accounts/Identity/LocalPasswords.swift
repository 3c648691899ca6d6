public import LibraryModel

/// Card number and password, kept here: the sign-in of libraries that have no other. See ``PasswordCheck``.
public struct LocalPasswords: IdentityProvider {
    private let passwords: PasswordCheck<PatronID>

    public init(book: any PasswordBook<PatronID>, desk: PasswordDesk) {
        passwords = PasswordCheck(book: book, desk: desk)
    }

    /// None: our own page asks.
    public func signInPage(for state: LoginState) -> String? { nil }

    public func identify(_ proof: IdentityProof, at time: WallTime) async throws(AccountError) -> Identification {
        guard case .password(let card, let password) = proof, let patron = PatronID(rawValue: card) else {
            return .refused(.wrongCredentials)
        }
        return switch try await passwords.check(password, of: patron, at: time) {
        case .right(let mustChange): .patron(patron, mustChange: mustChange)
        case .wrong: .refused(.wrongCredentials)
        case .wait(let time): .refused(.wait(time))
        case .busy: .refused(.busy)
        }
    }
}
