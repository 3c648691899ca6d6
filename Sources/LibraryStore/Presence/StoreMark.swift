internal import Foundation
internal import GRDB
internal import LibraryModel

/// The file beside the store that says that there is one, and which: a store that is gone, empty or another one is never
/// taken for a new one.
///
/// One line: a state, the id that the store holds too, `doubted` while the count is not to be believed, and `run-` with how
/// many runs of a gate the store has seen: one that has seen fewer was put back to an earlier state.
struct StoreMark: Sendable {
    /// Behind the path of the store.
    static let suffix = ".id"

    /// What the file says.
    struct Words: Equatable {
        enum State: String {
            /// The store is being made: what is there may be empty.
            case making
            case made
        }

        var state = State.making
        /// Nil while it is being made.
        var id: String?
        var isDoubted = false
        var runs = 0

        init(state: State = .making, id: String? = nil, isDoubted: Bool = false, runs: Int = 0) {
            (self.state, self.id, self.isDoubted, self.runs) = (state, id, isDoubted, runs)
        }

        init?(_ text: String) {
            let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
            guard let first = words.first, let state = State(rawValue: first) else { return nil }
            let id = words.dropFirst().first { $0 != Self.doubted && !$0.hasPrefix(Self.run) }
            guard (state == .made) == (id != nil) else { return nil }
            let runs = words.lazy.filter { $0.hasPrefix(Self.run) }.compactMap { Int($0.dropFirst(Self.run.count)) }
                .first { 0...StoreLimits.mostRuns ~= $0 }
            self.init(state: state, id: id, isDoubted: words.contains(Self.doubted), runs: runs ?? 0)
        }

        private static let (doubted, run) = ("doubted", "run-")

        var text: String {
            let words = [state.rawValue, id, isDoubted ? Self.doubted : nil, runs > 0 ? "\(Self.run)\(runs)" : nil]
            return words.compactMap(\.self).joined(separator: " ") + "\n"
        }
    }

    let store: String
    private var path: String { store + Self.suffix }

    init(of store: String) { self.store = store }

    /// Nil when there is none, or a power cut left it empty.
    var words: Words? { PlainFile.text(at: path).flatMap(Words.init) }

    /// Before the store is opened: what is not there, or is empty, must be meant so.
    func admit() throws(StoreError) {
        let words = words
        switch PlainFile.size(of: store) {
        case nil where words == nil: try write(Words())
        case nil where words?.state == .made: throw lost("\(store) is gone, and \(path) says that there was one")
        case 0 where words?.state != .making: throw lost("\(store) is empty")
        default: break
        }
    }

    /// Once it is open: it holds the id that the mark names, or gets one. After a doubt the count of the campuses is not
    /// believed; nil leaves the doubt to whoever opens it next. Answers the id.
    @discardableResult
    func agree(with database: any DatabaseWriter, doubting campuses: [CampusID]?) throws -> String? {
        let before = words
        let held = try database.read(Self.id)
        if let before, before.state == .made, before.id != held { throw lost("\(store) is another one than \(path) names") }
        // A store that has an id had a mark: without it nobody knows whether this is the state that it named.
        let isDoubted = before?.isDoubted ?? (held != nil)
        let doubted = isDoubted ? campuses : nil
        if held == nil || doubted != nil {
            try database.write { database in
                try database.run(
                    """
                    INSERT INTO setting (key, value) VALUES ('store_id', lower(hex(randomblob(8)))) ON CONFLICT (key) DO NOTHING
                    """)
                for campus in doubted ?? [] { try database.doubtCount(of: campus) }
            }
        }
        let id = try held ?? database.read(Self.id)
        let after = Words(state: .made, id: id, isDoubted: isDoubted && doubted == nil, runs: before?.runs ?? 0)
        if before != after { try write(after) }
        return id
    }

    @Sendable private static func id(_ database: Database) throws -> String? {
        try database.setting("store_id")
    }

    /// What happened is not all in the store: whoever opens one here next does not believe its count.
    ///
    /// - Parameter id: the store's own; nil when nobody has read it yet.
    func doubt(of id: String? = nil) throws(StoreError) {
        // Beside nothing, as on a disk that is not mounted, or beside an emptied store a mark without an id would look as if
        // one were to be made.
        guard id != nil || self.words != nil || PlainFile.size(of: store) ?? 0 > 0 else { throw lost("there is no store at \(store)") }
        var words = self.words ?? Words(state: id == nil ? .making : .made, id: id)
        guard !words.isDoubted else { return }
        words.isDoubted = true
        try write(words)
    }

    /// What was missing is in the store now.
    func settle() throws(StoreError) {
        guard var words, words.isDoubted else { return }
        words.isDoubted = false
        try write(words)
    }

    /// A run of a gate is in the store.
    func note(runs: Int) throws(StoreError) {
        guard var words, words.runs != runs else { return }
        words.runs = runs
        try write(words)
    }

    /// A copy takes the place of the store: the mark names it before it is there, so that a start in between finds no store
    /// instead of beginning a new one.
    func expect(copy: String) throws {
        var configuration = Configuration()
        configuration.readonly = true
        let database = try DatabaseQueue(path: copy, configuration: configuration)
        defer { try? database.close() }
        let id = try database.read(Self.id)
        try write(Words(state: id == nil ? .making : .made, id: id, isDoubted: true))
    }

    /// Staff accept whatever the store holds by the next opening, or that it is not there.
    func forget() throws(StoreError) { try write(Words(isDoubted: true)) }

    private func write(_ words: Words) throws(StoreError) {
        if let code = PlainFile.write(words.text, to: path) {
            throw StoreError(code, during: "mark the store", detail: "\(path) cannot be written")
        }
    }

    private func lost(_ words: String) -> StoreError { StoreError(.lost, during: "open", detail: words) }
}

extension Database {
    /// Since when is written by the first who knows the time.
    func doubtCount(of campus: CampusID) throws {
        try run("INSERT INTO setting (key, value) VALUES (?, '') ON CONFLICT (key) DO NOTHING", [Self.countDoubt(campus)])
    }

    /// Somebody has counted.
    func trustCount(of campus: CampusID) throws {
        try run("DELETE FROM setting WHERE key = ?", [Self.countDoubt(campus)])
        try forgetLost()
    }

    /// The house was closed at `limit`, which is an answer to a doubt that came up before: nobody is inside.
    func trustCount(of campus: CampusID, closedAt limit: WallTime, now: WallTime) throws {
        let doubt = Self.countDoubt(campus)
        try run("UPDATE setting SET value = ? WHERE key = ? AND value = ''", ["\(now.milliseconds)", doubt])
        try run("DELETE FROM setting WHERE key = ? AND CAST(value AS INTEGER) < ?", [doubt, limit.milliseconds])
        if changesCount > 0 { try forgetLost() }
    }

    /// What was lost is told until nobody doubts a count any more.
    private func forgetLost() throws {
        try run(
            """
            DELETE FROM setting
            WHERE key = 'records_lost' AND NOT EXISTS (SELECT 1 FROM setting WHERE key LIKE 'count_doubted.%')
            """)
    }

    func isCountDoubted(of campus: CampusID) throws -> Bool {
        try row("SELECT key FROM setting WHERE key = ?", [Self.countDoubt(campus)]) != nil
    }

    private static func countDoubt(_ campus: CampusID) -> String { "count_doubted.\(campus.rawValue)" }
}
