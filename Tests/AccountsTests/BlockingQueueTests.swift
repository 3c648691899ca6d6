import Accounts
import Dispatch
import Foundation
import Synchronization
import Testing

@Suite("the place for calls that block")
struct BlockingQueueTests {
    /// Calls that stand still until they are let go, and how many stood side by side.
    private final class Hall: Sendable {
        private let counts = Mutex((inside: 0, most: 0, total: 0))
        private let gate = DispatchSemaphore(value: 0)
        private let arrivals = AsyncStream<Void>.makeStream()

        func stay() {
            counts.withLock {
                $0.inside += 1
                $0.total += 1
                $0.most = max($0.most, $0.inside)
            }
            arrivals.continuation.yield()
            gate.wait()
            counts.withLock { $0.inside -= 1 }
        }

        func letGo(_ count: Int) { for _ in 0..<count { gate.signal() } }

        func awaitArrivals(_ count: Int) async {
            var left = count
            for await _ in arrivals.stream {
                left -= 1
                if left == 0 { return }
            }
        }

        var most: Int { counts.withLock(\.most) }
        var total: Int { counts.withLock(\.total) }
    }

    private final class Flag: Sendable {
        let isUp = Atomic(true)
    }

    @Test("two run, three wait in order, the sixth is turned away at once and never runs")
    func bounds() async {
        let (queue, hall) = (BlockingQueue(atOnce: 2, longest: 3), Hall())
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<5 { group.addTask { await queue.run { hall.stay() } != nil } }
            await hall.awaitArrivals(2)
            while await queue.waitingCalls < 3 { await Task.yield() }
            #expect(await queue.run { hall.stay() } == nil)
            hall.letGo(5)
            #expect(await group.reduce(0) { $0 + ($1 ? 1 : 0) } == 5)
        }
        #expect(hall.most == 2)
        #expect(hall.total == 5)
        #expect(await queue.run { 7 } == 7, "the places are free again")
    }

    @Test("calls that keep every core busy do not stop the tasks of the program")
    func tasksGoOn() async {
        let cores = ProcessInfo.processInfo.activeProcessorCount
        let queue = BlockingQueue(atOnce: 2 * cores, longest: 0)
        let flag = Flag()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<2 * cores {
                group.addTask { _ = await queue.run { while flag.isUp.load(ordering: .relaxed) {} } }
            }
            // Ends the calls; if they held up the tasks, nobody would ever.
            group.addTask {
                for _ in 0..<1000 { await Task.yield() }
                flag.isUp.store(false, ordering: .relaxed)
            }
        }
        #expect(await queue.run { 7 } == 7)
    }

    @Test("who went away while waiting is not served, and the place goes on to the next")
    func cancelled() async {
        let (queue, hall) = (BlockingQueue(atOnce: 1, longest: 8), Hall())
        await withTaskGroup(of: Void.self) { group in
            group.addTask { _ = await queue.run { hall.stay() } }
            await hall.awaitArrivals(1)
            let gone = Task { await queue.run { hall.stay() } }
            while await queue.waitingCalls < 1 { await Task.yield() }
            group.addTask { _ = await queue.run { hall.stay() } }
            while await queue.waitingCalls < 2 { await Task.yield() }
            gone.cancel()
            hall.letGo(2)
            #expect(await gone.value == nil)
        }
        #expect(hall.total == 2)
        #expect(hall.most == 1)
    }

    @Test("a thousand short calls through a queue that is long enough are all answered")
    func many() async {
        let queue = BlockingQueue(atOnce: 2, longest: 1000)
        let sum = await withTaskGroup(of: Int.self) { group in
            for number in 1...1000 { group.addTask { await queue.run { number } ?? 0 } }
            return await group.reduce(0, +)
        }
        #expect(sum == 500_500)
    }
}

/// A queue in which nobody can wait and whose one place is taken.
enum FullQueue {
    static func with<Value: Sendable>(_ body: (BlockingQueue) async throws -> Value) async throws -> Value {
        let queue = BlockingQueue(atOnce: 1, longest: 0)
        let (arrivals, held) = (AsyncStream<Void>.makeStream(), DispatchSemaphore(value: 0))
        async let _: Void? = queue.run {
            arrivals.continuation.yield()
            held.wait()
        }
        for await _ in arrivals.stream { break }
        defer { held.signal() }
        return try await body(queue)
    }
}
