import CSodium

extension Sodium {
    /// The authentication code of `message` under a secret of 32 bytes (`crypto_auth`, HMAC-SHA-512-256), 32 bytes.
    static func authentication(of message: [UInt8], secret: borrowing SecretBytes) -> [UInt8] {
        precondition(secret.count == KioskKey.byteCount, "an authentication key has 32 bytes")
        var code = [UInt8](repeating: 0, count: 32)
        unsafe secret.withMemory { secret in
            // Returns 0 always: it has no failure but wrong pointers.
            _ = unsafe crypto_auth(&code, message, UInt64(message.count), secret)
        }
        return code
    }

    /// Whether two texts of bytes are the same, in a time that tells nothing but their lengths.
    static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard isReady, left.count == right.count else { return false }
        return unsafe sodium_memcmp(left, right, left.count) == 0
    }
}
