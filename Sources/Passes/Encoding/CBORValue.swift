/// The part of CBOR (RFC 8949) that a pass is made of, in its deterministic form (section 4.2.1).
///
/// Passes hold no text, floats, tags or simple values and key their maps by integers; all else is refused.
public enum CBORValue: Hashable, Sendable {
    /// Major types 0 and 1, as far as 64 signed bits hold them.
    case integer(Int64)
    /// Major type 2.
    case bytes([UInt8])
    /// Major type 4.
    case array([CBORValue])
    /// Major type 5, keyed by integers.
    case map([Int64: CBORValue])

    /// The longest encoding that is read, in bytes.
    public static let longestEncoding = 256
    /// How many arrays and maps may lie inside one another.
    public static let deepestNesting = 4

    /// The one deterministic encoding: definite lengths, shortest heads, map keys in the order of their bytes.
    public var encoded: [UInt8] {
        switch self {
        case .integer(let number):
            return Self.head(number < 0 ? .negative : .unsigned, UInt64(bitPattern: number < 0 ? ~number : number))
        case .bytes(let bytes):
            return Self.head(.bytes, UInt64(bytes.count)) + bytes
        case .array(let items):
            return Self.head(.array, UInt64(items.count)) + items.flatMap(\.encoded)
        case .map(let entries):
            // Among integers the order of the encoded bytes is: 0, 1, 2 and so on, then -1, -2 and so on.
            let sorted = entries.sorted { UInt64(bitPattern: rotated($0.key)) < UInt64(bitPattern: rotated($1.key)) }
            return Self.head(.map, UInt64(entries.count))
                + sorted.flatMap { Self.integer($0.key).encoded + $0.value.encoded }
        }
    }

    /// Reads one value that fills `bytes` exactly; nil when they are anything but a deterministic encoding within the limits.
    public static func decode(_ bytes: [UInt8]) -> CBORValue? {
        guard bytes.count <= longestEncoding else { return nil }
        var reader = CBORReader(bytes)
        guard let value = reader.value(nesting: 0), reader.isAtEnd else { return nil }
        return value
    }

    /// Where a map key stands in deterministic order: negative keys follow all others, -1 first.
    private func rotated(_ key: Int64) -> Int64 { key < 0 ? Int64.min | ~key : key }

    /// The first byte of an item and its argument in the fewest bytes (RFC 8949 section 3).
    private static func head(_ type: CBORReader.MajorType, _ argument: UInt64) -> [UInt8] {
        let top = type.rawValue << 5
        let width: Int
        switch argument {
        case ..<24: return [top | UInt8(argument)]
        case ...0xFF: width = 1
        case ...0xFFFF: width = 2
        case ...0xFFFF_FFFF: width = 4
        default: width = 8
        }
        let code = UInt8(24 + width.trailingZeroBitCount)
        return [top | code] + (0..<width).reversed().map { UInt8(truncatingIfNeeded: argument >> (8 * UInt64($0))) }
    }
}

extension CBORValue {
    /// The number, where this is one.
    var integer: Int64? { if case .integer(let number) = self { number } else { nil } }
    /// The bytes, where this is a byte string.
    var bytes: [UInt8]? { if case .bytes(let bytes) = self { bytes } else { nil } }
    /// The entries, where this is a map.
    var map: [Int64: CBORValue]? { if case .map(let entries) = self { entries } else { nil } }
}
