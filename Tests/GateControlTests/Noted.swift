import Synchronization

/// What several tasks noted down, in order.
final class Noted<Note: Sendable>: Sendable {
    /// Locked because controllers tell from their own executors.
    private let notes = Mutex<[Note]>([])

    func add(_ note: Note) { notes.withLock { $0.append(note) } }

    var all: [Note] { notes.withLock { $0 } }

    func takeAll() -> [Note] {
        notes.withLock { notes in
            defer { notes = [] }
            return notes
        }
    }
}
