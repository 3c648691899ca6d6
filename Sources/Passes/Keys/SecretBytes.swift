import CSodium

/// Memory for secrets: locked against swapping where the system allows it, overwritten with zeros when released.
///
/// It comes from `sodium_malloc`, which also puts guard pages around it. No copy is ever made by accident, for the type
/// cannot be copied.
@safe
struct SecretBytes: ~Copyable {
    /// The pointer is valid for `count` bytes until `deinit` and never leaves this file and ``Sodium``.
    private let memory: UnsafeMutablePointer<UInt8>
    let count: Int

    /// `count` zero bytes.
    init(count: Int) throws(PassError) {
        guard Sodium.isReady, let allocated = unsafe sodium_malloc(max(1, count)) else {
            throw .libraryFailed(call: "sodium_malloc")
        }
        unsafe sodium_memzero(allocated, max(1, count))
        unsafe memory = allocated.bindMemory(to: UInt8.self, capacity: max(1, count))
        self.count = count
    }

    deinit { unsafe sodium_free(memory) }

    subscript(index: Int) -> UInt8 {
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
    @unsafe func withMemory<Result, Failure>(
        _ body: (UnsafeMutablePointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        unsafe try body(memory)
    }
}
