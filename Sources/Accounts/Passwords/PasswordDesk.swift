/// Where passwords are hashed and compared, one at a time, beside everything else that the program does.
///
/// A program has one, for patrons and staff alike: what hashing may take of the memory is its budget, not a desk's.
public struct PasswordDesk: Sendable {
    /// At what cost new hashes are made.
    public let cost: PasswordCost
    private let queue: BlockingQueue

    public init(cost: PasswordCost = .standard, queue: BlockingQueue = BlockingQueue()) {
        (self.cost, self.queue) = (cost, queue)
    }

    /// The hash of a password; nil when too many wait already. A password longer than
    /// ``AccountLimits/longestPassword`` must not come this far.
    public func hash(_ password: String, at cost: PasswordCost? = nil) async throws(AccountError) -> PasswordHash? {
        guard let prepared = PreparedPassword(password) else { preconditionFailure("a password this long is refused before") }
        let cost = cost ?? self.cost
        return try await run { () throws(AccountError) in try PasswordHash.make(prepared, cost) }
    }

    /// Compares. Without a hash, for a card number that has none, the same work is done, so that the time does not tell.
    public func check(
        _ password: String, against hash: PasswordHash?
    ) async throws(AccountError) -> PasswordVerdict {
        guard let prepared = PreparedPassword(password) else { return .wrong }
        let cost = cost
        let verdict = try await run { () throws(AccountError) -> PasswordVerdict in
            guard let hash else {
                _ = try PasswordHash.make(prepared, cost)
                return .wrong
            }
            return try hash.isOf(prepared) ? .right(needsRehash: hash.needsRehash(to: cost)) : .wrong
        }
        return verdict ?? .busy
    }

    private func run<Value: Sendable>(
        _ body: @escaping @Sendable () throws(AccountError) -> Value
    ) async throws(AccountError) -> Value? {
        let outcome = await queue.run { () -> Result<Value, AccountError> in
            do throws(AccountError) { return .success(try body()) } catch { return .failure(error) }
        }
        return try outcome?.get()
    }
}

/// What comparing a password found.
public enum PasswordVerdict: Hashable, Sendable {
    /// `needsRehash`: it was hashed at another cost than today's.
    case right(needsRehash: Bool)
    case wrong
    /// Too many wait already; nothing was compared.
    case busy
}
