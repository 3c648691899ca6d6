/// Numbers with units, as people write them in a configuration.
enum Quantity {
    private static let times: [(unit: String, length: Duration)] = [
        ("ms", .milliseconds(1)), ("min", .seconds(60)), ("s", .seconds(1)), ("h", .seconds(3600)), ("d", .seconds(86_400)),
    ]

    /// `300 ms`, `5 s`, `20 min`, `12 h`, `30 d`; nil without a unit, since a bare number says nothing.
    static func duration(_ text: String) -> Duration? {
        for (unit, length) in times {
            if let count = number(text, unit: unit), count >= 0, count * Double(length.components.seconds + 1) < 1e10 {
                return length * count
            }
        }
        return nil
    }

    /// `150 m` or `1.2 km`.
    static func metres(_ text: String) -> Double? {
        number(text, unit: "km").map { $0 * 1000 } ?? number(text, unit: "m")
    }

    /// A duration in the largest unit that divides it.
    static func text(_ duration: Duration) -> String {
        for (unit, length) in times.reversed().sorted(by: { $0.length > $1.length }) where duration >= length {
            let count = duration / length
            if count == count.rounded() { return "\(Int(count)) \(unit)" }
        }
        return "\(Int(duration / .milliseconds(1))) ms"
    }

    /// The number before exactly this unit, one blank or none between.
    private static func number(_ text: String, unit: String) -> Double? {
        guard text.hasSuffix(unit) else { return nil }
        var digits = text.dropLast(unit.count)
        if digits.last == " " { digits.removeLast() }
        guard let first = digits.first, let last = digits.last, first.isNumber || first == "-", last.isNumber else { return nil }
        return Double(digits).flatMap { $0.isFinite ? $0 : nil }
    }
}
