/// What hashing one password costs whoever hashes it, us once and a thief each time (Argon2id, RFC 9106).
public struct PasswordCost: Hashable, Sendable {
    public let memoryBytes: Int
    /// Passes over the memory.
    public let operations: Int

    private init(memoryBytes: Int, operations: Int) { (self.memoryBytes, self.operations) = (memoryBytes, operations) }

    /// 64 MiB and 2 passes, libsodium's INTERACTIVE: the memory of the second choice of RFC 9106 section 4, and more than
    /// three times what OWASP's Password Storage Cheat Sheet asks for at 2 passes (19 MiB). About 100 ms on one
    /// core of a server, a few times that on a small board.
    public static let standard = PasswordCost(memoryBytes: 64 << 20, operations: 2)

    /// 19 MiB and 2 passes, the least that OWASP's Password Storage Cheat Sheet allows. For passwords that are handed
    /// out to all patrons at once and replaced at the first sign-in: a file of 50,000 takes some 20 minutes on two cores
    /// instead of most of an hour.
    public static let handedOut = PasswordCost(memoryBytes: 19 << 20, operations: 2)

    /// The least that libsodium takes: for tests, where a hundred tries must not take ten seconds.
    public static let least = PasswordCost(memoryBytes: 8192, operations: 1)

    /// The most that a stored hash may ask of us.
    static let mostMemoryBytes = 256 << 20
    static let mostOperations = 16
}
