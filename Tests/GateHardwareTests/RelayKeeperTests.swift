import GateHardware
import Glibc
import LibraryModel
import Testing

/// A keeper of two lines on simulated time.
private struct Kept {
    let time = SimulatedTime(wall: WallTime(seconds: 1_790_000_000))
    let bank: SimulatedBank
    let told = Noted<KeeperAnswer>()
    var keeper: RelayKeeper
    private var number: UInt32 = 0

    init(breaking: (SimulatedBank) -> Void = { _ in }) {
        let (bank, time) = (SimulatedBank(time: time), time)
        breaking(bank)
        self.bank = bank
        keeper = RelayKeeper(
            ["relay-entry", "relay-exit"], on: bank, time: time, cutOff: { _ in SimulatedCutOff(time: time) },
            tell: { [told] in told.add($0) })
    }

    /// The errno that the keeper answers, 0 for none; nil when the answer is to another order.
    mutating func ask(_ wish: KeeperOrder.Wish) -> Int32? {
        number += 1
        return switch keeper.hear(KeeperOrder(wish, number: number).packet) {
        case .done(number): 0
        case .refused(number, let error): error.code
        default: nil
        }
    }

    /// Lets time pass and looks each 10 ms, as the keeper's own loop does when nothing comes.
    mutating func pass(_ span: Duration) {
        for _ in 0..<span.inMilliseconds / 10 {
            time.advance(by: .milliseconds(10))
            _ = keeper.look()
        }
    }

    func until(_ span: Duration) -> Instant { time.now() + span }

    /// The changes of a line in milliseconds since the start, on being positive and off negative.
    func changes(_ name: String = "relay-entry") -> [Int64] {
        bank.history(of: name).map { ($0.active ? 1 : -1) * ($0.at - .zero).inMilliseconds }
    }
}

@Suite("The keeper of the relays (design invariant 3)")
struct RelayKeeperTests {
    @Test
    func `a pulse ends by itself, whatever the controller does afterwards`() {
        var kept = Kept()
        kept.pass(.milliseconds(10))
        #expect(kept.ask(.pulse(line: 0, until: kept.until(.milliseconds(300)))) == 0)
        kept.pass(.seconds(60))
        #expect(kept.changes() == [10, -310])
        #expect(kept.changes("relay-exit") == [])
    }

    @Test
    func `a second without a word drops every line, even one that no timer drops`() {
        let time = SimulatedTime(wall: WallTime(seconds: 1_790_000_000))
        let bank = SimulatedBank(time: time)
        // A cut-off that never rings stands for one that hangs.
        var keeper = RelayKeeper(
            ["relay-entry"], on: bank, time: time, cutOff: { _ in Silent() }, tell: { _ in })
        let order = KeeperOrder(.pulse(line: 0, until: time.now() + .seconds(1)), number: 1)
        #expect(keeper.hear(order.packet) == .done(number: 1))
        time.advance(by: .milliseconds(999))
        #expect(keeper.look() == time.now() + .milliseconds(1))
        #expect(bank.level(of: "relay-entry"))
        time.advance(by: .milliseconds(1))
        #expect(keeper.look() == nil)
        #expect(!bank.level(of: "relay-entry"))
    }

    private struct Silent: CutOff {
        func arm(at deadline: Instant, _ action: @escaping @Sendable () -> Instant?) {}
        func disarm() {}
    }

    @Test
    func `a beat is a sign of life, and what is no order is none`() {
        var kept = Kept()
        for _ in 0..<4 {
            #expect(kept.ask(.beat) == 0)
            kept.pass(.milliseconds(250))
        }
        #expect(kept.keeper.look() != nil)
        for _ in 0..<3 {
            #expect(kept.keeper.hear([1, 2, 3]) == nil)
            kept.pass(.milliseconds(250))
        }
        #expect(kept.keeper.look() == nil)
    }

    @Test
    func `an order that comes late is shorter, and one that comes too late does nothing`() {
        var kept = Kept()
        let end = kept.until(.milliseconds(300))
        kept.pass(.milliseconds(100))
        #expect(kept.ask(.pulse(line: 0, until: end)) == 0)
        kept.pass(.milliseconds(500))
        #expect(kept.changes() == [100, -300])
        #expect(kept.ask(.pulse(line: 0, until: end)) == ETIME)
        #expect(kept.ask(.pulse(line: 0, until: kept.until(.milliseconds(1001)))) == EINVAL)
        #expect(kept.ask(.pulse(line: 2, until: kept.until(.milliseconds(300)))) == ENXIO)
        kept.pass(.milliseconds(500))
        #expect(kept.changes() == [100, -300])
    }

    @Test
    func `off ends a pulse at once, and a probe does not`() {
        var kept = Kept()
        #expect(kept.ask(.pulse(line: 0, until: kept.until(.milliseconds(500)))) == 0)
        kept.pass(.milliseconds(100))
        #expect(kept.ask(.probe(line: 0)) == 0)
        kept.pass(.milliseconds(100))
        #expect(kept.ask(.off(line: 0)) == 0)
        kept.pass(.milliseconds(600))
        #expect(kept.changes() == [0, -200])
    }

    @Test
    func `a line that cannot be had at the start is taken as soon as it can, at rest`() {
        var kept = Kept { $0.inject(.busy, on: "relay-entry") }
        #expect(kept.bank.heldLines == ["relay-exit"])
        #expect(kept.ask(.probe(line: 0)) == EBUSY)
        #expect(kept.ask(.pulse(line: 0, until: kept.until(.milliseconds(300)))) == EBUSY)
        #expect(kept.ask(.pulse(line: 1, until: kept.until(.milliseconds(300)))) == 0)
        kept.bank.mend("relay-entry")
        #expect(kept.ask(.beat) == 0)
        #expect(kept.bank.heldLines == ["relay-entry", "relay-exit"])
        #expect(!kept.bank.level(of: "relay-entry"))
        #expect(kept.ask(.probe(line: 0)) == 0)
    }

    @Test
    func `lines whose chip goes are refused, and taken again at rest when it is back`() {
        var kept = Kept()
        #expect(kept.ask(.pulse(line: 0, until: kept.until(.milliseconds(300)))) == 0)
        kept.bank.unplug()
        kept.pass(.seconds(1))
        for line in 0...1 { #expect(kept.ask(.probe(line: line)) == ENODEV) }
        kept.bank.plugIn()
        #expect(kept.ask(.beat) == 0)
        #expect(kept.bank.heldLines == ["relay-entry", "relay-exit"])
        #expect(!kept.bank.level(of: "relay-entry"))
        for line in 0...1 { #expect(kept.ask(.probe(line: line)) == 0) }
        #expect(kept.ask(.pulse(line: 1, until: kept.until(.milliseconds(300)))) == 0)
        #expect(kept.bank.level(of: "relay-exit"))
    }

    @Test
    func `a line that will not go off is told at once, and when it is free again`() {
        var kept = Kept()
        #expect(kept.ask(.pulse(line: 1, until: kept.until(.milliseconds(100)))) == 0)
        kept.bank.inject(.failing, on: "relay-exit")
        kept.pass(.milliseconds(150))
        guard case .stuck(line: 1, let error) = kept.told.all.first else {
            Issue.record("\(kept.told.all)")
            return
        }
        #expect(error.code == EIO)
        #expect(kept.ask(.probe(line: 1)) == EIO)
        kept.bank.mend("relay-exit")
        kept.pass(.milliseconds(50))
        guard case .freed(line: 1, failedTries: 2...) = kept.told.all.last else {
            Issue.record("\(kept.told.all)")
            return
        }
    }
}
