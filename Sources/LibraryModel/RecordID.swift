/// The id of a stored row: 128 bits that sort by time, so rows made offline on several boards can merge.
///
/// Layout of UUID version 7 (RFC 9562 section 5.7): 48 bits of milliseconds, then chance.
public struct RecordID: Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
    public let high: UInt64
    public let low: UInt64

    public init(high: UInt64, low: UInt64) { (self.high, self.low) = (high, low) }

    /// A new id at `time`, its chance drawn from `generator`.
    public init(at time: WallTime, using generator: inout some RandomNumberGenerator) {
        let stamp = UInt64(bitPattern: max(0, time.milliseconds)) & 0xFFFF_FFFF_FFFF
        high = stamp << 16 | 0x7000 | (generator.next() as UInt64) & 0x0FFF
        low = 0x8000_0000_0000_0000 | (generator.next() as UInt64) >> 2
    }

    /// From 32 hexadecimal digits, as ``description`` writes them.
    public init?(_ text: String) {
        guard text.utf8.count == 32, text.utf8.allSatisfy(\.isASCIILetterOrDigit),
            let high = UInt64(text.prefix(16), radix: 16), let low = UInt64(text.suffix(16), radix: 16)
        else { return nil }
        self.init(high: high, low: low)
    }

    public static func < (left: Self, right: Self) -> Bool { (left.high, left.low) < (right.high, right.low) }

    public var description: String { Hex.sixteen(high) + Hex.sixteen(low) }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let id = Self(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "a record id is 32 hexadecimal digits")
        }
        self = id
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// Fixed-width hexadecimal.
enum Hex {
    /// Sixteen lower-case digits.
    static func sixteen(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
