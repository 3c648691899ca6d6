import GateHardware
import Glibc
import LibraryModel
import Testing

@Suite("Lost edges never lie")
struct InputWatchTests {
    let time = SimulatedTime(now: .zero + .seconds(60), wall: WallTime(seconds: 1_790_000_000))
    let bank: SimulatedBank
    var watch: InputWatch

    init() {
        bank = SimulatedBank(time: time)
        watch = InputWatch("fire", on: bank, time: time)
    }

    /// Changes the level so often, a hundred milliseconds apart.
    private func toggle(_ times: Int) {
        for _ in 0..<times {
            time.advance(by: .milliseconds(100))
            bank.drive("fire", !bank.level(of: "fire"), at: time.now())
        }
    }

    private static func edges(_ news: [InputNews]) -> [LineEdge] {
        news.compactMap { if case .edge(let edge) = $0 { edge } else { nil } }
    }

    @Test
    mutating func `the level comes first, and again each second`() {
        bank.drive("fire", true, at: time.now())
        #expect(watch.look() == [.level(true, at: time.now())])
        time.advance(by: .milliseconds(999))
        #expect(watch.look() == [])
        time.advance(by: .milliseconds(1))
        #expect(watch.look() == [.level(true, at: time.now())])
    }

    @Test
    mutating func `an edge that nothing contradicts is told alone`() {
        _ = watch.look()
        toggle(1)
        #expect(watch.look() == [.edge(LineEdge(active: true, at: time.now()))])
    }

    @Test(arguments: [1, 15, 16, 17, 18, 19, 20, 300, 301])
    mutating func `after any number of changes in a pause the last word is the true level`(changes: Int) {
        _ = watch.look()
        toggle(changes)
        let news = watch.look()
        #expect(Self.edges(news).count == min(changes, SimulatedBank.mostWaitingEdges))
        switch news.last {
        case .edge(let edge): #expect(edge.active == bank.level(of: "fire"))
        case .level(let level, let instant): #expect(level == bank.level(of: "fire") && instant == time.now())
        case .fault, nil: Issue.record("\(news)")
        }
    }

    @Test
    mutating func `a change whose edge was lost altogether is found within a second`() {
        watch = InputWatch("fire", on: Deaf(bank: bank), time: time)
        #expect(watch.look() == [.level(false, at: time.now())])
        bank.drive("fire", true, at: time.now())
        time.advance(by: InputWatch.period)
        #expect(watch.look() == [.level(true, at: time.now())])
    }

    @Test
    mutating func `a line whose chip goes is a fault at once and until it is back, and then begins with its level`() {
        _ = watch.look()
        toggle(1)
        bank.unplug()
        for _ in 0..<3 {
            guard case .fault(let error)? = watch.look().last else {
                Issue.record("no fault")
                return
            }
            #expect(error.code == ENODEV)
            #expect(watch.descriptor < 0)
            time.advance(by: InputWatch.period)
        }
        bank.drive("fire", false, at: time.now())
        bank.plugIn()
        #expect(watch.look() == [.level(false, at: time.now())])
        toggle(1)
        #expect(watch.look() == [.edge(LineEdge(active: true, at: time.now()))])
    }

    @Test(arguments: [(LineFault.busy, EBUSY), (.failing, EIO), (.gone, ENODEV)])
    mutating func `a line that cannot be had at the start is a fault until it can`(fault: LineFault, code: Int32) {
        bank.inject(fault, on: "fire")
        guard case .fault(let error)? = watch.look().first else {
            Issue.record("no fault")
            return
        }
        #expect(error.code == code)
        bank.mend("fire")
        #expect(watch.look() == [.level(false, at: time.now())])
    }

    @Test
    mutating func `of what happened while the level was read, only what came after it is told after it`() {
        watch = InputWatch("fire", on: Deaf(bank: bank, during: time), time: time)
        #expect(watch.look() == [.level(false, at: time.now() + .milliseconds(-2)), .edge(LineEdge(active: true, at: time.now()))])
    }
}

/// A bank whose inputs tell of no edge by themselves. With a clock, the level changes a little after each reading, and the
/// edge of that waits.
private struct Deaf: LineBank {
    let bank: SimulatedBank
    var during: SimulatedTime?

    func has(_ name: String) -> Bool { bank.has(name) }
    func output(_ name: String) throws(LineError) -> any OutputLine { try bank.output(name) }
    func input(_ name: String) throws(LineError) -> any InputLine { DeafInput(line: try bank.input(name), bank: bank, time: during) }

    private struct DeafInput: InputLine {
        let line: any InputLine
        let bank: SimulatedBank
        let time: SimulatedTime?

        var descriptor: Int32 { line.descriptor }

        func read() throws(LineError) -> Bool {
            let level = try line.read()
            if let time {
                time.advance(by: .milliseconds(2))
                bank.drive("fire", !level, at: time.now())
            }
            return level
        }

        func waitingEdge() throws(LineError) -> LineEdge? {
            let edge = try line.waitingEdge()
            return time == nil ? nil : edge
        }
    }
}
