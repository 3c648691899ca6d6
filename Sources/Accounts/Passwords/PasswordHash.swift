/// A hashed password as libsodium writes it: `$argon2id$v=19$m=65536,t=2,p=1$SALT$HASH`.
public struct PasswordHash: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// What the store keeps.
    public let text: String

    /// What the store kept; nil when it is no Argon2id hash, or one that would cost more than ``PasswordCost`` allows.
    public init?(_ text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "$"), omittingEmptySubsequences: false).map { String($0) ?? "" }
        guard text.utf8.count < 128, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), parts.count == 6,
            parts[0].isEmpty, parts[1] == "argon2id", let (kibibytes, operations) = Self.parameters(parts[3]),
            kibibytes <= PasswordCost.mostMemoryBytes >> 10, operations <= PasswordCost.mostOperations
        else { return nil }
        self.text = text
    }

    /// Hashes a password with a new salt. Blocks for the time that ``PasswordCost`` says; see ``PasswordDesk``.
    static func make(_ password: PreparedPassword, _ cost: PasswordCost) throws(AccountError) -> PasswordHash {
        let text = Argon2id.hash(password.bytes, operations: cost.operations, memoryBytes: cost.memoryBytes)
        guard let text, let hash = PasswordHash(text) else { throw .libraryFailed(call: "crypto_pwhash_argon2id_str") }
        return hash
    }

    /// Whether this is the hash of the password. Blocks like ``make(_:_:)``.
    func isOf(_ password: PreparedPassword) throws(AccountError) -> Bool {
        guard let isRight = Argon2id.isRight(password.bytes, for: text) else {
            throw .libraryFailed(call: "crypto_pwhash_argon2id_str_verify")
        }
        return isRight
    }

    /// Whether it was made at another cost and should be made anew while the password is at hand.
    func needsRehash(to cost: PasswordCost) -> Bool {
        Argon2id.needsRehash(text, operations: cost.operations, memoryBytes: cost.memoryBytes)
    }

    /// `m=65536,t=2,p=1`.
    private static func parameters(_ text: String) -> (kibibytes: Int, operations: Int)? {
        let fields = text.split(separator: ",", omittingEmptySubsequences: false)
        guard fields.count == 3, fields[0].hasPrefix("m="), fields[1].hasPrefix("t="), fields[2] == "p=1",
            let memory = Int(fields[0].dropFirst(2)), let operations = Int(fields[1].dropFirst(2)), memory > 0, operations > 0
        else { return nil }
        return (memory, operations)
    }

    /// Nothing of the hash.
    public var description: String { "password hash" }
    /// Nothing of the hash.
    public var debugDescription: String { description }
}
