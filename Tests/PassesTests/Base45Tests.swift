import LibraryModel
import Passes
import Testing

@Suite struct Base45Tests {
    /// RFC 9285 sections 4.3 and 4.4.
    @Test(arguments: [("AB", "BB8"), ("Hello!!", "%69 VD92EX0"), ("base-45", "UJCLQE7W581"), ("ietf!", "QED8WEX0"), ("", "")])
    func `the examples of RFC 9285 read and write`(plain: String, text: String) {
        #expect(Base45.encode(Array(plain.utf8)) == text)
        #expect(Base45.decode(Array(text.utf8)) == Array(plain.utf8))
    }

    @Test func `the largest groups read, the next ones do not`() {
        #expect(Base45.decode("FGW".utf8) == [0xFF, 0xFF])
        #expect(Base45.decode("GGW".utf8) == nil)
        #expect(Base45.decode("U5".utf8) == [0xFF])
        #expect(Base45.decode("V5".utf8) == nil)
    }

    @Test(arguments: ["A", "BB8A", "bb8", "BB8\n", "BB8=", ":::", "::", "BB8\0", "ÄÖ", "ＢＢ８"])
    func `what is not Base45 is refused`(text: String) {
        #expect(Base45.decode(text.utf8) == nil)
    }

    @Test func `a blank is a digit and not a space to skip`() {
        // 36 + 11 * 45 + 11 * 2025 = 22,806
        #expect(Base45.decode(" BB".utf8) == [0x59, 0x16])
    }

    @Test func `every single byte and many random strings come back`() {
        var chance = SeededChance(seed: 45)
        for byte in UInt8.min...UInt8.max { #expect(Base45.decode(Base45.encode([byte]).utf8) == [byte]) }
        for count in 0..<300 {
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &chance) }
            #expect(Base45.decode(Base45.encode(bytes).utf8) == bytes)
        }
    }

    @Test func `a text over the limit is refused`() {
        let longest = String(repeating: "0", count: Base45.longestText - 2)
        #expect(Base45.decode(longest.utf8) != nil)
        #expect(Base45.decode((longest + "000").utf8) == nil)
    }
}
