import LibraryModel

extension PassRejection {
    /// A code that is no pass, or none that can be believed, is refused for its own reason (R23).
    var decisionCode: DecisionCode {
        switch self {
        case .notAPass: .notAPass
        case .malformed: .malformed
        case .unsupportedVersion: .unsupportedVersion
        case .unknownKey: .unknownKey
        case .badSignature: .badSignature
        }
    }
}
