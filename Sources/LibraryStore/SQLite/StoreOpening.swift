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
/// A gate begins whatever its store does, since it has exits to serve: on a full disk, beside a program that holds the store,
/// where it is damaged or its disk is not there. What was opened then refuses everything, as a store does that fails later,
/// and is tried again whenever somebody asks.
final class StoreOpening: Sendable {
    private enum State {
        case opened(OpenedStore)
        /// Nobody tries just now.
        case failed(StoreError)
        case trying(StoreError)
        case closed
    }

    private static let closed = StoreError(.other, during: "open", detail: "it was closed")

    private let open: @Sendable () throws -> OpenedStore
    private let openedLate: (@Sendable () -> Void)?
    // A lock, because changes and questions come from several threads; never held while a file is opened.
    private let state: Mutex<State>
    /// For tries, which wait for a disk or for another program.
    private let queue = DispatchQueue(label: "gatehouse.store.open")

    /// Opens now. Throws what stands against it, unless somebody wants to hear of a later try.
    init(
        openedLate: (@Sendable () -> Void)?, _ open: @escaping @Sendable () throws -> OpenedStore
    ) throws(StoreError) {
        (self.open, self.openedLate) = (open, openedLate)
        do {
            state = Mutex(.opened(try open()))
        } catch {
            let error = StoreError(error, during: "open")
            guard openedLate != nil else { throw error }
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

    /// Hands over the open store, on this thread. Where there is none, whoever asks is told at once what was in the way at the
    /// last try, and the next one begins: a start asks many things, and may not wait a second for each of them.
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
        if tries { queue.async { [self] in tryAgain() } }
        body(outcome)
    }

    private func tryAgain() {
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
        guard case .success(let store) = outcome else { return }
        if isInTime { openedLate?() } else { try? store.database.close() }
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
