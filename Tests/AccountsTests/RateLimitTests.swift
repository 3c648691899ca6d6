import Accounts
import LibraryModel
import Testing

@Suite("the rate of requests")
struct RateLimitTests {
    private func at(_ seconds: Double) -> Instant { Instant(nanoseconds: Int64(seconds * 1e9)) }

    @Test("a burst goes through, then one each interval; a refused request takes nothing")
    func bucket() {
        var limit = RateLimit<String>(burst: 3, each: .seconds(10), keys: 10)
        let script: [(at: Double, wait: Duration?)] = [
            (0, nil), (0, nil), (0, nil), (0, .seconds(10)), (4, .seconds(6)), (9.5, .milliseconds(500)), (10, nil),
            (10, .seconds(10)), (20, nil), (20, .seconds(10)), (1000, nil), (1000, nil), (1000, nil), (1000, .seconds(10)),
        ]
        for (index, step) in script.enumerated() {
            #expect(limit.take("a", at: at(step.at)) == step.wait, "step \(index)")
        }
    }

    @Test("what is given back can be taken again, and no more than that")
    func givenBack() {
        var limit = RateLimit<Int>(burst: 2, each: .seconds(10), keys: 10)
        limit.giveBack(1)
        for _ in 0..<2 { #expect(limit.take(1, at: .zero) == nil) }
        limit.giveBack(1)
        #expect(limit.take(1, at: .zero) == nil)
        #expect(limit.take(1, at: .zero) == .seconds(10))
    }

    @Test("one key does not pay for another")
    func keys() {
        var limit = RateLimit<Int>(burst: 1, each: .seconds(1), keys: 10)
        for key in 0..<4 { #expect(limit.take(key, at: .zero) == nil) }
        for key in 0..<4 { #expect(limit.take(key, at: .zero) == .seconds(1)) }
    }

    @Test("a clock that stands still or runs back lets nothing more through")
    func backwards() {
        var limit = RateLimit<Int>(burst: 1, each: .seconds(1), keys: 10)
        #expect(limit.take(1, at: at(100)) == nil)
        #expect(limit.take(1, at: at(99)) == .seconds(2))
        #expect(limit.take(1, at: at(101)) == nil)
    }

    @Test("never are more keys remembered than said, and those used last are")
    func bounded() {
        var limit = RateLimit<Int>(burst: 1, each: .seconds(1000), keys: 100)
        #expect(limit.take(-1, at: .zero) == nil)
        for key in 0..<10_000 {
            #expect(limit.take(key, at: .zero) == nil)
            #expect(limit.keyCount <= 100)
        }
        for key in 9_951..<10_000 { #expect(limit.take(key, at: .zero) != nil) }
        #expect(limit.take(-1, at: .zero) == nil, "whoever is forgotten starts anew")
    }

    @Test("over any stretch of time no more than the burst and one each interval go through")
    func property() {
        var chance = SeededChance(seed: 5)
        var limit = RateLimit<Int>(burst: 5, each: .milliseconds(700), keys: 4)
        var (now, passed) = (Instant.zero, [Instant]())
        for _ in 0..<5_000 {
            now = now + .milliseconds(Int.random(in: 0...300, using: &chance))
            if limit.take(1, at: now) == nil { passed.append(now) }
        }
        for (first, index) in zip(passed, passed.indices) {
            for later in passed[index...].prefix(60).indices {
                let most = 5 + Int((passed[later] - first) / .milliseconds(700))
                #expect(later - index + 1 <= most)
            }
        }
        #expect(passed.count > 500)
    }
}
