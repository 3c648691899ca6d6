import LibraryModel
internal import Secrets

/// Keys on disk, as lines of text that a person can read and compare.
///
/// ```
/// gatehouse-keys 1 secret
/// # id from until public-key seed
/// 9f3a 2026-11-01T00:00:00.000+00:00 2027-11-01T00:00:00.000+00:00 <64 hex digits> <64 hex digits>
/// ```
/// A file for gates says `public` and has no seeds. Empty lines and lines that begin with `#` say nothing. The id and
/// the public key of a line must belong to its seed, so a slip of the hand is found at the start and not at the gate.
public enum KeyFile {
    /// The largest file that is read, in bytes: 32 keys with room for comments.
    public static let largestFile = 16_384

    /// Reads secret keys; refuses a file that other accounts can read.
    public static func load(_ path: String) throws(PassError) -> SigningKeyRing {
        let content = try PassError.ofKeys { () throws(SecretError) in
            try SecretFile(path: path).read(limit: largestFile, isSecret: true)
        }
        let text = KeyFileText(content, path: path)
        var keys: [SigningKey] = []
        for line in try text.keyLines(.secret) { keys.append(try signingKey(line, of: text)) }
        return try SigningKeyRing(keys)
    }

    /// Writes secret keys with mode 0600, in one step that a crash cannot tear.
    public static func save(_ ring: SigningKeyRing, to path: String) throws(PassError) {
        let heads = ring.signingKeys.map { KeyFileText.publicFields(of: $0.verification) + " " }
        let title = KeyFileText.title(.secret)
        let size = title.utf8.count + heads.reduce(0) { $0 + $1.utf8.count + 2 * Ed25519.seedBytes + 1 }
        var content = try PassError.ofKeys { () throws(SecretError) in try SecretBytes(count: size) }
        var position = 0
        func append(_ byte: UInt8) {
            content[position] = byte
            position += 1
        }
        title.utf8.forEach(append)
        for (head, key) in zip(heads, ring.signingKeys) {
            head.utf8.forEach(append)
            for index in 0..<Ed25519.seedBytes {
                let byte = key.seedByte(index)
                append(Hexadecimal.digit(byte >> 4))
                append(Hexadecimal.digit(byte))
            }
            append(0x0A)
        }
        try PassError.ofKeys { () throws(SecretError) in try SecretFile(path: path).replace(with: content, mode: 0o600) }
    }

    /// Reads public keys; refuses a file of secret ones, which has no place on a gate.
    public static func loadPublic(_ path: String) throws(PassError) -> KeyRing {
        let content = try PassError.ofKeys { () throws(SecretError) in
            try SecretFile(path: path).read(limit: largestFile, isSecret: false)
        }
        var keys: [VerificationKey] = []
        for line in try KeyFileText(content, path: path).keyLines(.public) { keys.append(try verificationKey(line)) }
        return try KeyRing(keys)
    }

    /// Writes public keys with mode 0644, in one step that a crash cannot tear.
    public static func savePublic(_ ring: KeyRing, to path: String) throws(PassError) {
        let text = KeyFileText.title(.public) + ring.keys.map { KeyFileText.publicFields(of: $0) + "\n" }.joined()
        var content = try PassError.ofKeys { () throws(SecretError) in try SecretBytes(count: text.utf8.count) }
        for (index, byte) in text.utf8.enumerated() { content[index] = byte }
        try PassError.ofKeys { () throws(SecretError) in try SecretFile(path: path).replace(with: content, mode: 0o644) }
    }

    private static func signingKey(_ line: KeyLine, of text: borrowing KeyFileText) throws(PassError) -> SigningKey {
        let seed = try text.seed(of: line)
        do throws(PassError) {
            let key = try SigningKey(seed: seed, validFrom: line.validFrom, validUntil: line.validUntil)
            try line.check(against: key.verification)
            return key
        } catch {
            throw line.located(error)
        }
    }

    private static func verificationKey(_ line: KeyLine) throws(PassError) -> VerificationKey {
        do throws(PassError) {
            let key = try VerificationKey(
                publicKey: line.publicKey, validFrom: line.validFrom, validUntil: line.validUntil)
            try line.check(against: key)
            return key
        } catch {
            throw line.located(error)
        }
    }
}
