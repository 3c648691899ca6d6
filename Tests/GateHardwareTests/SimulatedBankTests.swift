import Foundation
import GateHardware
import LibraryModel
import Testing

@Suite("Simulated lines")
struct SimulatedBankTests {
    let time = SimulatedTime(wall: WallTime(seconds: 1_790_000_000))
    let bank: SimulatedBank

    init() { bank = SimulatedBank(time: time) }

    static func at(_ milliseconds: Int) -> Instant { .zero + .milliseconds(milliseconds) }

    @Test
    func `an output is remembered with the instant of each change`() throws {
        let relay = try bank.output("relay-entry")
        time.advance(by: .milliseconds(10))
        try relay.set(true)
        try relay.set(true)
        time.advance(by: .milliseconds(300))
        try relay.set(false)
        #expect(bank.history(of: "relay-entry") == [
            LineEdge(active: true, at: Self.at(10)), LineEdge(active: false, at: Self.at(310)),
        ])
        #expect(!bank.level(of: "relay-entry"))
    }

    @Test
    func `an input's edges wait in order with their instants`() throws {
        let sensor = try bank.input("passage-in")
        bank.drive("passage-in", true, at: Self.at(1))
        bank.drive("passage-in", true, at: Self.at(2))
        bank.drive("passage-in", false, at: Self.at(3))
        #expect(try !sensor.read())
        #expect(try Self.edges(of: sensor) == [LineEdge(active: true, at: Self.at(1)), LineEdge(active: false, at: Self.at(3))])
    }

    @Test
    func `of more edges than may wait the newest are lost, and the level is still true`() throws {
        let sensor = try bank.input("passage-in")
        for count in 1...19 { bank.drive("passage-in", !count.isMultiple(of: 2), at: Self.at(count)) }
        let edges = try Self.edges(of: sensor)
        #expect(edges.count == SimulatedBank.mostWaitingEdges)
        #expect(edges.last == LineEdge(active: false, at: Self.at(16)))
        #expect(try sensor.read())
    }

    private static func edges(of line: any InputLine) throws -> [LineEdge] {
        var edges: [LineEdge] = []
        while let edge = try line.waitingEdge() { edges.append(edge) }
        return edges
    }

    @Test
    func `who held a line of a chip that was gone must ask for it again`() throws {
        var relay = try bank.output("relay-exit")
        var fire = try bank.input("fire")
        bank.unplug()
        bank.drive("fire", true, at: Self.at(1))
        #expect(bank.heldLines == [])
        #expect(try #require(throws: LineError.self) { try bank.output("relay-entry") }.code == ENODEV)
        bank.plugIn()
        #expect(try #require(throws: LineError.self) { try relay.set(true) }.code == ENODEV)
        #expect(try #require(throws: LineError.self) { try fire.read() }.code == ENODEV)
        #expect(try #require(throws: LineError.self) { try fire.waitingEdge() }.code == ENODEV)
        relay = try bank.output("relay-exit")
        fire = try bank.input("fire")
        try relay.set(true)
        #expect(bank.level(of: "relay-exit"))
        #expect(try fire.read())
        #expect(bank.heldLines == ["fire", "relay-exit"])
    }

    @Test
    func `the observer is told of every change before it returns`() throws {
        let seen = Noted<String>()
        bank.observe { name, change in seen.add("\(name) \(change.active)") }
        let lamp = try bank.output("lamp-red")
        try lamp.set(true)
        bank.drive("fire", true, at: Self.at(5))
        #expect(seen.all == ["lamp-red true", "fire true"])
    }

    @Test
    func `a line has one holder until it is let go`() throws {
        var relay: (any OutputLine)? = try bank.output("relay-entry")
        #expect(bank.heldLines == ["relay-entry"])
        #expect(throws: LineError.self) { try bank.output("relay-entry") }
        try relay?.set(false)
        relay = nil
        #expect(bank.heldLines == [])
        _ = try bank.output("relay-entry")
    }

    @Test(arguments: [(0, 0), (1, 2), (2, 2), (5, 6), (1000, LineFault.mostBounces), (-3, 0)])
    func `a bouncing contact gives further edges and rests where it was driven`(asked: Int, further: Int) throws {
        bank.inject(.bounce(edges: asked, apart: .milliseconds(1)), on: "button-admit")
        bank.drive("button-admit", true, at: Self.at(100))
        let history = bank.history(of: "button-admit")
        #expect(history.count == 1 + further)
        #expect(history.map(\.active) == (0...further).map { $0.isMultiple(of: 2) })
        #expect(history.map(\.at) == (0...further).map { Self.at(100 + $0) })
        #expect(bank.level(of: "button-admit"))
    }

    @Test
    func `a stuck output takes commands and does not move until it is mended`() throws {
        let relay = try bank.output("relay-entry")
        try relay.set(true)
        bank.inject(.stuck(true), on: "relay-entry")
        try relay.set(false)
        #expect(bank.level(of: "relay-entry"))
        time.advance(by: .seconds(1))
        bank.mend("relay-entry")
        #expect(bank.history(of: "relay-entry").last == LineEdge(active: false, at: Self.at(1000)))
    }

    @Test
    func `a stuck input jumps to its level and then hears nothing`() throws {
        let fire = try bank.input("fire")
        bank.inject(.stuck(true), on: "fire")
        #expect(try fire.read())
        bank.drive("fire", true, at: Self.at(1))
        bank.drive("fire", false, at: Self.at(2))
        #expect(try fire.read())
        #expect(bank.history(of: "fire").count == 1)
    }

    static let refusals: [(LineFault, Int32)] = [(.failing, EIO), (.busy, EBUSY), (.gone, ENODEV)]

    @Test(arguments: refusals)
    func `a broken line is refused with its errno and with advice`(fault: LineFault, code: Int32) throws {
        bank.inject(fault, on: "relay-exit")
        let error = try #require(throws: LineError.self) { try bank.output("relay-exit") }
        #expect(error.code == code)
        #expect(error.call == "request relay-exit")
        #expect(!error.advice.isEmpty)
        bank.mend("relay-exit")
        _ = try bank.output("relay-exit")
    }

    @Test
    func `a held line that fails says so at every use, and works again when mended`() throws {
        let relay = try bank.output("relay-exit")
        let fire = try bank.input("fire")
        for name in ["relay-exit", "fire"] { bank.inject(.failing, on: name) }
        #expect(try #require(throws: LineError.self) { try relay.set(true) }.code == EIO)
        #expect(try #require(throws: LineError.self) { try fire.read() }.code == EIO)
        #expect(!bank.level(of: "relay-exit"))
        for name in ["relay-exit", "fire"] { bank.mend(name) }
        try relay.set(true)
        #expect(try !fire.read())
        #expect(bank.level(of: "relay-exit"))
    }

    @Test
    func `with a board only its lines exist, each for its way`() throws {
        let board = BoardDescription(
            name: "B", chip: "c", lines: [LineName(.fire): BoardLine(place: .offset(1), active: .high)])
        let bank = SimulatedBank(board: board, time: time)
        #expect(bank.has("fire") && !bank.has("ready"))
        _ = try bank.input("fire")
        #expect(throws: LineError.self) { try bank.input("ready") }
        #expect(throws: LineError.self) { try bank.output("fire") }
    }
}
