internal import Dispatch
internal import GRDB
internal import Synchronization

/// The file of a store, open.
struct OpenedStore: Sendable {
    let database: any DatabaseWriter
    /// Nil for a store in memory.
    let presence: StorePresence?
}

/// Opens a store, at once or as soon as it can be.
///
/// A start on a full disk, or beside a program that holds the store, cannot open it; what was opened then refuses everything,
/// as a store does that fails later, and whoever asks next tries again.
final class StoreOpening: Sendable {
    private enum State {
        case opened(OpenedStore)
        /// Nobody tries just now.
        case failed(StoreError)
        case trying(StoreError)
        case closed
    }

    /// What may be better in a moment.
    static let passing: Set<StoreError.Code> = [.locked, .diskFull, .diskFault]

    private static let closed = StoreError(.other, during: "open", detail: "it was closed")

    private let open: @Sendable () throws -> OpenedStore
    // A lock, because changes and questions come from several threads; never held while a file is opened.
    private let state: Mutex<State>
    /// For tries, which wait for a disk or for another program.
    private let queue = DispatchQueue(label: "gatehouse.store.open")

    /// Opens now. Throws what stands against it, unless that may pass and `isLate` says to wait for it.
    init(isLate: Bool, _ open: @escaping @Sendable () throws -> OpenedStore) throws(StoreError) {
        self.open = open
        do {
            state = Mutex(.opened(try open()))
        } catch {
            let error = StoreError(error, during: "open")
            guard isLate, Self.passing.contains(error.code) else { throw error }
            state = Mutex(.failed(error))
        }
    }

    /// What is in the way; nil once it is open.
    var problem: StoreError? {
        state.withLock { state in
            switch state {
            case .failed(let error), .trying(let error): error
            case .opened, .closed: nil
            }
        }
    }

    /// Hands over the open store, on this thread; or tries to open it on another. Whoever asks while somebody tries is told
    /// what was in the way at the last try.
    func use(_ body: @escaping @Sendable (Result<OpenedStore, StoreError>) -> Void) {
        let (outcome, tries) = state.withLock { state -> (Result<OpenedStore, StoreError>, Bool) in
            switch state {
            case .opened(let store): return (.success(store), false)
            case .closed: return (.failure(Self.closed), false)
            case .trying(let error): return (.failure(error), false)
            case .failed(let error):
                state = .trying(error)
                return (.failure(error), true)
            }
        }
        guard tries else { return body(outcome) }
        queue.async { [self] in body(tryAgain()) }
    }

    private func tryAgain() -> Result<OpenedStore, StoreError> {
        let outcome: Result<OpenedStore, StoreError>
        do { outcome = .success(try open()) } catch { outcome = .failure(StoreError(error, during: "open")) }
        let isInTime = state.withLock { state in
            if case .closed = state { return false }
            switch outcome {
            case .success(let store): state = .opened(store)
            case .failure(let error): state = .failed(error)
            }
            return true
        }
        guard isInTime else {
            if case .success(let store) = outcome { try? store.database.close() }
            return .failure(Self.closed)
        }
        return outcome
    }

    /// The open store, if there is one, which nobody opens any more.
    func end() -> OpenedStore? {
        state.withLock { state in
            guard case .opened(let store) = state else {
                state = .closed
                return nil
            }
            return store
        }
    }
}
