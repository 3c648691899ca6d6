public import LibraryModel
public import LibraryRules
public import Passes

/// Looks at a code: verifies it and judges its location, so that the coordinates go no further than this.
public struct PassDesk: Sendable {
    private let verifier: PassVerifier
    private let fences: [CampusID: Geofence]
    private let policy: LocationPolicy

    public init(verifier: PassVerifier, campuses: [Campus], policy: LocationPolicy) {
        self.verifier = verifier
        fences = Dictionary(uniqueKeysWithValues: campuses.map { ($0.id, $0.fence) })
        self.policy = policy
    }

    /// What the code proves at a gate of `campus`. Any bytes are allowed.
    public func read(_ code: [UInt8], at campus: CampusID) -> (evidence: PassEvidence, location: LocationVerdict) {
        switch verifier.verify(code) {
        case .rejected(let rejection): return (.rejected(rejection), .missing)
        case .verified(let claims, _):
            guard let fence = fences[campus] else { preconditionFailure("settings name only known campuses") }
            return (.verified(VerifiedPass(claims)), assessLocation(claims.fix, against: fence, under: policy))
        }
    }
}
