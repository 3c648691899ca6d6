import LaneControl
import Testing

/// One row of a table: a rule, and a story that shows it.
struct LaneRow: Sendable, CustomTestStringConvertible {
    /// The lanes of the stories.
    enum Wiring: Sendable {
        case standard, wide
        /// With a ready input.
        case ready
        /// Hold and open are push buttons.
        case push
        /// The exit is locked too.
        case exitControlled

        func settings() throws -> LaneSettings {
            switch self {
            case .standard: .standard
            case .wide: try LaneSettings(pulse: .milliseconds(500), passageWait: LaneSettings.widePassageWait)
            case .ready: try LaneSettings(hasReadyInput: true)
            case .push: try LaneSettings(holdStyle: .push, openStyle: .push)
            case .exitControlled: try LaneSettings(exitNeedsGrant: true)
            }
        }
    }

    let rule: String
    let wiring: Wiring
    let showsSignals: Bool
    let story: String

    init(_ rule: String, on wiring: Wiring = .standard, showsSignals: Bool = false, _ story: String) {
        (self.rule, self.wiring, self.showsSignals, self.story) = (rule, wiring, showsSignals, story)
    }

    var testDescription: String { rule }

    /// The story is what the machine makes of its events.
    func check(_ location: SourceLocation = #_sourceLocation) throws {
        let told = LaneScript.run(story, try wiring.settings(), showsSignals: showsSignals)
        #expect(told == story, "\(rule):\n\(told)", sourceLocation: location)
    }
}
