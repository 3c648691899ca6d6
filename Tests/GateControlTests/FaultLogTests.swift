import GateControl
import LibraryModel
import Testing

@Suite("from when until when the house was at fault")
struct FaultLogTests {
    static let east = CampusID(rawValue: 1)
    static let nine = WallTime(milliseconds: 1_795_222_800_000)
    static let hold = PresentFault(.hold, at: east, "g")
    static let gate = PresentFault(.gateFault, at: east, "g")
    static let clock = PresentFault(.clockUntrusted, at: east)

    /// What is seen so many seconds after nine.
    struct Look: Sendable {
        let second: Int
        let present: Set<PresentFault>
        /// What the clock shows, in seconds after nine; nil when it is right.
        var shows: Int?
        var trust = ClockReading.Trust.trusted
    }

    struct Row: CustomTestStringConvertible {
        let what: String
        let looks: [Look]
        /// `began hold 5`: the kind and the wall time in seconds after nine.
        let changes: [String]
        var isUndecided = false
        var testDescription: String { what }
    }

    static func see(_ second: Int, _ present: PresentFault..., shows: Int? = nil, unless lastKnown: Int? = nil) -> Look {
        Look(
            second: second, present: Set(present), shows: shows,
            trust: lastKnown.map { .untrusted(lastKnown: nine + .seconds($0)) } ?? .trusted)
    }

    static let rows = [
        Row(what: "staff are taken at their word", looks: [see(0), see(1, hold), see(2, hold), see(3), see(4)],
            changes: ["began hold 1", "ended hold 3"]),
        Row(what: "a gate that resets is at no fault", looks: [see(0), see(1, gate), see(10, gate), see(11), see(30)], changes: []),
        Row(what: "not yet known", looks: [see(0), see(1, gate), see(10, gate)], changes: [], isUndecided: true),
        Row(what: "a gate is at fault from the first moment", looks: [see(0), see(1, gate), see(11, gate), see(12, gate)],
            changes: ["began gate_fault 1"]),
        Row(what: "and well from the first moment on", looks: [see(0), see(1, gate), see(11, gate), see(20), see(29), see(30)],
            changes: ["began gate_fault 1", "ended gate_fault 20"]),
        Row(what: "a loose contact is one fault",
            looks: [see(0), see(1, gate), see(11, gate), see(12), see(13, gate), see(14), see(15, gate), see(16), see(26)],
            changes: ["began gate_fault 1", "ended gate_fault 16"]),
        Row(what: "two at once", looks: [see(0), see(1, hold, gate), see(11, hold, gate), see(12, gate)],
            changes: ["began hold 1", "began gate_fault 1", "ended hold 12"]),
        Row(what: "the clock is lost and found", looks: [see(0), see(5, clock, unless: 5), see(60, clock, unless: 60), see(61)],
            changes: ["began clock_untrusted 0", "ended clock_untrusted 61"]),
        Row(what: "the clock jumps ahead and that is right",
            looks: [see(0), see(1, clock, shows: 3601, unless: 1), see(601, shows: 4201)],
            changes: ["began clock_untrusted 0", "ended clock_untrusted 4201"]),
        Row(what: "the clock was ahead and is set back: wrong from what it shows now",
            looks: [see(0), see(1, clock, shows: -3599, unless: 1), see(601, shows: -2999)],
            changes: ["began clock_untrusted -3599", "ended clock_untrusted -2999"]),
        Row(what: "the clock falls back by years: wrong since it was believed",
            looks: [see(0), see(1, clock, shows: -90_000, unless: 1), see(601)],
            changes: ["began clock_untrusted 0", "ended clock_untrusted 601"]),
        Row(what: "what happens meanwhile is reckoned on",
            looks: [see(0), see(1, clock, shows: 7200, unless: 1), see(2, clock, hold, shows: 7201, unless: 2),
                see(3, clock, shows: 7202, unless: 3)],
            changes: ["began clock_untrusted 0", "began hold 2", "ended hold 3"]),
    ]

    /// Renders what must be written; `possible` are the faults of an earlier run.
    private static func changes(of looks: [Look], possible: [PresentFault] = []) -> (words: [String], log: FaultLog) {
        var log = FaultLog(possible: possible)
        var words: [String] = []
        for look in looks {
            let clock = ClockReading(time: nine + .seconds(look.shows ?? look.second), trust: look.trust)
            for change in log.see(look.present, at: clock, now: Instant.zero + .seconds(look.second + 100)) {
                let (verb, fault, time) =
                    switch change {
                    case .began(let fault, let time): ("began", fault, time)
                    case .ended(let fault, let time): ("ended", fault, time)
                    }
                words.append("\(verb) \(fault.kind.rawValue) \((time - nine).components.seconds)")
            }
        }
        return (words, log)
    }

    @Test(arguments: rows)
    func `a row of looks`(row: Row) {
        let (words, log) = Self.changes(of: row.looks)
        #expect(words.sorted() == row.changes.sorted())
        #expect(log.isUndecided == row.isUndecided)
    }

    @Test func `what the last run left open ends at the start, and what is still there goes on`() {
        let (words, log) = Self.changes(of: [Self.see(7, Self.hold), Self.see(8, Self.hold)], possible: [Self.hold, Self.gate])
        #expect(words == ["ended gate_fault 7", "began hold 7"])
        #expect(!log.isUndecided)
    }

    @Test func `what the last run left open is not ended by a clock that nobody believes`() {
        let looks = [Self.see(1, Self.clock, unless: 1), Self.see(2, Self.clock, unless: 2), Self.see(3)]
        let (words, _) = Self.changes(of: looks, possible: [Self.hold, Self.clock])
        #expect(words == ["began clock_untrusted 1", "ended clock_untrusted 3", "ended hold 3"])
    }

    @Test func `a gate that starts unwell is not ended and not begun before its time`() {
        let (words, log) = Self.changes(of: [Self.see(0, Self.gate), Self.see(1)], possible: [Self.gate])
        #expect(words == ["ended gate_fault 1"])
        #expect(!log.isUndecided)
    }
}
