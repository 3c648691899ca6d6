/// The name with which staff sign in at the desk, such as `anna`: 2 to 32 small letters, digits, dots and hyphens; the
/// first is a letter.
public struct StaffID: RawRepresentable, Hashable, Codable, Sendable, CustomStringConvertible {
    /// The most characters.
    public static let longest = 32

    public let rawValue: String

    public init?(rawValue: String) {
        guard (2...Self.longest).contains(rawValue.utf8.count), let first = rawValue.utf8.first, Self.isLetter(first),
            rawValue.utf8.allSatisfy({ Self.isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x2E })
        else { return nil }
        self.rawValue = rawValue
    }

    public var description: String { rawValue }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
}
