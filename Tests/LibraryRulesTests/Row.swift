import LibraryModel
import LibraryRules
import Testing

/// One line of a table: what is different from the plain scene, and the answer.
struct Row: Sendable, CustomTestStringConvertible {
    let says: String
    let expected: Decision
    let change: @Sendable (inout Scene) -> Void

    /// A refusal or admission without details.
    init(_ says: String, _ code: DecisionCode, _ change: @escaping @Sendable (inout Scene) -> Void) {
        self.init(says, Decision(code), change)
    }

    init(_ says: String, _ expected: Decision, _ change: @escaping @Sendable (inout Scene) -> Void) {
        (self.says, self.expected, self.change) = (says, expected, change)
    }

    var testDescription: String { "\(says): \(expected.code.rawValue)" }

    var decision: Decision {
        var scene = Scene()
        change(&scene)
        return scene.decide()
    }
}

extension Decision {
    /// First admission: the booking is checked in and a seat is held.
    static let entered = Decision(.entry, effects: [.checkIn, .reserveSeat])
    /// Admission on the pass alone.
    static let enteredOnPass = Decision(.degraded, effects: [.reserveSeat])
    /// A lane opens again after its time-out, on a new seat.
    static let again = Decision(.reentry, effects: [.reserveSeat])
    /// A lane opens again before its time-out, on the same seat.
    static let reopened = Decision(.reentry, effects: [.keepSeat])

    /// A refusal for which the house answers: on time, so no violation may follow.
    static func turnedAway(_ code: DecisionCode, opensAt: WallTime? = nil) -> Decision {
        Decision(code, effects: [.noteTurnedAway], opensAt: opensAt)
    }
}

/// Every row of the rules of entry, for the test that counts them.
enum Tables {
    static let entry: [Row] = GateRows.all + PassRows.all + WindowRows.all + BookingRows.all + VisitRows.all + ClockRows.all
        + PlaceRows.all + HouseRows.all
}

@Suite("entry")
struct EntryTests {
    @Test("answers", arguments: Tables.entry)
    func answers(row: Row) {
        #expect(row.decision == row.expected)
    }

    @Test("has a row for every code that a rule can give")
    func everyCode() {
        let given = Set((Tables.entry + ExitRows.all).map(\.expected.code))
        // An override is the staff's decision; shares of one cap among several gates have no rule yet.
        #expect(Set(DecisionCode.allCases).subtracting(given) == [.override, .shareExhausted])
    }

    @Test("rows have names of their own")
    func names() {
        let names = (Tables.entry + ExitRows.all).map(\.says)
        #expect(Set(names).count == names.count)
    }
}
