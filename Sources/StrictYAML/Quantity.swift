/// Numbers with units, as people write them in a configuration.
enum Quantity {
    /// Longest unit first.
    private static let times: [(unit: String, length: Duration)] = [
        ("d", .seconds(86_400)), ("h", .seconds(3600)), ("min", .seconds(60)), ("s", .seconds(1)), ("ms", .milliseconds(1)),
    ]
    /// More than any setting allows, and little enough for every sum.
    private static let longest = 100_000.0 * 86_400

    /// `300 ms`, `5 s`, `20 min`, `12 h`, `30 d`; nil without a unit, since a bare number says nothing.
    static func duration(_ text: String) -> Duration? {
        for (unit, length) in times {
            guard let count = number(text, unit: unit), count >= 0, count * (length / .seconds(1)) <= longest else { continue }
            // Days as a fraction of attoseconds would be rounded.
            return count == count.rounded() ? length * Int(count) : length * count
        }
        return nil
    }

    /// `150 m` or `1.2 km`.
    static func metres(_ text: String) -> Double? {
        number(text, unit: "km").map { $0 * 1000 } ?? number(text, unit: "m")
    }

    /// A duration in the largest unit that divides it; below a millisecond it is cut.
    static func text(_ duration: Duration) -> String {
        for (unit, length) in times where duration >= length {
            let (count, rest) = milliseconds(duration).quotientAndRemainder(dividingBy: milliseconds(length))
            if rest == 0 { return "\(count) \(unit)" }
        }
        return "\(milliseconds(duration)) ms"
    }

    private static func milliseconds(_ duration: Duration) -> Int64 {
        duration.components.seconds * 1000 + duration.components.attoseconds / 1_000_000_000_000_000
    }

    /// The number before exactly this unit, one blank or none between: digits, with a sign before and a point within.
    private static func number(_ text: String, unit: String) -> Double? {
        guard text.hasSuffix(unit) else { return nil }
        var digits = text.dropLast(unit.count)
        if digits.last == " " { digits.removeLast() }
        let bare = digits.utf8.first == UInt8(ascii: "-") ? digits.utf8.dropFirst() : digits.utf8[...]
        let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
        guard let first = bare.first, let last = bare.last, isDigit(first), isDigit(last),
            bare.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: ".") })
        else { return nil }
        return Double(digits).flatMap { $0.isFinite ? $0 : nil }
    }
}
