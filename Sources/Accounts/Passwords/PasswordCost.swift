/// What hashing one password costs whoever hashes it, us once and a thief each time (Argon2id, RFC 9106).
public struct PasswordCost: Hashable, Sendable {
    public let memoryBytes: Int
    /// Passes over the memory.
    public let operations: Int

    private init(memoryBytes: Int, operations: Int) { (self.memoryBytes, self.operations) = (memoryBytes, operations) }

    /// 19 MiB and 2 passes, what OWASP's Password Storage Cheat Sheet asks for. The same for everybody, and little enough
    /// to stand beside a gate in the memory that its unit allows.
    public static let standard = PasswordCost(memoryBytes: 19 << 20, operations: 2)

    /// 64 MiB and 2 passes, what the first versions hashed with. Such a hash is still compared, and replaced by one at
    /// ``standard`` when its owner signs in.
    public static let former = PasswordCost(memoryBytes: 64 << 20, operations: 2)

    /// The least that libsodium takes: for tests, where a hundred tries must not take ten seconds.
    public static let least = PasswordCost(memoryBytes: 8192, operations: 1)

    /// The most that a stored hash may ask of us; more than ``former`` was never written, and has no room here.
    static let mostMemoryBytes = former.memoryBytes
    static let mostOperations = former.operations
}
