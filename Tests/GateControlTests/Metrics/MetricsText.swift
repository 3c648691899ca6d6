/// A strict reader of the Prometheus text format 0.0.4: stricter than Prometheus, which forgives much.
struct MetricsText {
    struct Sample {
        let name: String
        let labels: [String: String]
        let value: Double
    }

    struct Family {
        let kind: String
        let help: String
        var samples: [Sample] = []
    }

    private(set) var families: [String: Family] = [:]
    /// Everything that is wrong, each with its line.
    private(set) var faults: [String] = []
    private var current = ""
    private var seen: Set<String> = []

    init(_ text: String) {
        if !text.hasSuffix("\n") { faults.append("the last line does not end") }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast() { read(String(line)) }
        for (name, family) in families { checkWhole(name, family) }
    }

    /// The only sample with these labels, whatever others it has.
    func value(_ name: String, _ labels: [String: String] = [:]) -> Double? {
        let family = families[name] ?? families.first { name.hasPrefix($0.key + "_") && $0.value.kind == "histogram" }?.value
        let fitting = family?.samples.filter { sample in
            sample.name == name && labels.allSatisfy { sample.labels[$0.key] == $0.value }
        } ?? []
        return fitting.count == 1 ? fitting[0].value : nil
    }

    /// What Prometheus would keep of counters and histograms: each name with its labels.
    var series: Set<String> {
        Set(families.values.filter { $0.kind != "gauge" }.flatMap(\.samples).map { sample in
            sample.name + "{" + sample.labels.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: ",") + "}"
        })
    }

    private mutating func read(_ line: String) {
        if line.hasPrefix("# HELP ") { return begin(line) }
        if line.hasPrefix("# TYPE ") { return checkType(line) }
        guard !line.isEmpty, !line.hasPrefix("#") else { return faults.append("neither sample nor HELP nor TYPE: \(line)") }
        guard let match = line.wholeMatch(of: /([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)/),
            let value = Self.number(String(match.3)), let labels = Self.labels(match.2.map(String.init) ?? "")
        else { return faults.append("no sample: \(line)") }
        let name = String(match.1)
        let kind = families[current]?.kind
        let endings = kind == "histogram" ? ["_bucket", "_sum", "_count"] : [""]
        if !endings.contains(where: { current + $0 == name }) { faults.append("not of the family \(current): \(line)") }
        if !seen.insert(name + (match.2.map(String.init) ?? "")).inserted { faults.append("twice: \(line)") }
        if labels.keys.contains(where: { $0.hasPrefix("__") }) { faults.append("a label of Prometheus itself: \(line)") }
        if kind == "counter" && value < 0 { faults.append("a counter below zero: \(line)") }
        families[current]?.samples.append(Sample(name: name, labels: labels, value: value))
    }

    private mutating func begin(_ line: String) {
        guard let match = line.wholeMatch(of: /# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)/) else { return faults.append("no help: \(line)") }
        current = String(match.1)
        if families[current] != nil { faults.append("the family comes twice: \(line)") }
        families[current] = Family(kind: "", help: String(match.2))
    }

    private mutating func checkType(_ line: String) {
        guard let match = line.wholeMatch(of: /# TYPE (\S+) (counter|gauge|histogram)/), String(match.1) == current,
            families[current]?.kind == ""
        else { return faults.append("no type of its family, or too late: \(line)") }
        families[current] = Family(kind: String(match.2), help: families[current]?.help ?? "")
    }

    /// Naming as prometheus.io/docs/practices/naming wants it, and whole histograms.
    private mutating func checkWhole(_ name: String, _ family: Family) {
        if family.kind.isEmpty { faults.append("\(name) has no type") }
        if (family.kind == "counter") != name.hasSuffix("_total") { faults.append("\(name) is a \(family.kind)") }
        if name.wholeMatch(of: /(gatehouse|process)_[a-z_]+/) == nil { faults.append("\(name) is no name of ours") }
        if name.contains("milli") || name.hasSuffix("_ms") { faults.append("\(name) is in no base unit") }
        guard family.kind == "histogram" else { return }
        let series = Dictionary(grouping: family.samples) { sample in
            sample.labels.filter { $0.key != "le" }.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
        }
        for (labels, samples) in series {
            let buckets = samples.filter { $0.name == name + "_bucket" }
            let bounds = buckets.map { Self.number($0.labels["le"] ?? "") ?? .nan }
            if bounds != bounds.sorted() || bounds.last != .infinity { faults.append("\(name) \(labels): steps \(bounds)") }
            if buckets.map(\.value) != buckets.map(\.value).sorted() { faults.append("\(name) \(labels): a step falls") }
            let count = samples.first { $0.name == name + "_count" }?.value
            if count != buckets.last?.value { faults.append("\(name) \(labels): the last step is not the count") }
            if samples.count(where: { $0.name == name + "_sum" }) != 1 { faults.append("\(name) \(labels) has no sum") }
        }
    }

    private static func number(_ text: String) -> Double? {
        switch text {
        case "+Inf": .infinity
        case "-Inf": -.infinity
        case "NaN": .nan
        default: text.wholeMatch(of: /[+-]?[0-9.]+(?:e[+-]?[0-9]+)?/) == nil ? nil : Double(text)
        }
    }

    private static func labels(_ text: String) -> [String: String]? {
        var (rest, labels) = (text[...], [String: String]())
        while !rest.isEmpty {
            guard let match = rest.prefixMatch(of: /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\\\|\\"|\\n)*)"(?:,|$)/) else { return nil }
            let value = String(match.2).replacing("\\n", with: "\n").replacing("\\\"", with: "\"").replacing("\\\\", with: "\\")
            guard labels.updateValue(value, forKey: String(match.1)) == nil else { return nil }
            rest = rest[match.range.upperBound...]
        }
        return labels
    }
}
