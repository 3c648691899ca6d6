import LibraryModel

/// One line of figures: something that was measured many times.
struct BenchRow: Sendable {
    /// What the numbers count.
    enum Unit: String, Sendable, Codable {
        case milliseconds = "ms"
        case mebibytes = "MiB"
        case percentOfCore = "% of a core"
    }

    /// What the figures should be, on a desktop core.
    struct Aim: Sendable {
        let statistic: Statistic
        /// In the unit of the row; the figure must be below.
        let below: Double
    }

    enum Statistic: String, Sendable, Codable, CaseIterable { case min, median, p95, p99, max }

    /// A p99 of fewer samples would be the largest one under another name.
    static let fewestForP99 = 100

    let name: String
    let unit: Unit
    let aim: Aim?
    /// Smallest first; never empty.
    private let samples: [Double]

    /// Nil when there are no samples.
    init?(_ name: String, unit: Unit, samples: [Double], aim: Aim? = nil) {
        guard !samples.isEmpty else { return nil }
        (self.name, self.unit, self.aim, self.samples) = (name, unit, aim, samples.sorted())
    }

    /// A row of times.
    init?(_ name: String, _ times: [Duration], aim: Aim? = nil) {
        self.init(name, unit: .milliseconds, samples: times.map { Double($0.inNanoseconds) / 1_000_000 }, aim: aim)
    }

    var count: Int { samples.count }

    /// Percentiles by nearest rank: a value that was measured, not one between two. Nil for a p99 of too few samples.
    subscript(statistic: Statistic) -> Double? {
        switch statistic {
        case .min: samples[0]
        case .median: samples[rank(0.5)]
        case .p95: samples[rank(0.95)]
        case .p99: count < Self.fewestForP99 ? nil : samples[rank(0.99)]
        case .max: samples[count - 1]
        }
    }

    /// Whether the aim is met; nil without an aim, or when there are too few samples to say.
    var isMet: Bool? {
        guard let aim, let figure = self[aim.statistic] else { return nil }
        return figure < aim.below
    }

    private func rank(_ part: Double) -> Int { max(0, Int((part * Double(count)).rounded(.up)) - 1) }
}

/// So many of so many, such as phones that were read.
struct BenchShare: Sendable {
    let name: String
    let count: Int
    let whole: Int

    init(_ name: String, _ count: Int, of whole: Int) { (self.name, self.count, self.whole) = (name, count, whole) }
}

/// The medians of two rows of one run, the first over the second: it holds on a noisy machine where neither row does.
struct BenchRatio: Sendable {
    let name: String
    let value: Double

    /// Nil when a row is missing or its median is zero.
    init?(_ name: String, _ upper: BenchRow?, over lower: BenchRow?) {
        guard let upper = upper?[.median], let lower = lower?[.median], lower > 0 else { return nil }
        (self.name, value) = (name, upper / lower)
    }
}
