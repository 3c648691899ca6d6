/// Reads deterministic CBOR from bytes that nobody vouches for. Every length is held against what is left before use.
struct CBORReader {
    /// The types of RFC 8949 section 3.1 that a pass may hold.
    enum MajorType: UInt8 {
        case unsigned = 0
        case negative = 1
        case bytes = 2
        case array = 4
        case map = 5
    }

    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }
    private var remaining: Int { bytes.count - position }

    /// The next item with all that it holds; nil when it is not deterministic, lies about a length or nests too deep.
    mutating func value(nesting: Int) -> CBORValue? {
        guard let (type, argument) = head() else { return nil }
        switch type {
        case .unsigned:
            return Int64(exactly: argument).map(CBORValue.integer)
        case .negative:
            return Int64(exactly: argument).map { .integer(~$0) }
        case .bytes:
            return count(argument, each: 1).flatMap { take($0) }.map(CBORValue.bytes)
        case .array:
            return count(argument, each: 1).flatMap { items($0, nesting: nesting + 1) }
        case .map:
            return count(argument, each: 2).flatMap { entries($0, nesting: nesting + 1) }
        }
    }

    private mutating func items(_ count: Int, nesting: Int) -> CBORValue? {
        guard nesting <= CBORValue.deepestNesting else { return nil }
        var items: [CBORValue] = []
        for _ in 0..<count {
            guard let item = value(nesting: nesting) else { return nil }
            items.append(item)
        }
        return .array(items)
    }

    private mutating func entries(_ count: Int, nesting: Int) -> CBORValue? {
        guard nesting <= CBORValue.deepestNesting else { return nil }
        var entries: [Int64: CBORValue] = [:]
        var previous: ArraySlice<UInt8> = []
        for _ in 0..<count {
            let start = position
            guard let key = value(nesting: nesting)?.integer else { return nil }
            let encodedKey = bytes[start..<position]
            guard previous.lexicographicallyPrecedes(encodedKey), let item = value(nesting: nesting) else { return nil }
            entries[key] = item
            previous = encodedKey
        }
        return .map(entries)
    }

    /// The type and argument of the next item; nil at the end, for other types, indefinite lengths and longer forms than needed.
    private mutating func head() -> (MajorType, UInt64)? {
        guard let first = take(1)?.first, let type = MajorType(rawValue: first >> 5) else { return nil }
        let code = first & 0x1F
        guard code >= 24 else { return (type, UInt64(code)) }
        guard code <= 27, let digits = take(1 << Int(code - 24)) else { return nil }
        let argument = digits.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        // The smallest argument that needs this many bytes: 24, 2^8, 2^16, 2^32.
        let least: UInt64 = code == 24 ? 24 : 1 << (UInt64(digits.count) * 4)
        return argument >= least ? (type, argument) : nil
    }

    /// `argument` as a count of things that take at least `each` bytes, if so many can still follow.
    private func count(_ argument: UInt64, each: Int) -> Int? {
        guard argument <= UInt64(remaining / each) else { return nil }
        return Int(argument)
    }

    private mutating func take(_ count: Int) -> [UInt8]? {
        guard count <= remaining else { return nil }
        defer { position += count }
        return Array(bytes[position..<position + count])
    }
}
