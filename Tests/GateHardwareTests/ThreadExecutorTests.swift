import Dispatch
import GateHardware
import LibraryModel
import Testing

@Suite("A thread of one's own")
struct ThreadExecutorTests {
    private actor Counter {
        nonisolated let thread: ThreadExecutor
        private(set) var count = 0
        nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

        init(on thread: ThreadExecutor) { self.thread = thread }

        func add() { count += 1 }
        func naps(_ time: any TimeSource, _ times: Int) async throws {
            for _ in 0..<times {
                try await time.sleep(until: time.now() + .milliseconds(1))
                count += 1
            }
        }
    }

    private let linux = LinuxTime()

    @Test func `an actor and its sleeps go on while every thread of the pool is stuck`() async throws {
        let thread = try ThreadExecutor(for: "a test", time: linux)
        let counter = Counter(on: thread)
        let time = ThreadTime(linux, on: thread)
        let over = DispatchSemaphore(value: 0)
        let blocked = 64
        let went = try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask(executorPreference: thread) {
                try await counter.naps(time, 20)
                let went = await counter.count
                for _ in 0..<blocked { over.signal() }
                return went == 20
            }
            for _ in 0..<blocked { group.addTask { ThreadCutOffTests.block(on: over) } }
            return try await group.reduce(true) { $0 && $1 }
        }
        #expect(went)
    }

    @Test func `many tasks count to the same number`() async throws {
        let counter = Counter(on: try ThreadExecutor(for: "a test", time: linux))
        await withDiscardingTaskGroup { group in
            for _ in 0..<1000 { group.addTask { await counter.add() } }
        }
        #expect(await counter.count == 1000)
    }

    @Test func `a sleep that is cancelled ends at once, also before it began`() async throws {
        let thread = try ThreadExecutor(for: "a test", time: linux)
        let time = ThreadTime(linux, on: thread)
        let far = linux.now() + .hours(1)
        let sleeping = Task { try await time.sleep(until: far) }
        sleeping.cancel()
        await #expect(throws: CancellationError.self) { try await sleeping.value }
        let late = Task {
            while !Task.isCancelled { await Task.yield() }
            try await time.sleep(until: far)
        }
        late.cancel()
        await #expect(throws: CancellationError.self) { try await late.value }
    }
}
