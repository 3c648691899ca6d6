internal import Dispatch

/// A bounded place for calls that block or compute for long, on threads of their own: the tasks of the program never
/// wait for one.
///
/// The places are serial queues, since only those have threads of their own. On Linux a concurrent queue shares the
/// threads, as many as there are cores, on which the tasks of Swift run: two calls would stop a gate with two cores.
public actor BlockingQueue {
    private let longest: Int
    private var free: [DispatchQueue]
    /// In order of arrival; who leaves hands the place over to the first.
    private var waiting: [CheckedContinuation<DispatchQueue, Never>] = []

    /// At most `atOnce` calls run and `longest` wait; who comes beyond is turned away at once.
    public init(atOnce: Int = AccountLimits.hashingAtOnce, longest: Int = AccountLimits.hashingQueue) {
        precondition(atOnce > 0 && longest >= 0, "a queue runs at least one call")
        self.longest = longest
        free = (1...atOnce).map { DispatchQueue(label: "gatehouse.blocking.\($0)") }
    }

    /// How many calls wait for their turn.
    public var waitingCalls: Int { waiting.count }

    /// What `body` answers; nil, without calling it, when the queue is full or the caller was cancelled meanwhile.
    public func run<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value? {
        guard let place = await enter() else { return nil }
        defer { leave(place) }
        guard !Task.isCancelled else { return nil }
        return await withCheckedContinuation { done in
            place.async { done.resume(returning: body()) }
        }
    }

    private func enter() async -> DispatchQueue? {
        if let place = free.popLast() { return place }
        guard waiting.count < longest else { return nil }
        return await withCheckedContinuation { waiting.append($0) }
    }

    private func leave(_ place: DispatchQueue) {
        if waiting.isEmpty { free.append(place) } else { waiting.removeFirst().resume(returning: place) }
    }
}
