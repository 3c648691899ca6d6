internal import GRDB
internal import Synchronization

/// What a start could not write, and what must be in the store before the next change is.
final class OwedChange: Sendable {
    /// Answers what is to be done when it is on disk.
    typealias Change = @Sendable (Database) throws -> @Sendable () -> Void

    // A lock, because it is owed by a task and paid on the database's queue.
    private let change = Mutex<Change?>(nil)

    func add(_ change: @escaping Change) { self.change.withLock { $0 = change } }

    /// Writes it in a transaction of its own. Throws while the store takes nothing; what it refuses for good is dropped, so
    /// that the changes behind it go on.
    func pay(to database: Database) throws {
        guard let change = change.withLock(\.self) else { return }
        do {
            var then: (@Sendable () -> Void)?
            try database.inTransaction(.immediate) {
                then = try change(database)
                return .commit
            }
            then?()
        } catch {
            let code = StoreError(error, during: "begin run").code
            if [.locked, .diskFull, .diskFault, .readOnly].contains(code) { throw error }
        }
        self.change.withLock { $0 = nil }
    }
}
