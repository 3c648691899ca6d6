/// Writes metrics as Prometheus reads them: text format 0.0.4 (prometheus.io/docs/instrumenting/exposition_formats).
struct Exposition {
    /// What a family counts.
    enum Kind: String { case counter, gauge, histogram }

    /// Names with their values, in the order in which they are written.
    typealias Labels = KeyValuePairs<String, String>

    private(set) var text = ""
    private var family = ""

    /// Begins a family; its samples follow. Names end with their unit, and those of counters with `_total`.
    mutating func begin(_ name: String, _ kind: Kind, _ help: String) {
        family = name
        let help = help.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
    }

    /// One sample of the family.
    mutating func sample(_ labels: Labels, _ value: some BinaryInteger) { write("", labels, nil, "\(value)") }

    /// One sample of the family, in seconds or another unit of its own.
    mutating func sample(_ labels: Labels, _ value: Double) { write("", labels, nil, Self.number(value)) }

    /// Whether something is so, as 1 or 0.
    mutating func sample(_ labels: Labels, _ isSo: Bool) { sample(labels, isSo ? 1 : 0) }

    /// A whole histogram, its steps each with what is below them too.
    mutating func sample(_ labels: Labels, _ histogram: Histogram) {
        var below: UInt64 = 0
        for (count, bound) in zip(histogram.counts, histogram.bounds.map { Self.number($0 / .seconds(1)) } + ["+Inf"]) {
            below += count
            write("_bucket", labels, bound, "\(below)")
        }
        write("_sum", labels, nil, Self.number(histogram.sum / .seconds(1)))
        write("_count", labels, nil, "\(below)")
    }

    private mutating func write(_ suffix: String, _ labels: Labels, _ bound: String?, _ value: String) {
        var pairs = labels.map { name, value in "\(name)=\"\(Self.escaped(value))\"" }
        if let bound { pairs.append("le=\"\(bound)\"") }
        text += family + suffix + (pairs.isEmpty ? "" : "{\(pairs.joined(separator: ","))}") + " \(value)\n"
    }

    private static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }

    private static func number(_ value: Double) -> String {
        value.isNaN ? "NaN" : value.isInfinite ? (value < 0 ? "-Inf" : "+Inf") : value == value.rounded() && abs(value) < 1e15
            ? "\(Int64(value))" : "\(value)"
    }
}
