public import LibraryModel

/// Compares passwords that are kept here, and lets whoever guesses wait.
///
/// A name without an account is answered in the same words, after the same work and with the same waits as one with an
/// account, so that nobody learns who has one.
public actor PasswordCheck<Holder: Hashable & Sendable> {
    /// What became of a try.
    public enum Outcome: Hashable, Sendable {
        /// `mustChange`: the password was handed out and must be replaced.
        case right(mustChange: Bool)
        case wrong
        /// Too many wrong tries.
        case wait(Duration)
        /// Too many people at once; nothing was compared and nothing counted.
        case busy
    }

    private let book: any PasswordBook<Holder>
    private let desk: PasswordDesk
    /// Who is being checked now: of tries side by side for one name only the first counts, so none slips past the wait.
    private var underWay: Set<Holder> = []
    /// Wrong tries for names that have no account, which the book cannot keep.
    private var strangers = RecentKeys<Holder, (tries: Int, lastTryAt: WallTime)>(capacity: AccountLimits.strangers)

    public init(book: any PasswordBook<Holder>, desk: PasswordDesk) { (self.book, self.desk) = (book, desk) }

    /// Whether `password` is that of `holder`.
    public func check(
        _ password: String, of holder: Holder, at time: WallTime
    ) async throws(AccountError) -> Outcome {
        guard underWay.insert(holder).inserted else { return .wait(TryWait.first) }
        defer { underWay.remove(holder) }
        let entry = try await book.entry(of: holder)
        let (tries, lastTryAt) = entry.map { ($0.wrongTries, $0.lastTryAt) }
            ?? strangers[holder].map { ($0.tries, $0.lastTryAt) } ?? (0, nil)
        if let left = TryWait.left(after: tries, lastTryAt: lastTryAt, at: time) { return .wait(left) }
        switch try await desk.check(password, against: entry.flatMap { PasswordHash($0.hash) }) {
        case .busy:
            return .busy
        case .wrong:
            if entry == nil {
                strangers[holder] = (tries + 1, time)
            } else {
                try await book.noteTry(of: holder, isRight: false, at: time)
            }
            return .wrong
        case .right(let needsRehash):
            try await book.noteTry(of: holder, isRight: true, at: time)
            if needsRehash, let entry { try await rehash(password, entry, of: holder) }
            return .right(mustChange: entry?.mustChange ?? false)
        }
    }

    /// When the desk is busy the old hash stays until the next sign-in.
    private func rehash(_ password: String, _ entry: PasswordEntry, of holder: Holder) async throws(AccountError) {
        guard let hash = try await desk.hash(password) else { return }
        try await book.replaceHash(entry.hash, with: hash, of: holder)
    }
}
