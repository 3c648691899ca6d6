public import LibraryModel

/// Card number and password, kept here: the sign-in of libraries that have no other.
///
/// A card number without an account is answered in the same words, after the same work and with the same waits as one
/// with an account, so that nobody learns who is a patron.
public actor LocalPasswords: IdentityProvider {
    private let book: any PasswordBook
    private let desk: PasswordDesk
    /// Who is being checked now: of tries side by side for one card only the first counts, so none slips past the wait.
    private var underWay: Set<PatronID> = []
    /// Wrong tries for card numbers that have no account, which the book cannot keep.
    private var strangers = RecentKeys<PatronID, (tries: Int, lastTryAt: WallTime)>(capacity: AccountLimits.strangers)

    public init(book: any PasswordBook, desk: PasswordDesk) { (self.book, self.desk) = (book, desk) }

    /// None: our own page asks.
    public nonisolated func signInPage(for state: LoginState) -> String? { nil }

    public func identify(_ proof: IdentityProof, at time: WallTime) async throws(AccountError) -> Identification {
        guard case .password(let card, let password) = proof, let patron = PatronID(rawValue: card) else {
            return .refused(.wrongCredentials)
        }
        guard underWay.insert(patron).inserted else { return .refused(.wait(TryWait.first)) }
        defer { underWay.remove(patron) }
        let entry = try await book.entry(of: patron)
        let (tries, lastTryAt) = entry.map { ($0.wrongTries, $0.lastTryAt) }
            ?? strangers[patron].map { ($0.tries, $0.lastTryAt) } ?? (0, nil)
        if let left = TryWait.left(after: tries, lastTryAt: lastTryAt, at: time) { return .refused(.wait(left)) }
        switch try await desk.check(password, against: entry.flatMap { PasswordHash($0.hash) }) {
        case .busy:
            return .refused(.wait(AccountLimits.busyWait))
        case .wrong:
            if entry == nil {
                strangers[patron] = (tries + 1, time)
            } else {
                try await book.noteTry(of: patron, isRight: false, at: time)
            }
            return .refused(.wrongCredentials)
        case .right(let needsRehash):
            try await book.noteTry(of: patron, isRight: true, at: time)
            if needsRehash, let entry { try await rehash(password, entry, of: patron) }
            return .patron(patron, mustChange: entry?.mustChange ?? false)
        }
    }

    /// When the desk is busy the old hash stays until the next sign-in.
    private func rehash(_ password: String, _ entry: PasswordEntry, of patron: PatronID) async throws(AccountError) {
        guard let hash = try await desk.hash(password) else { return }
        try await book.replaceHash(entry.hash, with: hash, of: patron)
    }
}
