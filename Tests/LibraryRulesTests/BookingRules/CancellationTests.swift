import LibraryModel
import LibraryRules
import Testing

@Suite("cancelling (R16)")
struct CancellationTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let says: String
        let reading: BookingPolicy.Cancellation
        let now: String
        let state: Booking.State
        let expected: BookingCode?

        init(
            _ says: String, _ reading: BookingPolicy.Cancellation = .inWindow, at now: String, state: Booking.State = .booked,
            _ expected: BookingCode?
        ) {
            (self.says, self.reading, self.now, self.state, self.expected) = (says, reading, now, state, expected)
        }

        var testDescription: String { says }
    }

    static let cases = [
        Case("long before", at: "00:00", nil),
        Case("B11: 09:20:00.000", at: "09:20", nil),
        Case("B11: 09:20:00.001", at: "09:20:00.001", .tooLateToCancel),
        Case("B11: the same, settled", at: "09:20:00.001", state: .noShow, .tooLateToCancel),
        Case("R16 A: 20 min before the start", .before(.minutes(20)), at: "08:40", nil),
        Case("R16 A: 19:59.999 before the start", .before(.minutes(20)), at: "08:40:00.001", .tooLateToCancel),
        Case("R16 B: just before the start", .beforeStart, at: "08:59:59.999", nil),
        Case("R16 B: at the start", .beforeStart, at: "09:00", .tooLateToCancel),
        Case("after check-in", at: "09:00", state: .checkedIn, .checkedIn),
        Case("inside", at: "09:30", state: .inUse, .checkedIn),
        Case("signed out", at: "09:10", state: .completed, .ended),
        Case("cancelled before", at: "09:10", state: .cancelled, .ended),
        Case("not signed out", at: "12:00", state: .notSignedOut, .ended),
        Case("released by the house", at: "09:30", state: .released, .ended),
    ]

    private static func refusal(_ row: Case, trust: ClockReading.Trust = .trusted) -> BookingRefusal? {
        var policy = HousePolicy()
        policy.booking.cancellation = row.reading
        return refusalToCancel(
            BookingScene.booking(row.state, "09:00", "11:00", on: Week.wed),
            at: ClockReading(time: time(row.now), trust: trust), hours: BookingScene.daily("08:00", "22:00"), under: policy)
    }

    @Test("by every reading", arguments: cases)
    func readings(row: Case) {
        #expect(Self.refusal(row)?.code == row.expected)
    }

    @Test("in time, but for the bound of a day, which binds no staff", arguments: [
        (29, nil), (30, BookingCode.cancellationsADay),
    ] as [(Int, BookingCode?)])
    func ofOneDay(cancelled: Int, expected: BookingCode?) {
        let refusal = refusalToCancel(
            BookingScene.booking(.booked, "09:00", "11:00", on: Week.wed),
            at: ClockReading(time: time("08:00"), trust: .trusted), hours: BookingScene.daily("08:00", "22:00"),
            cancelledToday: cancelled, under: HousePolicy())
        #expect(refusal?.code == expected && refusal?.limit == expected.map { _ in 30 })
    }

    @Test("follows the end of the check-in window", arguments: [
        (AdmissionPolicy.WindowEnd.wholeMinute, "09:20:59.999", "09:21"), (.exclusive, "09:19:59.999", "09:20"),
    ])
    func window(reading: AdmissionPolicy.WindowEnd, last: String, late: String) {
        var policy = HousePolicy()
        policy.admission.windowEnd = reading
        let codes = [last, late].map { now in
            refusalToCancel(
                BookingScene.booking(.booked, "09:00", "11:00", on: Week.wed),
                at: ClockReading(time: time(now), trust: .trusted), hours: BookingScene.daily("08:00", "22:00"),
                under: policy)?.code
        }
        #expect(codes == [nil, .tooLateToCancel])
    }

    @Test("waits for a clock that is believed (R26)")
    func clock() {
        let row = Case("booked", at: "08:00", nil)
        #expect(Self.refusal(row, trust: .untrusted(lastKnown: nil))?.code == .clockUntrusted)
    }

    @Test("names the campus at which to sign out")
    func campus() {
        #expect(Self.refusal(Case("inside", at: "09:30", state: .inUse, nil))?.campus == Scene.east)
    }

    @Test("agrees with the clock: what can be cancelled is still booked, and what is no longer booked cannot be")
    func agreement() {
        for reading in AdmissionPolicy.WindowEnd.allCases {
            for offset in stride(from: -3, through: 3, by: 1) {
                for base in ["09:19", "09:20", "09:21", "11:00"] {
                    var scene = LedgerScene()
                    scene.policy.admission.windowEnd = reading
                    scene.has("09:00", "11:00")
                    let now = time(base) + .milliseconds(offset)
                    let booking = scene.settled(at: now).ledger.bookings[0]
                    let refusal = refusalToCancel(
                        booking, at: ClockReading(time: now, trust: .trusted), hours: scene.hours, under: scene.policy)
                    #expect((refusal == nil) == (booking.state == .booked))
                }
            }
        }
    }
}
