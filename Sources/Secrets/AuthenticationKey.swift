internal import CSodium
internal import Synchronization

/// A secret that the house makes authentication codes with and checks them by: HMAC-SHA-512-256 (RFC 4868 cut to 256
/// bits, libsodium's `crypto_auth`). Its memory is zeroed when the last reference goes.
public final class AuthenticationKey: Sendable {
    /// What a key is for; a file of another purpose is refused.
    public enum Purpose: String, Sendable {
        /// Cookies of sessions.
        case session
        /// Changing codes of kiosks.
        case kiosk

        fileprivate var title: [UInt8] { Array("gatehouse-\(rawValue)-key 1 ".utf8) }
    }

    private static let byteCount = Int(crypto_auth_KEYBYTES)
    /// The largest file that is read, in bytes.
    private static let largestFile = 256

    /// It never changes; the lock is there because it is what lets the compiler vouch for sharing memory behind a pointer.
    private let secret: Mutex<SecretBytes>

    private init(_ secret: consuming sending SecretBytes) { self.secret = Mutex(secret) }

    /// A new key; hand in `SystemRandomNumberGenerator` where the key is to be secret.
    public convenience init(using generator: inout some RandomNumberGenerator) throws(SecretError) {
        self.init(try SecretBytes.ofChance(Self.byteCount, using: &generator))
    }

    /// Reads the key of a file, which only its owner may read; at the very first start makes the file and the key.
    ///
    /// Two programs that start at once end with one key: the file that was there first stands. Blocks: for the start of
    /// a program.
    public static func loadOrMake(
        _ path: String, for purpose: Purpose, using generator: inout some RandomNumberGenerator
    ) throws(SecretError) -> AuthenticationKey {
        if let there = try loadIfThere(path, for: purpose) { return there }
        let key = try AuthenticationKey(using: &generator)
        if try SecretFile(path: path).make(try key.fileContent(for: purpose), mode: 0o600) { return key }
        return try load(path, for: purpose)
    }

    /// Reads the key of a file, which only its owner may read.
    public static func load(_ path: String, for purpose: Purpose) throws(SecretError) -> AuthenticationKey {
        let content = try SecretFile(path: path).read(limit: largestFile, isSecret: true)
        let title = purpose.title
        guard content.count == title.count + 2 * byteCount + 1, content[content.count - 1] == 0x0A else {
            throw .notAKeyFile(path: path)
        }
        for (index, byte) in title.enumerated() where content[index] != byte { throw .notAKeyFile(path: path) }
        var bytes = try SecretBytes(count: byteCount)
        for index in 0..<byteCount {
            guard let high = Hexadecimal.value(of: content[title.count + 2 * index]),
                let low = Hexadecimal.value(of: content[title.count + 2 * index + 1])
            else { throw .notAKeyFile(path: path) }
            bytes[index] = high << 4 | low
        }
        return AuthenticationKey(bytes)
    }

    private static func loadIfThere(_ path: String, for purpose: Purpose) throws(SecretError) -> AuthenticationKey? {
        do throws(SecretError) {
            return try load(path, for: purpose)
        } catch {
            guard error.isMissingFile else { throw error }
            return nil
        }
    }

    private func fileContent(for purpose: Purpose) throws(SecretError) -> SecretBytes {
        let title = purpose.title
        var content = try SecretBytes(count: title.count + 2 * Self.byteCount + 1)
        for (index, byte) in title.enumerated() { content[index] = byte }
        secret.withLock { secret in
            for index in 0..<Self.byteCount {
                content[title.count + 2 * index] = Hexadecimal.digit(secret[index] >> 4)
                content[title.count + 2 * index + 1] = Hexadecimal.digit(secret[index])
            }
        }
        content[content.count - 1] = 0x0A
        return content
    }

    /// The authentication code over `message`, 32 bytes.
    public func code(over message: [UInt8]) -> [UInt8] {
        var code = [UInt8](repeating: 0, count: Int(crypto_auth_BYTES))
        secret.withLock { secret in
            unsafe secret.withMemory { secret in
                // Returns 0 always: it has no failure but wrong pointers.
                _ = unsafe crypto_auth(&code, message, UInt64(message.count), secret)
            }
        }
        return code
    }
}

extension AuthenticationKey: CustomStringConvertible, CustomDebugStringConvertible {
    /// Nothing of the secret.
    public var description: String { "authentication key" }
    /// Nothing of the secret.
    public var debugDescription: String { description }
}
