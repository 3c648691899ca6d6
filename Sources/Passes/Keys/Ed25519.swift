import CSodium
import Secrets

/// Signatures by libsodium (RFC 8032).
enum Ed25519 {
    static let publicKeyBytes = 32
    static let seedBytes = 32
    static let signatureBytes = 64
    /// libsodium keeps a secret key as the seed followed by the public key.
    static let secretKeyBytes = 64

    /// The public key that grows from a seed (RFC 8032 section 5.1.5); `secret` takes up the secret key.
    static func publicKey(
        seed: borrowing SecretBytes, secret: borrowing SecretBytes
    ) throws(PassError) -> [UInt8] {
        guard seed.count == seedBytes, secret.count == secretKeyBytes else { throw .badKey }
        var publicKey = [UInt8](repeating: 0, count: publicKeyBytes)
        let result = unsafe secret.withMemory { secret in
            unsafe seed.withMemory { seed in
                unsafe crypto_sign_ed25519_seed_keypair(&publicKey, secret, seed)
            }
        }
        guard result == 0 else { throw .badKey }
        return publicKey
    }

    /// The Ed25519 signature over `message`, 64 bytes (RFC 8032 section 5.1.6). It is deterministic.
    static func signature(over message: [UInt8], secret: borrowing SecretBytes) -> [UInt8] {
        precondition(secret.count == secretKeyBytes, "a secret key has 64 bytes")
        var signature = [UInt8](repeating: 0, count: signatureBytes)
        unsafe secret.withMemory { secret in
            // Returns 0 always: it has no failure but wrong pointers.
            _ = unsafe crypto_sign_ed25519_detached(&signature, nil, message, UInt64(message.count), secret)
        }
        return signature
    }

    /// Whether `signature` is that of `message` under `publicKey`; false for wrong lengths and non-canonical forms too.
    static func verifies(_ signature: [UInt8], over message: [UInt8], publicKey: [UInt8]) -> Bool {
        guard Sodium.isReady, signature.count == signatureBytes, publicKey.count == publicKeyBytes else { return false }
        return unsafe crypto_sign_ed25519_verify_detached(
            signature, message, UInt64(message.count), publicKey) == 0
    }

    /// Whether the bytes are a point of the curve that a key may be: canonical, and of the large prime order.
    static func isPublicKey(_ bytes: [UInt8]) -> Bool {
        guard Sodium.isReady, bytes.count == publicKeyBytes else { return false }
        return unsafe crypto_core_ed25519_is_valid_point(bytes) == 1
    }

    /// SHA-256, 32 bytes.
    static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        _ = unsafe crypto_hash_sha256(&digest, bytes, UInt64(bytes.count))
        return digest
    }
}
