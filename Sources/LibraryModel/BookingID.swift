/// The id of a booking: eight bytes, as a pass carries them; written as 16 hexadecimal digits.
public struct BookingID: RawRepresentable, Hashable, Codable, Sendable, CustomStringConvertible {
    public let rawValue: UInt64

    public init(rawValue: UInt64) { self.rawValue = rawValue }

    /// A new id: 42 bits of milliseconds, so that ids sort by age, then 22 bits of chance.
    public init(at time: WallTime, using generator: inout some RandomNumberGenerator) {
        rawValue = UInt64(bitPattern: max(0, time.milliseconds)) << 22 | (generator.next() as UInt64) >> 42
    }

    /// From exactly 16 hexadecimal digits.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count == 16, text.utf8.allSatisfy(\.isASCIILetterOrDigit), let number = UInt64(text, radix: 16)
        else { return nil }
        self.init(rawValue: number)
    }

    public var description: String { Hex.sixteen(rawValue) }
}
