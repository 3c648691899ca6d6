/// Reading and writing plain decimal digits, without locale.
enum Digits {
    /// The number that `text` writes in ASCII digits alone; nil for anything else, signs and blanks included.
    static func number(_ text: some StringProtocol) -> Int? {
        guard !text.isEmpty, text.utf8.count <= 18, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(text)
    }

    /// At least two digits: `7` is `07`.
    static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// At least three digits: `7` is `007`.
    static func three(_ number: Int) -> String { number < 100 ? "0\(two(number))" : "\(number)" }
}
