public import LibraryModel
internal import Secrets
import Synchronization

/// A secret key that passes are signed with. Its memory is zeroed when the last reference goes.
public final class SigningKey: Sendable {
    /// The public half.
    public let verification: VerificationKey
    /// libsodium's 64 bytes, of which the first 32 are the seed. They never change after the initialiser; the lock is
    /// there because it is what lets the compiler, not our word, vouch for sharing memory behind a pointer.
    private let secret: Mutex<SecretBytes>

    init(seed: consuming sending SecretBytes, validFrom: WallTime, validUntil: WallTime) throws(PassError) {
        let pair = try PassError.ofKeys { () throws(SecretError) in try SecretBytes(count: Ed25519.secretKeyBytes) }
        let publicKey = try Ed25519.publicKey(seed: seed, secret: pair)
        verification = try VerificationKey(publicKey: publicKey, validFrom: validFrom, validUntil: validUntil)
        secret = Mutex(pair)
    }

    /// The key that grows from a seed of 32 bytes. The caller's own copy of the seed is the caller's to guard.
    public convenience init(seed: [UInt8], validFrom: WallTime, validUntil: WallTime) throws(PassError) {
        var secret = try PassError.ofKeys { () throws(SecretError) in try SecretBytes(count: seed.count) }
        for (index, byte) in seed.enumerated() { secret[index] = byte }
        try self.init(seed: secret, validFrom: validFrom, validUntil: validUntil)
    }

    /// A new key; hand in `SystemRandomNumberGenerator` where the key is to be secret.
    public convenience init(
        validFrom: WallTime, validUntil: WallTime, using generator: inout some RandomNumberGenerator
    ) throws(PassError) {
        let seed: SecretBytes
        do { seed = try SecretBytes.ofChance(Ed25519.seedBytes, using: &generator) } catch { throw PassError.keys(error) }
        try self.init(seed: seed, validFrom: validFrom, validUntil: validUntil)
    }

    public var id: KeyID { verification.id }

    /// The signature over `message`, 64 bytes.
    public func signature(over message: [UInt8]) -> [UInt8] {
        secret.withLock { Ed25519.signature(over: message, secret: $0) }
    }

    /// Byte `index` of the seed, 0 to 31, for ``KeyFile`` to write it without a copy of the whole.
    func seedByte(_ index: Int) -> UInt8 {
        precondition(index < Ed25519.seedBytes, "a seed has 32 bytes")
        return secret.withLock { $0[index] }
    }
}
