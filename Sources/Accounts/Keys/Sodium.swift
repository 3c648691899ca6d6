internal import CSodium
internal import Glibc

/// The few functions of libsodium that accounts need.
enum Sodium {
    static let keyBytes = 32
    static let codeBytes = 32

    /// Whether libsodium could start; it does so once, on first use.
    static let isReady: Bool = sodium_init() >= 0

    /// The authentication code of `message` (`crypto_auth`, HMAC-SHA-512-256), 32 bytes.
    static func authentication(of message: [UInt8], key: [UInt8]) -> [UInt8] {
        precondition(key.count == keyBytes, "an authentication key has 32 bytes")
        var code = [UInt8](repeating: 0, count: codeBytes)
        // Returns 0 always: it has no failure but wrong pointers.
        _ = unsafe crypto_auth(&code, message, UInt64(message.count), key)
        return code
    }

    /// BLAKE2b of 32 bytes (`crypto_generichash`).
    static func hash(_ bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        _ = unsafe crypto_generichash(&digest, digest.count, bytes, UInt64(bytes.count), nil, 0)
        return digest
    }

    /// Whether the bytes are the same, in a time that tells nothing but their lengths.
    static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard isReady, left.count == right.count else { return false }
        return unsafe sodium_memcmp(left, right, left.count) == 0
    }

    /// The Argon2id hash of a password with its parameters and a new salt; nil when there is no memory for it.
    static func passwordHash(_ password: [UInt8], operations: Int, memoryBytes: Int) -> String? {
        guard isReady else { return nil }
        var text = [CChar](repeating: 0, count: Int(crypto_pwhash_argon2id_STRBYTES))
        let password = password.map(CChar.init(bitPattern:))
        let result = unsafe crypto_pwhash_argon2id_str(
            &text, password, UInt64(password.count), UInt64(operations), memoryBytes)
        guard result == 0 else { return nil }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// Whether the hash is that of the password; nil when there is no memory to tell. Compares in constant time.
    static func isRight(_ password: [UInt8], for hash: String) -> Bool? {
        guard isReady else { return nil }
        let password = password.map(CChar.init(bitPattern:))
        errno = 0
        let result = unsafe crypto_pwhash_argon2id_str_verify(hash, password, UInt64(password.count))
        // libsodium says -1 for either; only for another password does it set EINVAL.
        if result != 0 && errno != EINVAL { return nil }
        return result == 0
    }

    /// Whether the hash was made with other parameters.
    static func needsRehash(_ hash: String, operations: Int, memoryBytes: Int) -> Bool {
        unsafe crypto_pwhash_argon2id_str_needs_rehash(hash, UInt64(operations), memoryBytes) != 0
    }
}
