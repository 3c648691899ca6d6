import LibraryModel
import Passes
import Testing

@Suite struct CBORTests {
    /// RFC 8949 appendix A, as far as passes use it.
    static let examples: [(value: CBORValue, encoding: String)] = [
        (.integer(0), "00"), (.integer(1), "01"), (.integer(10), "0a"), (.integer(23), "17"), (.integer(24), "1818"),
        (.integer(25), "1819"), (.integer(100), "1864"), (.integer(1000), "1903e8"), (.integer(1_000_000), "1a000f4240"),
        (.integer(1_000_000_000_000), "1b000000e8d4a51000"), (.integer(-1), "20"), (.integer(-10), "29"),
        (.integer(-100), "3863"), (.integer(-1000), "3903e7"), (.integer(.max), "1b7fffffffffffffff"),
        (.integer(.min), "3b7fffffffffffffff"), (.bytes([]), "40"), (.bytes([1, 2, 3, 4]), "4401020304"),
        (.array([]), "80"), (.array([.integer(1), .integer(2), .integer(3)]), "83010203"),
        (
            .array([
                .integer(1), .array([.integer(2), .integer(3)]), .array([.integer(4), .integer(5)]),
            ]), "8301820203820405"
        ),
        (.array((1...25).map { .integer($0) }), "98190102030405060708090a0b0c0d0e0f101112131415161718181819"),
        (.map([:]), "a0"), (.map([1: .integer(2), 3: .integer(4)]), "a201020304"),
        // Section 4.2.1: keys in the order of their encoded bytes, so 10, 100, -1.
        (.map([-1: .integer(0), 100: .integer(0), 10: .integer(0), -2: .integer(0)]), "a40a0018640020002100"),
    ]

    @Test(arguments: examples.indices)
    func `the examples of RFC 8949 read and write`(index: Int) {
        let (value, encoding) = Self.examples[index]
        #expect(value.encoded == hex(encoding))
        #expect(CBORValue.decode(hex(encoding)) == value)
    }

    @Test(arguments: [
        ("0 in two bytes", "1800"), ("23 in two bytes", "1817"), ("24 in three", "190018"), ("255 in three", "1900ff"),
        ("1000 in five", "1a000003e8"), ("65535 in five", "1a0000ffff"), ("1000 in nine", "1b00000000000003e8"),
        ("2^32 - 1 in nine", "1b00000000ffffffff"), ("-1 in two bytes", "3800"), ("empty bytes, long head", "5800"),
        ("empty array, long head", "9800"), ("empty map, long head", "b800"),
    ])
    func `a longer form than needed is refused`(what: String, encoding: String) {
        #expect(CBORValue.decode(hex(encoding)) == nil, "\(what)")
    }

    @Test(arguments: [
        ("indefinite bytes", "5f42010243030405ff"), ("indefinite array", "9fff"), ("indefinite map", "bfff"),
        ("a break", "ff"), ("reserved length code 28", "1c"), ("reserved length code 30", "5e"), ("text", "6161"),
        ("a tag", "d24101"), ("false", "f4"), ("null", "f6"), ("a half float", "f93c00"), ("a double", "fb3ff199999999999a"),
        ("2^64 - 1, over 64 signed bits", "1bffffffffffffffff"), ("-2^64", "3bffffffffffffffff"),
        ("keys out of order", "a203040102"), ("the same key twice", "a201020102"), ("-1 before 1", "a220000100"),
        ("a key of bytes", "a1410100"), ("nothing", ""), ("a byte too many", "0000"),
    ])
    func `what a pass has no use for is refused`(what: String, encoding: String) {
        #expect(CBORValue.decode(hex(encoding)) == nil, "\(what)")
    }

    @Test(arguments: [
        ("cut head", "18"), ("cut head of eight", "1b00000000000000"), ("bytes longer than the rest", "44010203"),
        ("2^63 bytes", "5b8000000000000000"), ("2^64 - 1 bytes", "5bffffffffffffffff"),
        ("2^64 - 1 items", "9bffffffffffffffff00"), ("2^64 - 1 entries", "bbffffffffffffffff0000"),
        ("2^31 items", "9a80000000"), ("one item short", "8201"), ("a key without its value", "a101"),
    ])
    func `a length that lies is refused before memory is asked for`(what: String, encoding: String) {
        #expect(CBORValue.decode(hex(encoding)) == nil, "\(what)")
    }

    @Test func `four levels of nesting are read, five are not`() {
        #expect(CBORValue.decode(hex("81818180")) != nil)
        #expect(CBORValue.decode(hex("8181818100")) != nil)
        #expect(CBORValue.decode(hex("8181818180")) == nil)
        #expect(CBORValue.decode(hex("a100a100a100a100a0")) == nil)
        #expect(CBORValue.decode(Array(repeating: 0x81, count: 256)) == nil)
    }

    @Test func `an encoding over the limit is refused`() {
        #expect(CBORValue.decode(CBORValue.bytes(Array(repeating: 7, count: 254)).encoded) != nil)
        #expect(CBORValue.decode(CBORValue.bytes(Array(repeating: 7, count: 255)).encoded) == nil)
    }

    @Test func `whatever reads, writes back to the same bytes`() {
        var chance = SeededChance(seed: 8949)
        var readable = 0
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 1...12, using: &chance)).map { _ in
                // Heads with small arguments are likely, so that many of the strings can be read.
                UInt8.random(in: 0...7, using: &chance) << 5 | UInt8.random(in: 0...3, using: &chance)
            }
            guard let value = CBORValue.decode(bytes) else { continue }
            readable += 1
            #expect(value.encoded == bytes)
        }
        #expect(readable > 500)
    }
}
