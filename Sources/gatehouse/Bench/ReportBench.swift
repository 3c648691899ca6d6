import GateControl
import LibraryModel
import LibraryStore

/// The reports of the desk over twelve months of three thousand visits a day.
struct ReportBench {
    static let days = 365
    private static let visitsADay = 3000
    private static let hours = 8..<22

    let folder: TemporaryFolder
    let rounds: Int

    func run() async throws -> BenchResult {
        let store = try SQLiteStore(path: try folder.folder("reports") + "/gatehouse.db", options: .quick)
        let last = LocalTime(Time.now, at: .shanghai).date
        let first = CivilDate(daysSinceEpoch: last.daysSinceEpoch - Self.days + 1)
        try await Self.fill(store, from: first)
        let time = BenchTime()
        let aim = BenchRow.Aim(statistic: .max, below: 1000)
        var rows: [BenchRow] = []
        for step in CountQuery.Step.allCases {
            var (visits, others) = ([Duration](), [Duration]())
            for _ in 0..<rounds {
                try Task.checkCancellation()
                let start = time.now()
                let found = try await store.counts(CountQuery([.entry, .exit], from: first, through: last, by: step))
                let middle = time.now()
                _ = try await store.counts(CountQuery([.refusal], from: first, through: last, by: step))
                guard found.filter({ $0.kind == .entry }).reduce(0, { $0 + $1.count }) == Self.days * Self.perDay else {
                    throw BenchError("a report does not add up")
                }
                visits.append(middle - start)
                others.append(time.now() - middle)
            }
            rows += [
                BenchRow("report: visits of twelve months by \(step.rawValue)", visits, aim: aim),
                BenchRow("report: refusals of twelve months by \(step.rawValue)", others, aim: aim),
            ].compactMap(\.self)
        }
        return BenchResult(rows: rows, notes: ["reports: \(Self.days) days of \(Self.perDay) visits at two campuses, eight reasons of refusal"])
    }

    private static var perDay: Int { visitsADay / (2 * hours.count) * 2 * hours.count }

    /// A year of counts, as so many visits would leave them.
    static func fill(_ store: SQLiteStore, from first: CivilDate) async throws {
        let codes = DecisionCode.allCases.filter { !$0.admits }.prefix(8)
        for number in 0..<days {
            let day = CivilDate(daysSinceEpoch: first.daysSinceEpoch + number)
            var counts: [HourlyCount] = []
            for (campus, hour) in [1, 2].flatMap({ campus in hours.map { (CampusID(rawValue: campus), $0) } }) {
                for kind in [CountQuery.Kind.entry, .exit] {
                    counts.append(HourlyCount(campus: campus, day: day, hour: hour, kind: kind, count: perDay / (2 * hours.count)))
                }
                counts += codes.map { HourlyCount(campus: campus, day: day, hour: hour, kind: .refusal, code: $0.rawValue, count: 2) }
            }
            try await store.add(counts)
        }
    }
}
