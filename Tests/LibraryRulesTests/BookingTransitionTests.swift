import LibraryModel
import LibraryRules
import Testing

@Suite("the states of a booking (R22)")
struct BookingTransitionTests {
    struct Step: Hashable, Sendable, CustomTestStringConvertible {
        let from: Booking.State
        let to: Booking.State
        init(_ from: Booking.State, _ to: Booking.State) { (self.from, self.to) = (from, to) }
        var testDescription: String { "\(from.rawValue) to \(to.rawValue)" }
    }

    static let allowed: Set<Step> = [
        Step(.booked, .checkedIn), Step(.booked, .inUse), Step(.booked, .cancelled), Step(.booked, .noShow),
        Step(.booked, .released),
        Step(.checkedIn, .inUse), Step(.checkedIn, .completed),
        Step(.inUse, .completed), Step(.inUse, .notSignedOut),
    ]

    static let all = Booking.State.allCases.flatMap { from in Booking.State.allCases.map { Step(from, $0) } }

    @Test("follow one another as the rules name, and in no other way", arguments: all)
    func steps(step: Step) {
        #expect(step.from.canBecome(step.to) == Self.allowed.contains(step))
    }

    @Test("end in five ways")
    func ends() {
        #expect(
            Set(Booking.State.allCases.filter(\.isFinal)) == [.completed, .cancelled, .noShow, .notSignedOut, .released])
    }
}
