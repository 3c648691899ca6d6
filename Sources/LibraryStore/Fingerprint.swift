/// Short ids made from content: FNV-1a with 128 bits (draft-eastlake-fnv section 2), written as 32 hexadecimal digits.
///
/// It keeps apart what honest people wrote; it does not withstand somebody who looks for two texts with one id.
enum Fingerprint {
    static func of(_ text: String) -> String {
        let digits = String(number(text), radix: 16)
        return String(repeating: "0", count: 32 - digits.count) + digits
    }

    static func number(_ text: String) -> UInt128 {
        let prime: UInt128 = 1 << 88 + 0x13B
        var hash: UInt128 = 0x6C62_272E_07BB_0142_62B8_2175_6295_C58D
        for byte in text.utf8 { hash = (hash ^ UInt128(byte)) &* prime }
        return hash
    }
}
