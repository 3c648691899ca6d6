import Glibc
import Synchronization

/// The secret that changing codes of kiosks are made and checked with. Its memory is zeroed when the last reference goes.
public final class KioskKey: Sendable {
    /// `crypto_auth_KEYBYTES`: HMAC-SHA-512-256 (RFC 4868 cut to 256 bits) takes 32 bytes.
    static let byteCount = 32
    /// The largest file that is read, in bytes.
    static let largestFile = 256
    private static let title = "gatehouse-kiosk-key 1 "

    /// It never changes; the lock is there because it is what lets the compiler vouch for sharing memory behind a pointer.
    private let secret: Mutex<SecretBytes>

    private init(_ secret: consuming sending SecretBytes) { self.secret = Mutex(secret) }

    /// A new key; hand in `SystemRandomNumberGenerator` where the key is to be secret.
    public convenience init(using generator: inout some RandomNumberGenerator) throws(PassError) {
        var bytes = try SecretBytes(count: Self.byteCount)
        for start in stride(from: 0, to: Self.byteCount, by: 8) {
            let chance: UInt64 = generator.next()
            for index in 0..<8 { bytes[start + index] = UInt8(truncatingIfNeeded: chance >> (8 * UInt64(index))) }
        }
        self.init(bytes)
    }

    /// Reads the key of a file, which only its owner may read; at the very first start makes the file and the key.
    ///
    /// Two programs that start at once end with one key: the file that was there first stands.
    public static func loadOrMake(
        _ path: String, using generator: inout some RandomNumberGenerator
    ) throws(PassError) -> KioskKey {
        if let there = try loadIfThere(path) { return there }
        let key = try KioskKey(using: &generator)
        let content = try key.fileContent()
        if try PosixFile(path: path).make(content, mode: 0o600) { return key }
        return try load(path)
    }

    /// Reads the key of a file, which only its owner may read.
    public static func load(_ path: String) throws(PassError) -> KioskKey {
        let content = try PosixFile(path: path).read(limit: largestFile, isSecret: true)
        let title = Array(title.utf8)
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
        return KioskKey(bytes)
    }

    private static func loadIfThere(_ path: String) throws(PassError) -> KioskKey? {
        do throws(PassError) {
            return try load(path)
        } catch {
            guard error.isMissingFile else { throw error }
            return nil
        }
    }

    private func fileContent() throws(PassError) -> SecretBytes {
        let title = Self.title.utf8
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
    func code(over message: [UInt8]) -> [UInt8] {
        secret.withLock { Sodium.authentication(of: message, secret: $0) }
    }
}

extension PassError {
    /// Whether the file is simply not there yet.
    fileprivate var isMissingFile: Bool {
        if case .fileFailed(_, "open", ENOENT) = self { true } else { false }
    }
}
