/// A kind of single value: what it must look like, and how it is read.
public struct YAMLValue<Value>: Sendable {
    /// The end of the sentence "must be …".
    let expected: String
    /// Nil for what is not expected.
    let read: @Sendable (String) -> Value?

    public init(_ expected: String, read: @escaping @Sendable (String) -> Value?) { (self.expected, self.read) = (expected, read) }

    /// The same text as something else; nil from `make` is not expected either.
    public func map<New>(_ make: @escaping @Sendable (Value) -> New?) -> YAMLValue<New> {
        let read = read
        return YAMLValue<New>(expected) { read($0).flatMap(make) }
    }
}

extension YAMLValue where Value: Sendable {
    /// One of these words, or else what this is.
    public func or(_ words: KeyValuePairs<String, Value>) -> Self {
        let read = read
        let known = Dictionary(uniqueKeysWithValues: words.map { ($0.key, $0.value) })
        let quoted = words.map { "`\($0.key)`" }.joined(separator: ", ")
        return Self("\(quoted) or \(expected)") { known[$0] ?? read($0) }
    }
}

extension YAMLValue where Value == String {
    /// 1 to `limit` characters.
    public static func text(atMost limit: Int = 200) -> Self {
        Self("1 to \(limit) characters of text") { (1...limit).contains($0.unicodeScalars.count) ? $0 : nil }
    }
}

extension YAMLValue where Value == Int {
    /// A whole number.
    public static func number(in range: ClosedRange<Int>) -> Self {
        Self("a whole number from \(range.lowerBound) to \(range.upperBound)") {
            Int($0).flatMap { range.contains($0) ? $0 : nil }
        }
    }
}

extension YAMLValue where Value == Double {
    /// A number with or without a fraction.
    public static func decimal(in range: ClosedRange<Double>) -> Self {
        Self("a number from \(range.lowerBound) to \(range.upperBound)") {
            Double($0).flatMap { range.contains($0) ? $0 : nil }
        }
    }

    /// A distance with its unit, `150 m` or `1.2 km`, read as metres.
    public static func metres(in range: ClosedRange<Double>) -> Self {
        Self("a distance with its unit from \(range.lowerBound) m to \(range.upperBound) m") {
            Quantity.metres($0).flatMap { range.contains($0) ? $0 : nil }
        }
    }
}

extension YAMLValue where Value == Bool {
    /// `true` or `false`, nothing else.
    public static var flag: Self { Self("`true` or `false`") { Bool($0) } }
}

extension YAMLValue where Value == Duration {
    /// A length of time with its unit: `300 ms`, `5 s`, `20 min`, `12 h` or `30 d`.
    public static func duration(in range: ClosedRange<Duration>) -> Self {
        Self("a time with its unit from \(Quantity.text(range.lowerBound)) to \(Quantity.text(range.upperBound))") {
            Quantity.duration($0).flatMap { range.contains($0) ? $0 : nil }
        }
    }
}

extension YAMLValue where Value: RawRepresentable<String> & CaseIterable & Sendable {
    /// One word of a fixed set.
    public static var choice: Self {
        let words = Dictionary(uniqueKeysWithValues: Value.allCases.map { ($0.rawValue, $0) })
        return Self("one of " + Value.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")) { words[$0] }
    }
}
