import ArgumentParser

/// One group of measurements, as `--only` names it.
enum BenchPart: String, CaseIterable, ExpressibleByArgument, Sendable {
    case decode, reading, idle, verify, admission, chores, booking, reports, chain, watchers, keeper, start, memory, soak

    /// Measured only when it is named: it lasts as long as one says.
    var isAsked: Bool { self == .soak }

    /// What stderr says while it runs.
    var progress: String {
        switch self {
        case .decode: "decoding frames"
        case .reading: "reading phones that are held badly"
        case .idle: "lanes with nobody before them"
        case .verify: "verifying passes"
        case .admission: "admitting against the store, with and without fsync"
        case .chores: "admitting beside reports, replay, backup, import and sweep"
        case .booking: "booking in a library that is nearly full for three days, with and without fsync"
        case .reports: "reports over twelve months of visits"
        case .chain: "the whole chain: a phone before the camera, the relay line on"
        case .watchers: "the whole chain, with and without those who look on from afar"
        case .keeper: "orders to a keeper of relays"
        case .start: "starting the program"
        case .memory: "watching the memory of a running gate"
        case .soak: "watching the memory of a gate that many look at"
        }
    }
}

/// How often each thing is measured.
struct BenchCounts: Sendable {
    var decode = 400
    /// Phones of each hardship.
    var reading = 24
    /// Seconds before each hall.
    var idle = 30
    var verify = 2000
    var admission = 1000
    var booking = 1000
    /// Admissions beside each chore.
    var chores = 1000
    /// Of each report.
    var reports = 20
    var chain = 300
    var watchers = 300
    var keeper = 1000
    var start = 20
    /// Seconds of each watch, one reading a second.
    var memory = 30

    static let usual = BenchCounts()
    static let quick = BenchCounts(
        decode: 60, reading: 6, idle: 8, verify: 300, admission: 150, booking: 150, chores: 200, reports: 5, chain: 40, watchers: 50,
        keeper: 200, start: 4, memory: 8)
}

/// What one group measured.
struct BenchResult: Sendable {
    var rows: [BenchRow] = []
    var ratios: [BenchRatio] = []
    var shares: [BenchShare] = []
    /// Plain sentences beside the figures, such as how many frames were not read.
    var notes: [String] = []

    static func += (left: inout Self, right: Self) {
        left.rows += right.rows
        left.ratios += right.ratios
        left.shares += right.shares
        left.notes += right.notes
    }
}
