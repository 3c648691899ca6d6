public import LibraryModel
import Synchronization

/// A secret key that passes are signed with. Its memory is zeroed when the last reference goes.
public final class SigningKey: Sendable {
    /// The public half.
    public let verification: VerificationKey
    /// libsodium's 64 bytes, of which the first 32 are the seed. They never change after the initialiser; the lock is
    /// there because it is what lets the compiler, not our word, vouch for sharing memory behind a pointer.
    private let secret: Mutex<SecretBytes>

    init(seed: consuming sending SecretBytes, validFrom: WallTime, validUntil: WallTime) throws(PassError) {
        let pair = try SecretBytes(count: Sodium.secretKeyBytes)
        let publicKey = try Sodium.publicKey(seed: seed, secret: pair)
        verification = try VerificationKey(publicKey: publicKey, validFrom: validFrom, validUntil: validUntil)
        secret = Mutex(pair)
    }

    /// The key that grows from a seed of 32 bytes. The caller's own copy of the seed is the caller's to guard.
    public convenience init(seed: [UInt8], validFrom: WallTime, validUntil: WallTime) throws(PassError) {
        var secret = try SecretBytes(count: seed.count)
        for (index, byte) in seed.enumerated() { secret[index] = byte }
        try self.init(seed: secret, validFrom: validFrom, validUntil: validUntil)
    }

    /// A new key; hand in `SystemRandomNumberGenerator` where the key is to be secret.
    public convenience init(
        validFrom: WallTime, validUntil: WallTime, using generator: inout some RandomNumberGenerator
    ) throws(PassError) {
        var seed = try SecretBytes(count: Sodium.seedBytes)
        for start in stride(from: 0, to: Sodium.seedBytes, by: 8) {
            let chance: UInt64 = generator.next()
            for index in 0..<8 { seed[start + index] = UInt8(truncatingIfNeeded: chance >> (8 * UInt64(index))) }
        }
        try self.init(seed: seed, validFrom: validFrom, validUntil: validUntil)
    }

    public var id: KeyID { verification.id }

    /// The signature over `message`, 64 bytes.
    public func signature(over message: [UInt8]) -> [UInt8] {
        secret.withLock { Sodium.signature(over: message, secret: $0) }
    }

    /// Byte `index` of the seed, 0 to 31, for ``KeyFile`` to write it without a copy of the whole.
    func seedByte(_ index: Int) -> UInt8 {
        precondition(index < Sodium.seedBytes, "a seed has 32 bytes")
        return secret.withLock { $0[index] }
    }
}
