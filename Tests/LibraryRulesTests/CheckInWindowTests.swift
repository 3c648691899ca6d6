import LibraryModel
import LibraryRules
import Testing

@Suite("the check-in window (R9)")
struct CheckInWindowTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let end: AdmissionPolicy.WindowEnd
        let at: String
        let isIn: Bool
        var testDescription: String { "\(end.rawValue) \(at) \(isIn ? "in" : "out")" }
    }

    static let cases: [Case] = [
        (.inclusive, [("08:39:59.999", false), ("08:40:00", true), ("09:20:00", true), ("09:20:00.001", false)]),
        (
            .wholeMinute,
            [("08:39:59.999", false), ("08:40:00", true), ("09:20:00", true), ("09:20:59.999", true), ("09:21:00", false)]
        ),
        (.exclusive, [("08:39:59.999", false), ("08:40:00", true), ("09:19:59.999", true), ("09:20:00", false)]),
    ].flatMap { (end: AdmissionPolicy.WindowEnd, rows: [(String, Bool)]) in
        rows.map { Case(end: end, at: $0.0, isIn: $0.1) }
    }

    @Test("20 minutes to either side of 09:00", arguments: cases)
    func ends(row: Case) {
        var policy = AdmissionPolicy()
        policy.windowEnd = row.end
        let window = CheckInWindow(start: time("09:00"), policy: policy)
        #expect(window.contains(time(row.at)) == row.isIn)
        #expect(window.isTooEarly(time(row.at)) == (!row.isIn && time(row.at) < time("09:00")))
        #expect(window.isTooLate(time(row.at)) == (!row.isIn && time(row.at) > time("09:00")))
        #expect(window.opens == time("08:40"))
        #expect(window.closes == time("09:20"))
    }

    @Test("has the lengths of the policy")
    func lengths() {
        var policy = AdmissionPolicy()
        (policy.checkInBefore, policy.checkInAfter) = (.minutes(5), .zero)
        let window = CheckInWindow(start: time("09:00"), policy: policy)
        #expect(window.opens == time("08:55"))
        #expect(window.contains(time("09:00")))
        #expect(!window.contains(time("09:00:00.001")))
    }

    @Test("R9 edge close: start 21:00")
    func evening() {
        let window = CheckInWindow(start: time("21:00"), policy: AdmissionPolicy())
        #expect([window.opens, window.closes] == [time("20:40"), time("21:20")])
    }

    @Test("a whole minute is one before 1970 too")
    func oldMinute() {
        var policy = AdmissionPolicy()
        policy.windowEnd = .wholeMinute
        let window = CheckInWindow(start: WallTime(seconds: -3600), policy: policy)
        #expect(window.contains(WallTime(milliseconds: -2_340_001)))
        #expect(!window.contains(WallTime(milliseconds: -2_340_000)))
    }
}
