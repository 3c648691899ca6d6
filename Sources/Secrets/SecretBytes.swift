internal import CSodium

/// Memory for secrets: locked against swapping where the system allows it, overwritten with zeros when released.
///
/// It comes from `sodium_malloc`, which also puts guard pages around it. No copy is ever made by accident, for the type
/// cannot be copied.
@safe
public struct SecretBytes: ~Copyable {
    /// The pointer is valid for `count` bytes until `deinit` and leaves it only through ``withMemory(_:)``.
    private let memory: UnsafeMutablePointer<UInt8>
    public let count: Int

    /// `count` zero bytes.
    public init(count: Int) throws(SecretError) {
        guard Sodium.isReady, let allocated = unsafe sodium_malloc(max(1, count)) else {
            throw .libraryFailed(call: "sodium_malloc")
        }
        unsafe sodium_memzero(allocated, max(1, count))
        unsafe memory = allocated.bindMemory(to: UInt8.self, capacity: max(1, count))
        self.count = count
    }

    /// `count` bytes of chance; hand in `SystemRandomNumberGenerator` where they are to be secret.
    public static func ofChance(
        _ count: Int, using generator: inout some RandomNumberGenerator
    ) throws(SecretError) -> sending SecretBytes {
        var bytes = try SecretBytes(count: count)
        var chance: UInt64 = 0
        for index in 0..<count {
            if index % 8 == 0 { chance = generator.next() }
            bytes[index] = UInt8(truncatingIfNeeded: chance >> (8 * UInt64(index % 8)))
        }
        return bytes
    }

    deinit { unsafe sodium_free(memory) }

    public subscript(index: Int) -> UInt8 {
        get {
            precondition(index >= 0 && index < count, "secret byte out of range")
            return unsafe memory[index]
        }
        set {
            precondition(index >= 0 && index < count, "secret byte out of range")
            unsafe memory[index] = newValue
        }
    }

    /// The first of ``count`` bytes, for a C call that must not keep it.
    @unsafe public func withMemory<Result, Failure>(
        _ body: (UnsafeMutablePointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        unsafe try body(memory)
    }
}
