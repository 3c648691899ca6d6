import GateControl
import LibraryModel
import LibraryRules
import LibraryStore

/// One admission after another while a house does what it must do beside them: none of it holds the store for long.
struct ChoreBench: Sendable {
    /// Decisions that are too old, of which the sweep has to delete each, and which the replay reads.
    static let oldDecisions = 4_000
    /// Patrons of a file that somebody brings.
    static let brought = 50_000

    enum Chore: String, CaseIterable {
        case nothing, reports, replay, backup = "a backup", importing = "an import", sweep = "the sweep"

        /// What there is to sweep is gone afterwards.
        var canBeRepeated: Bool { self != .sweep }
    }

    let library: BenchLibrary
    /// So many admissions beside each, as long as it can be repeated.
    let rounds: Int

    private let time = BenchTime()

    init(library: BenchLibrary, rounds: Int) { (self.library, self.rounds) = (library, rounds) }

    func run() async throws -> BenchResult {
        // Without the disk's part, the longest admission shows how long the others hold the store.
        let (rows, without) = (try await rows(.everyCommit), try await rows(.none))
        return BenchResult(
            rows: rows + without,
            ratios: rows.dropFirst().compactMap { BenchRatio("\($0.name) / alone", $0, over: rows.first) },
            notes: ["chores: \(Self.oldDecisions) decisions to sweep and to replay, \(Self.brought) patrons brought, twelve months of counts"])
    }

    private func rows(_ durability: SQLiteStore.Options.Durability) async throws -> [BenchRow] {
        let waits = durability == .everyCommit
        let folder = try library.copy(to: "chores-\(durability)")
        try await fill(folder + "/gatehouse.db")
        let gate = try SQLiteStore(path: folder + "/gatehouse.db", options: library.options(durability))
        // What a shell's command or another program does has connections of its own.
        let other = try SQLiteStore(path: folder + "/gatehouse.db", options: library.options(durability))
        var rows: [BenchRow] = []
        for chore in Chore.allCases {
            var (spans, turn) = ([Duration](), 0)
            repeat {
                try Task.checkCancellation()
                let seed = UInt64(10 + rows.count * 100 + turn)
                let admissions = Task { try await admit(to: gate, seed: seed) }
                do { try await chore.isOwn ? work(chore, gate, folder, turn) : work(chore, other, folder, turn) } catch {
                    admissions.cancel()
                    throw error
                }
                admissions.cancel()
                spans += try await admissions.value
                turn += 1
            } while spans.count < rounds && chore.canBeRepeated
            let name = chore == .nothing ? "one admission, the house does nothing else" : "one admission beside \(chore.rawValue)"
            let aim = BenchRow.Aim(statistic: waits ? .p99 : .max, below: 20)
            rows += [BenchRow(waits ? name : name + ", without fsync", spans, aim: aim)].compactMap(\.self)
        }
        return rows
    }

    /// Decisions and a year of counts.
    private func fill(_ path: String) async throws {
        let store = try SQLiteStore(path: path, options: library.options(.none))
        var chance = SeededChance(seed: 5)
        for number in 0..<Self.oldDecisions { try await present(number, to: store, using: &chance) }
        let last = LocalTime(time.wall().time, at: .shanghai).date
        try await ReportBench.fill(store, from: CivilDate(daysSinceEpoch: last.daysSinceEpoch - ReportBench.days + 1))
        try store.close()
    }

    /// Until somebody says that it is enough.
    private func admit(to store: SQLiteStore, seed: UInt64) async throws -> [Duration] {
        var chance = SeededChance(seed: seed)
        var spans: [Duration] = []
        while !Task.isCancelled { spans.append(try await present(spans.count, to: store, using: &chance)) }
        return spans
    }

    /// How long a patron's admission took; the seat goes back untimed.
    @discardableResult
    private func present(_ turn: Int, to store: SQLiteStore, using chance: inout SeededChance) async throws -> Duration {
        let number = BenchLibrary.inside + 1 + turn % (BenchLibrary.bookings - BenchLibrary.inside)
        let start = time.now()
        let admission = try await library.admit(number, to: store, at: time.wall().time, using: &chance)
        let span = time.now() - start
        guard let seat = admission.seat else { throw BenchError("not admitted: \(admission.decision.code.rawValue)") }
        _ = try await store.gaveBack(seat, at: time.wall().time, why: .timedOut)
        return span
    }

    private func work(_ chore: Chore, _ store: SQLiteStore, _ folder: String, _ turn: Int) async throws {
        switch chore {
        case .nothing: try await time.sleep(until: time.now() + .seconds(1))
        case .reports:
            let last = LocalTime(time.wall().time, at: .shanghai).date
            let first = CivilDate(daysSinceEpoch: last.daysSinceEpoch - ReportBench.days + 1)
            _ = try await store.counts(CountQuery([.entry, .exit, .refusal], from: first, through: last, by: .hour))
        case .replay:
            var differing = 0
            try await store.forEachDecision { stored in
                guard case .kept(let decision, let facts, let policy) = stored.evidence else { return }
                if decideAdmission(facts, under: policy) != decision { differing += 1 }
            }
            guard differing == 0 else { throw BenchError("\(differing) decisions would differ") }
        case .backup: try StoreCopy(of: folder + "/gatehouse.db").make(to: "\(folder)/copy-\(turn)")
        case .importing:
            _ = try await store.importPatrons(try (1...Self.brought).map { number in
                guard let patron = PatronID(rawValue: "2022\(100_000 + number)") else { throw BenchError("a number is no patron") }
                return PatronRow(line: number, patron: patron, name: "bo \(number) \(turn)", standing: .active)
            })
        case .sweep:
            guard let now = time.wall().vouched else { throw BenchError("the clock of the bench is not believed") }
            try await store.rememberTime(now)
            var policy = RetentionPolicy()
            (policy.facts, policy.decisions, policy.visits) = (.zero, .zero, .zero)
            let swept = try await store.sweep(at: now, keeping: policy)
            guard swept.decisions >= Self.oldDecisions else { throw BenchError("the sweep deleted \(swept.decisions) decisions") }
        }
    }
}

extension ChoreBench.Chore {
    /// Done by the gate itself and not by another program.
    fileprivate var isOwn: Bool { self == .sweep || self == .reports || self == .nothing }
}
