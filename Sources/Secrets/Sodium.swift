internal import CSodium

/// The few functions of libsodium that keeping any secret needs.
public enum Sodium {
    /// Whether libsodium could start; it does so once, on first use.
    public static let isReady: Bool = sodium_init() >= 0

    /// Whether two texts of bytes are the same, in a time that tells nothing but their lengths.
    public static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard isReady, left.count == right.count else { return false }
        return unsafe sodium_memcmp(left, right, left.count) == 0
    }

    /// BLAKE2b of 32 bytes (`crypto_generichash`).
    public static func hash(_ bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        _ = unsafe crypto_generichash(&digest, digest.count, bytes, UInt64(bytes.count), nil, 0)
        return digest
    }
}
