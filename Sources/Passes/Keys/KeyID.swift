internal import Secrets

/// The short name of a key, as a pass carries it: the first two bytes of the SHA-256 of the public key.
public struct KeyID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    public let rawValue: UInt16

    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// From exactly four hexadecimal digits.
    public init?(_ text: String) {
        guard let bytes = Hexadecimal.bytes(text.utf8, anyCase: true), bytes.count == 2 else { return nil }
        self.init(bytes: bytes)
    }

    /// From two bytes, the first one high; nil for any other count.
    init?(bytes: [UInt8]) {
        guard bytes.count == 2 else { return nil }
        rawValue = UInt16(bytes[0]) << 8 | UInt16(bytes[1])
    }

    var bytes: [UInt8] { [UInt8(rawValue >> 8), UInt8(rawValue & 0xFF)] }

    /// Four lower-case hexadecimal digits, such as `9f3a`.
    public var description: String { Hexadecimal.text(bytes) }
}
