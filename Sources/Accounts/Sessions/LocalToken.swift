public import Secrets

/// The token of the program's own machine: made anew at each start, in a file that its owner alone can read. Where the disk
/// takes no new one, the last one goes on: when a disk is full, somebody will want to ask.
public struct LocalToken: Sendable {
    private static let largestFile = 200
    private let hash: [UInt8]

    /// Makes a new secret and puts it in the place of the last one. Throws where there is neither.
    ///
    /// - Parameter path: where `gatehouse status` looks for it.
    public init(at path: String, using generator: inout some RandomNumberGenerator) throws(SecretError) {
        let secret = TokenSecret(using: &generator)
        let text = Array((secret.text + "\n").utf8)
        var content = try SecretBytes(count: text.count)
        for (index, byte) in text.enumerated() { content[index] = byte }
        do {
            try SecretFile(path: path).replace(with: content, mode: 0o600)
            hash = Array(secret.hash.utf8)
        } catch {
            guard let last = Self.secret(at: path) else { throw error }
            hash = Array(last.hash.utf8)
        }
    }

    /// Whether this is the secret; in a time that tells nothing of it.
    public func isSame(as secret: TokenSecret) -> Bool { Sodium.areEqual(hash, Array(secret.hash.utf8)) }

    /// What a program that runs here has put there; nil when there is none, or it may not be read by us.
    public static func secret(at path: String) -> TokenSecret? {
        guard let content = try? SecretFile(path: path).read(limit: largestFile, isSecret: true) else { return nil }
        let bytes = (0..<content.count).map { content[$0] }
        return TokenSecret(String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
    }
}
