internal import Glibc

/// A thread of our own for calls that block. It is waited for when this goes away, so its body must be told to end first.
@safe public struct OwnThread: ~Copyable, Sendable {
    private let id: pthread_t

    /// Starts `body` at once. `purpose` is for the error alone.
    public init(for purpose: String, _ body: @escaping @Sendable () -> Void) throws(LineError) {
        let box = unsafe Unmanaged.passRetained(Body(body))
        var id = pthread_t()
        let result = unsafe pthread_create(
            &id, nil,
            { argument in
                guard let argument = unsafe argument else { return nil }
                let body = unsafe Unmanaged<Body>.fromOpaque(argument).takeRetainedValue()
                body.run()
                return nil
            }, box.toOpaque())
        guard result == 0 else {
            unsafe box.release()
            throw LineError(call: "start a thread for \(purpose)", code: result, advice: "the system has no thread to spare")
        }
        self.id = id
    }

    deinit {
        // The last reference may go on the thread itself, which cannot wait for its own end.
        if pthread_equal(id, pthread_self()) != 0 {
            pthread_detach(id)
        } else {
            pthread_join(id, nil)
        }
    }
}

private final class Body: Sendable {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}
