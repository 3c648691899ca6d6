import LaneControl
import LibraryModel
import Testing

@Suite("A debouncer") struct DebouncerTests {
    /// Edges as `at` or `at/heard`, + for active and - for inactive; what counts, asked at every deadline.
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let edges: [(active: Bool, at: Int64, heard: Int64)]
        let counts: [String]

        init(_ rule: String, _ edges: String, _ counts: [String]) {
            testDescription = rule
            self.edges = edges.split(separator: " ").map { word in
                let times = word.dropFirst().split(separator: "/").compactMap { Int64($0) }
                return (word.first == "+", times[0], times.last ?? times[0])
            }
            self.counts = counts
        }
    }

    static let rows = [
        Row("a level counts after its quiet time, from its first edge", "+100", ["+100 at 110"]),
        Row("a shorter one does not", "+100 -109", []),
        Row("one as long as the quiet time does", "+100 -110", ["+100 at 110", "-110 at 120"]),
        Row("bouncing is one change, with the instant of the first edge", "+100 -103 +106 -109 +112", ["+100 at 122"]),
        Row("bouncing back to rest is none", "+100 -103 +106 -109", []),
        Row("after bouncing to rest the next edge is a new first one", "+100 -103 +150", ["+150 at 160"]),
        Row("on and off", "+100 -200 -201 +300", ["+100 at 110", "-200 at 210", "+300 at 310"]),
        Row("the same level again is no edge", "+100 +104 +108", ["+100 at 110"]),
        Row("edges heard late count by their own instants", "+100/300 -200/300", ["+100 at 300", "-200 at 310"]),
        Row("bouncing heard late is still bouncing", "+100/300 -102/300 +104/300", ["+100 at 310"]),
        Row("instants that run back are no change", "+100 -90 +80", ["+100 at 90"]),
    ]

    @Test("counts levels that last", arguments: rows) func levels(_ row: Row) {
        var contact = Debouncer(quiet: .milliseconds(10))
        var counts: [String] = []
        func note(_ change: Debouncer.Change?, _ now: Int64) {
            guard let change else { return }
            counts.append("\(change.active ? "+" : "-")\(change.at.milliseconds) at \(now)")
        }
        func settle(before now: Int64) {
            while let due = contact.deadline, due < at(now) { note(contact.settle(at: due), due.milliseconds) }
        }
        for edge in row.edges {
            settle(before: edge.heard)
            note(contact.edge(edge.active, at: at(edge.at), heard: at(edge.heard)), edge.heard)
        }
        settle(before: .max / 2_000_000)
        #expect(counts == row.counts)
    }

    @Test("a level that was read is adopted, and says so") func adopted() throws {
        var contact = Debouncer(quiet: .milliseconds(10))
        contact.adopt(true, at: at(0), heard: at(0))
        let early = contact.settle(at: at(9))
        #expect(early == nil)
        let settled = contact.settle(at: at(10))
        let change = try #require(settled)
        #expect(change.adopted && change.active && contact.isActive && contact.since == at(0))
        #expect(contact.deadline == nil)
    }

    @Test("what is older than a reading does not overturn it") func overtaken() throws {
        var contact = Debouncer(quiet: .milliseconds(10))
        contact.adopt(true, at: at(100), heard: at(100))
        let late = contact.edge(false, at: at(99), heard: at(101))
        #expect(late == nil && contact.rawIsActive)
        contact.adopt(false, at: at(98), heard: at(102))
        let settled = contact.settle(at: at(110))
        #expect(settled?.active == true && settled?.adopted == true)
    }

    @Test("an edge that was on its way while the level was read was seen all the same") func explained() throws {
        var contact = Debouncer(quiet: .milliseconds(10))
        contact.adopt(true, at: at(100), heard: at(100))
        let late = contact.edge(true, at: at(99), heard: at(101))
        let settled = contact.settle(at: at(110))
        #expect(late == nil && settled?.active == true && settled?.adopted == false && settled?.at == at(99))
    }

    @Test("a reading in the middle of bouncing leaves the change a seen one") func readWhileBouncing() throws {
        var contact = Debouncer(quiet: .milliseconds(10))
        _ = contact.edge(true, at: at(100), heard: at(100))
        contact.adopt(false, at: at(103), heard: at(103))
        contact.adopt(true, at: at(105), heard: at(105))
        let settled = contact.settle(at: at(115))
        #expect(settled?.active == true && settled?.adopted == false && settled?.at == at(100))
    }

    @Test("a press whose end was lost counts as nothing") func unknownEnd() throws {
        var contact = Debouncer(quiet: .milliseconds(10))
        _ = contact.edge(true, at: at(100), heard: at(3000))
        contact.adopt(false, at: at(3000), heard: at(3000))
        #expect(contact.deadline == nil && !contact.rawIsActive)
        _ = contact.edge(true, at: at(3002), heard: at(3002))
        let settled = contact.settle(at: at(3012))
        #expect(settled?.at == at(3002) && settled?.adopted == false)
    }

    private func at(_ milliseconds: Int64) -> Instant { Instant(nanoseconds: milliseconds * 1_000_000) }
}
