/// The secret that session cookies are signed with; it lives as long as the program.
public struct SessionKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    private static let title = "gatehouse-session-key 1 "

    let bytes: [UInt8]

    /// A new key; hand in `SystemRandomNumberGenerator` where the key is to be secret.
    public init(using generator: inout some RandomNumberGenerator) {
        bytes = Hexadecimal.chance(Sodium.keyBytes, from: &generator)
    }

    private init?(file content: [UInt8]) {
        let title = Array(Self.title.utf8)
        guard content.starts(with: title), content.last == 0x0A,
            let bytes = Hexadecimal.bytes(content.dropFirst(title.count).dropLast()), bytes.count == Sodium.keyBytes
        else { return nil }
        self.bytes = bytes
    }

    /// Reads the key of a file, which only its owner may read; at the very first start makes the file and the key.
    ///
    /// Two programs that start at once end with one key: the file that was there first stands. Blocks: for the start of
    /// a program.
    public static func loadOrMake(
        _ path: String, using generator: inout some RandomNumberGenerator
    ) throws(AccountError) -> SessionKey {
        guard Sodium.isReady else { throw .libraryFailed(call: "sodium_init") }
        let file = PrivateFile(path: path)
        if let content = try file.read(limit: AccountLimits.keyFileBytes) { return try key(content, path) }
        let key = SessionKey(using: &generator)
        if try file.make(Array((title + Hexadecimal.text(key.bytes) + "\n").utf8)) { return key }
        return try Self.key(try file.read(limit: AccountLimits.keyFileBytes) ?? [], path)
    }

    private static func key(_ content: [UInt8], _ path: String) throws(AccountError) -> SessionKey {
        guard let key = SessionKey(file: content) else { throw .notAKeyFile(path: path) }
        return key
    }

    /// Nothing of the secret.
    public var description: String { "session key" }
    /// Nothing of the secret.
    public var debugDescription: String { description }
}
