import LibraryModel
import LibraryRules
import Testing

/// One line of a table about what the clock does: a ledger, an instant, and what has happened by then.
struct SettlementRow: Sendable, CustomTestStringConvertible {
    let says: String
    let now: WallTime
    /// Each step as `booking state instant cause`, then each violation as `booking kind instant`.
    let expected: [String]
    let change: @Sendable (inout LedgerScene) -> Void

    init(
        _ says: String, at now: String, on date: String = Week.wed, _ expected: [String],
        _ change: @escaping @Sendable (inout LedgerScene) -> Void
    ) {
        (self.says, self.now, self.expected, self.change) = (says, time(now, on: date), expected, change)
    }

    var testDescription: String { says }

    var scene: LedgerScene {
        var scene = LedgerScene()
        change(&scene)
        return scene
    }

    var happened: [String] {
        let settlement = scene.settled(at: now)
        return settlement.steps.map(Self.text) + settlement.ledger.violations.map(Self.text)
    }

    private static func text(_ step: Settlement.Step) -> String {
        "\(step.booking.rawValue) \(step.to.rawValue) \(clock(step.at)) \(word(step.cause))"
    }

    private static func text(_ violation: Violation) -> String {
        "\(violation.booking.rawValue) violation \(violation.kind.rawValue) \(clock(violation.at))"
    }

    private static func word(_ cause: Settlement.Step.Cause) -> String {
        switch cause {
        case .windowClosed: "window closed"
        case .released(let reason): reason.rawValue
        case .continuedBy(let next): "continued by \(next.rawValue)"
        case .continues(let before): "continues \(before.rawValue)"
        case .slotEnded: "slot ended"
        case .signOutMissed: "sign-out missed"
        case .endedByItself: "ended by itself"
        case .suspended: "suspended"
        }
    }

    private static func clock(_ instant: WallTime) -> String { LocalTime(instant, at: .shanghai).time.precise }
}
