/// Bytes as text of the 45 characters that a QR code packs into 5.5 bits each (RFC 9285).
///
/// Two bytes become three characters, a last single byte two. The reading is strict, so that one string of bytes has
/// one text: lower case, blanks at the ends, a lone last character and groups above 65,535 or 255 are refused.
public enum Base45 {
    /// The longest text that is read, in characters.
    public static let longestText = 512

    private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:".utf8)
    /// The value of each byte as a digit, 45 for those that are none.
    private static let values: [Int] = {
        var values = Array(repeating: 45, count: 256)
        for (value, character) in alphabet.enumerated() { values[Int(character)] = value }
        return values
    }()

    /// The text of `bytes`, as ASCII (RFC 9285 section 4.2).
    public static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count / 2 * 3 + 2)
        for start in stride(from: 0, to: bytes.count, by: 2) {
            let isPair = start + 1 < bytes.count
            var number = isPair ? Int(bytes[start]) << 8 | Int(bytes[start + 1]) : Int(bytes[start])
            for _ in 0..<(isPair ? 3 : 2) {
                text.append(alphabet[number % 45])
                number /= 45
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The bytes that the ASCII `text` stands for; nil when it is not Base45 or longer than ``longestText``.
    public static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
        guard text.count <= longestText else { return nil }
        let digits = text.map { values[Int($0)] }
        guard digits.allSatisfy({ $0 < 45 }) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(digits.count / 3 * 2 + 1)
        for start in stride(from: 0, to: digits.count, by: 3) {
            switch digits.count - start {
            case 1:
                return nil
            case 2:
                guard let byte = UInt8(exactly: digits[start] + digits[start + 1] * 45) else { return nil }
                bytes.append(byte)
            default:
                let number = digits[start] + digits[start + 1] * 45 + digits[start + 2] * 2025
                guard let pair = UInt16(exactly: number) else { return nil }
                bytes += [UInt8(pair >> 8), UInt8(pair & 0xFF)]
            }
        }
        return bytes
    }
}
