import GateHardware
import LibraryModel
import Testing

@Suite("Simulated clocks")
struct SimulatedTimeTests {
    static let noon = WallTime(seconds: 1_790_000_000)
    let time = SimulatedTime(wall: noon)

    @Test
    func `both clocks stand still until they are moved, and then move together`() {
        #expect(time.now() == .zero)
        #expect(time.wall() == ClockReading(time: Self.noon, trust: .trusted))
        time.advance(by: .milliseconds(1500))
        #expect(time.now() == .zero + .milliseconds(1500))
        #expect(time.wall().time == Self.noon + .milliseconds(1500))
        time.advance(to: .zero)
        #expect(time.now() == .zero + .milliseconds(1500))
    }

    @Test
    func `setting the wall clock leaves the monotonic clock and its deadlines alone`() {
        time.advance(by: .seconds(10))
        time.setWall(WallTime(seconds: 0))
        #expect(time.now() == .zero + .seconds(10))
        #expect(time.wall().time == WallTime(seconds: 0))
        time.advance(by: .seconds(5))
        #expect(time.wall().time == WallTime(seconds: 5))
    }

    @Test
    func `the wall clock says what trust it was given`() {
        time.setTrust(.untrusted(lastKnown: Self.noon))
        #expect(time.wall().trust == .untrusted(lastKnown: Self.noon))
    }

    @Test
    func `actions run in the order of their deadlines, each at its own instant`() {
        let log = Noted<String>()
        let time = time
        @Sendable func note(_ word: String) -> @Sendable () -> Void {
            { log.add("\(word) \((time.now() - .zero).inMilliseconds)") }
        }
        time.call(at: .zero + .milliseconds(30), note("c"))
        time.call(at: .zero + .milliseconds(10), note("a"))
        time.call(at: .zero + .milliseconds(30), note("d"))
        time.call(at: .zero + .milliseconds(20)) {
            note("b")()
            time.call(at: .zero, note("past"))
            time.call(at: .zero + .milliseconds(25), note("nested"))
        }
        let never = time.call(at: .zero + .milliseconds(15), note("cancelled"))
        time.cancel(never)
        #expect(time.nextDeadline == .zero + .milliseconds(10))
        time.advance(by: .milliseconds(29))
        time.advance(by: .milliseconds(1))
        #expect(log.all == ["a 10", "b 20", "past 20", "nested 25", "c 30", "d 30"])
        #expect(time.waiting == 0)
    }

    @Test
    func `sleepers wake in the order of their deadlines, none before its own`() async throws {
        let time = time
        let order = Noted<Int>()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for delay in [30, 10, 20] {
                group.addTask {
                    try await time.sleep(until: .zero + .milliseconds(delay))
                    order.add(delay)
                }
            }
            while time.waiting < 3 { await Task.yield() }
            for woken in 1...3 {
                time.advance(by: .milliseconds(9))
                #expect(order.all.count == woken - 1)
                time.advance(by: .milliseconds(1))
                while order.all.count < woken { await Task.yield() }
            }
            try await group.waitForAll()
        }
        #expect(order.all == [10, 20, 30])
    }

    @Test
    func `a deadline that is past does not sleep`() async throws {
        time.advance(by: .seconds(1))
        try await time.sleep(until: .zero + .seconds(1))
        #expect(time.waiting == 0)
    }

    @Test
    func `a cancelled sleeper wakes at once with a cancellation`() async throws {
        let time = time
        let sleeper = Task { try await time.sleep(until: .zero + .seconds(1)) }
        while time.waiting < 1 { await Task.yield() }
        sleeper.cancel()
        await #expect(throws: CancellationError.self) { try await sleeper.value }
        #expect(time.waiting == 0)
        let late = Task {
            while !Task.isCancelled { await Task.yield() }
            try await time.sleep(until: .zero + .seconds(1))
        }
        late.cancel()
        await #expect(throws: CancellationError.self) { try await late.value }
        #expect(time.waiting == 0)
    }
}
