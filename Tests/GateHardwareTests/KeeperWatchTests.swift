import GateHardware
import LibraryModel
import Testing

@Suite("When a keeper is beaten, replaced and begun anew")
struct KeeperWatchTests {
    private func at(_ milliseconds: Int64) -> Instant { .zero + .milliseconds(milliseconds) }

    /// A watch whose keeper was started at 0 and has answered its first beat at 40 ms.
    private func attended() -> KeeperWatch {
        var watch = KeeperWatch()
        watch.started(at: at(0))
        watch.beat(at: at(0))
        #expect(watch.answered(at: at(40)) == .first(after: .milliseconds(40)))
        return watch
    }

    @Test
    func `the first one is started at once and asked at once`() {
        var watch = KeeperWatch()
        #expect(watch.step(at: at(0)) == .start && !watch.isAnswering)
        watch.started(at: at(0))
        #expect(watch.step(at: at(0)) == .beat && !watch.isAnswering)
        watch.beat(at: at(0))
        #expect(watch.step(at: at(1)) == .wait(until: at(250)))
        #expect(watch.isAwaiting)
    }

    @Test
    func `it is beaten four times a second while it answers`() {
        var watch = attended()
        #expect(watch.isAnswering && !watch.isAwaiting)
        #expect(watch.step(at: at(100)) == .wait(until: at(250)))
        #expect(watch.step(at: at(250)) == .beat)
        watch.beat(at: at(250))
        #expect(watch.answered(at: at(251)) == .none)
        #expect(watch.step(at: at(260)) == .wait(until: at(500)))
    }

    @Test
    func `one that answers no beat for a second is replaced, counted from the first that it missed`() {
        var watch = attended()
        for beat in stride(from: Int64(250), to: 1250, by: 250) {
            #expect(watch.step(at: at(beat)) == .beat)
            watch.beat(at: at(beat))
        }
        #expect(watch.step(at: at(1249)) == .wait(until: at(1250)))
        guard case .replace = watch.step(at: at(1250)) else {
            Issue.record("it was not replaced")
            return
        }
    }

    @Test
    func `a controller that was stopped itself blames nobody`() {
        var watch = attended()
        #expect(watch.step(at: at(60_000)) == .beat)
        watch.beat(at: at(60_000))
        #expect(watch.step(at: at(60_001)) == .wait(until: at(60_250)))
    }

    @Test
    func `after a missed order nothing is awaited of it until it answers again`() {
        var watch = attended()
        watch.missed(at: at(100))
        #expect(!watch.isAnswering && watch.isAwaiting)
        #expect(watch.answered(at: at(180)) == .again)
        #expect(watch.isAnswering)
        watch.missed(at: at(200))
        guard case .replace = watch.step(at: at(1200)) else {
            Issue.record("it was not replaced")
            return
        }
    }

    @Test
    func `one that says nothing after its start is replaced after twenty seconds`() {
        var watch = KeeperWatch()
        watch.started(at: at(0))
        for beat in stride(from: Int64(0), to: 20_000, by: 250) {
            #expect(watch.step(at: at(beat)) == .beat)
            watch.beat(at: at(beat))
        }
        guard case .replace = watch.step(at: at(20_000)) else {
            Issue.record("it was not replaced")
            return
        }
    }

    @Test
    func `the first successor comes at once, the next ones more and more slowly`() {
        var watch = attended()
        var now: Int64 = 1000
        for pause: Int64 in [0, 200, 400, 800, 1600, 3200, 5000, 5000] {
            watch.ended(at: at(now))
            if pause > 0 { #expect(watch.step(at: at(now + pause - 1)) == .wait(until: at(now + pause))) }
            #expect(watch.step(at: at(now + pause)) == .start)
            now += pause
            watch.started(at: at(now))
        }
        for _ in 0..<100 { watch.ended(at: at(now)) }
        #expect(watch.step(at: at(now)) == .wait(until: at(now + 5000)))
    }

    @Test
    func `one that was good for ten seconds has its successor at once again`() {
        var watch = attended()
        watch.ended(at: at(100))
        watch.started(at: at(100))
        _ = watch.answered(at: at(150))
        watch.ended(at: at(10_149))
        #expect(watch.step(at: at(10_149)) == .wait(until: at(10_349)))
        watch.started(at: at(10_349))
        _ = watch.answered(at: at(10_400))
        watch.ended(at: at(20_400))
        #expect(watch.step(at: at(20_400)) == .start)
    }
}
