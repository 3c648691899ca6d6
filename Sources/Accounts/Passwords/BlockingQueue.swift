internal import Dispatch

/// A bounded place for calls that block, on threads of their own: the tasks of the program never wait for one.
public actor BlockingQueue {
    private let atOnce: Int
    private let longest: Int
    private let threads = DispatchQueue(label: "gatehouse.blocking", attributes: .concurrent)
    private var running = 0
    /// In order of arrival; who leaves hands the place over to the first.
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// At most `atOnce` calls run and `longest` wait; who comes beyond is turned away at once.
    public init(atOnce: Int = AccountLimits.hashingAtOnce, longest: Int = AccountLimits.hashingQueue) {
        precondition(atOnce > 0 && longest >= 0, "a queue runs at least one call")
        (self.atOnce, self.longest) = (atOnce, longest)
    }

    /// How many calls wait for their turn.
    public var waitingCalls: Int { waiting.count }

    /// What `body` answers; nil, without calling it, when the queue is full or the caller was cancelled meanwhile.
    public func run<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value? {
        guard await enter() else { return nil }
        defer { leave() }
        guard !Task.isCancelled else { return nil }
        let threads = threads
        return await withCheckedContinuation { done in
            threads.async { done.resume(returning: body()) }
        }
    }

    private func enter() async -> Bool {
        if running < atOnce {
            running += 1
            return true
        }
        guard waiting.count < longest else { return false }
        await withCheckedContinuation { waiting.append($0) }
        return true
    }

    private func leave() {
        if waiting.isEmpty { running -= 1 } else { waiting.removeFirst().resume() }
    }
}
