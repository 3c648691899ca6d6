internal import Yams

extension YAMLSection {
    /// The value under `key`; a problem and nil when it is absent or wrong.
    public func required<Value>(_ key: String, _ kind: YAMLValue<Value>) -> Value? {
        guard has(key) else {
            report("is missing; it must be \(kind.expected)", at: key)
            return nil
        }
        return optional(key, kind)
    }

    /// The value under `key`; nil when it is absent, and nil with a problem when it is wrong.
    public func optional<Value>(_ key: String, _ kind: YAMLValue<Value>) -> Value? {
        guard let node = node(key) else { return nil }
        if let text = node.scalar?.string, let value = kind.read(text) { return value }
        report("must be \(kind.expected)\(node.scalar.map { ", not `\(YAMLFile.quote($0.string))`" } ?? "")", at: key)
        return nil
    }

    /// Sets `target` where the file says so and keeps its default otherwise.
    public func optional<Value>(_ key: String, _ kind: YAMLValue<Value>, into target: inout Value) {
        if let value = optional(key, kind) { target = value }
    }

    /// A list of single values of one kind; nil when it is absent, and with a problem when it or an entry is wrong.
    public func values<Value>(_ key: String, _ kind: YAMLValue<Value>, atLeast least: Int = 0, atMost most: Int) -> [Value]? {
        guard let node = node(key) else { return nil }
        guard let sequence = node.sequence, (least...most).contains(sequence.count) else {
            report("must be a list of \(least) to \(most) entries such as `[a, b]`, each \(kind.expected)", at: key)
            return nil
        }
        var values: [Value] = []
        for entry in sequence {
            if let text = entry.scalar?.string, let value = kind.read(text) {
                values.append(value)
            } else {
                let quote = entry.scalar.map { ", not `\(YAMLFile.quote($0.string))`" } ?? ""
                report("has an entry that must be \(kind.expected)\(quote)", at: key)
                return nil
            }
        }
        return values
    }

    /// A list of pairs of numbers, such as the corners of a fence; nil when it is absent, and with a problem when wrong.
    public func pairs(_ key: String, atMost limit: Int) -> [(Double, Double)]? {
        guard let node = node(key) else { return nil }
        let pairs = node.sequence.map { $0.prefix(limit + 1).compactMap(Self.pair) }
        if let pairs, pairs.count == node.sequence?.count, pairs.count <= limit { return pairs }
        report("must be a list of at most \(limit) pairs such as `[31.17, 121.52]`", at: key)
        return nil
    }

    /// One pair of numbers, such as the centre of a fence; nil when absent.
    public func pair(_ key: String) -> (Double, Double)? {
        guard let node = node(key) else { return nil }
        if let pair = Self.pair(node) { return pair }
        report("must be a pair such as `[31.17, 121.52]`", at: key)
        return nil
    }

    private static func pair(_ node: Node) -> (Double, Double)? {
        let numbers = node.sequence?.compactMap { $0.scalar.flatMap { Double($0.string) } } ?? []
        return numbers.count == 2 && node.sequence?.count == 2 ? (numbers[0], numbers[1]) : nil
    }
}
