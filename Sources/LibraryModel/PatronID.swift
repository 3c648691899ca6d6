/// The campus card number of a patron: 1 to 20 ASCII letters and digits, leading zeros significant.
public struct PatronID: RawRepresentable, Hashable, Codable, Sendable, CustomStringConvertible {
    public let rawValue: String

    public init?(rawValue: String) {
        guard (1...20).contains(rawValue.utf8.count), rawValue.utf8.allSatisfy(\.isASCIILetterOrDigit) else { return nil }
        self.rawValue = rawValue
    }

    /// What logs and screens show: first four and last two characters, `2021****01`; shorter numbers show less.
    public var masked: String {
        guard rawValue.count >= 8 else { return String(rawValue.prefix(1)) + "****" }
        return "\(rawValue.prefix(4))****\(rawValue.suffix(2))"
    }

    /// Masked, so that no log and no message gives the number away by chance.
    public var description: String { masked }
}

extension UInt8 {
    var isASCIILetterOrDigit: Bool {
        (0x30...0x39).contains(self) || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self)
    }
}
