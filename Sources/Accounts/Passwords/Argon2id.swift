internal import CSodium
internal import Glibc
internal import Secrets

/// Hashes of passwords by libsodium (RFC 9106).
enum Argon2id {
    /// The Argon2id hash of a password with its parameters and a new salt; nil when there is no memory for it.
    static func hash(_ password: [UInt8], operations: Int, memoryBytes: Int) -> String? {
        guard Sodium.isReady else { return nil }
        var text = [CChar](repeating: 0, count: Int(crypto_pwhash_argon2id_STRBYTES))
        let password = password.map(CChar.init(bitPattern:))
        let result = unsafe crypto_pwhash_argon2id_str(
            &text, password, UInt64(password.count), UInt64(operations), memoryBytes)
        guard result == 0 else { return nil }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// Whether the hash is that of the password; nil when there is no memory to tell. Compares in constant time.
    static func isRight(_ password: [UInt8], for hash: String) -> Bool? {
        guard Sodium.isReady else { return nil }
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
