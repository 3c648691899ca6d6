internal import GRDB
internal import LibraryModel
internal import Synchronization

/// What the start found and what has become of it.
final class StartFindings: Sendable {
    private struct Findings {
        var wasUnclean = false
        var isEarlier = false
        var damage: [String] = []
    }

    // A lock, because whoever checks and whoever asks are different tasks.
    private let findings = Mutex(Findings())

    /// A log lay there that nobody had closed.
    var wasUnclean: Bool { findings.withLock(\.wasUnclean) }
    /// An earlier state was put back, which may not fit the log beside it.
    var isEarlier: Bool { findings.withLock(\.isEarlier) }
    /// What does not hold together; kept in the store too, as far as that can be written.
    var damage: [String] { findings.withLock(\.damage) }

    func noteEarlier() { findings.withLock { ($0.isEarlier, $0.wasUnclean) = (true, true) } }

    func note(wasUnclean: Bool) { findings.withLock { $0.wasUnclean = wasUnclean } }

    /// Every page was looked at.
    func note(damage: [String]) { findings.withLock { ($0.damage, $0.wasUnclean) = (damage, !damage.isEmpty) } }
}

extension SQLiteStore {
    /// The program that had the store before did not close it.
    public var stoppedUncleanly: Bool { start.wasUnclean }

    /// Looks at every page after an unclean stop, or where damage is known, beside everybody. After a clean stop nobody
    /// needs to look: SQLite closed the store itself.
    public func checkAfterUncleanStop() async throws(StoreError) -> [StoreTrouble] {
        guard let path else { return [] }
        let known = try await read("known damage") { try $0.setting(Database.damageKey) }
        guard known != nil || stoppedUncleanly else { return [] }
        let found = try await onReader("check pages") { [start] in try PageCheck.findings(in: path, whole: start.isEarlier) }
        start.note(damage: found)
        if found.isEmpty, known == nil { return [] }
        let words = found.isEmpty ? nil : found.joined(separator: "\n")
        // A store in such a state may refuse to be told so; then this run tells it, and the next start looks again.
        try? await write("known damage", turn: .chore) { try $0.set(Database.damageKey, to: words) }
        return found.map(StoreTrouble.damaged)
    }

    public func troubles() async throws(StoreError) -> [StoreTrouble] {
        let (lost, damage) = try await read("troubles") { database in
            (try database.recordsLost(), try database.setting(Database.damageKey))
        }
        let found = start.damage
        let known = found.isEmpty ? damage?.split(separator: "\n").map(String.init) ?? [] : found
        return (lost.map { [.recordsLost($0)] } ?? []) + known.map(StoreTrouble.damaged)
    }

    /// What was lost with a damaged log, until somebody has counted.
    static func noteLost(_ words: String, in database: any DatabaseWriter) throws {
        try database.write { database in
            let told = try database.recordsLost()
            guard let told else { return try database.set(Database.lostKey, to: words) }
            guard !told.contains(words), told.count < mostLostWords else { return }
            try database.set(Database.lostKey, to: "\(told); \(words)")
        }
    }

    /// Characters; a card that spoils one log after another is told of once and for all.
    private static let mostLostWords = 2000

    /// Closes the store. The log is taken over and emptied first, which is what tells the next start that all is well.
    public func close() throws(StoreError) {
        doubt?.settle()
        guard let opened = opening.end() else { return }
        do {
            if path != nil { try opened.database.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) } }
            try opened.database.close()
        } catch { throw StoreError(error, during: "close") }
    }
}

extension Database {
    /// Findings that are known, a line each.
    fileprivate static let damageKey = "pages_damaged"
    fileprivate static let lostKey = "records_lost"

    /// What a look at every page says now, at most ten things, and what was lost.
    func troubles() throws -> [StoreTrouble] {
        let lost = try recordsLost().map { [StoreTrouble.recordsLost($0)] } ?? []
        return try lost + PageCheck.findings(in: self, whole: false).map(StoreTrouble.damaged)
    }

    /// What was lost with a damaged log, in plain words; nil when nothing was, or somebody has counted since.
    func recordsLost() throws -> String? { try setting(Self.lostKey) }
}
