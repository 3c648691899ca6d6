public import LibraryModel

/// R10: the instant by which a presentation is judged. It was decoded at `decoded`, and the gate turns to its lane at
/// `opened`, never before.
///
/// Arrival is the time of issue of the pass where its fix lies wholly inside the fence: the phone asks for a new pass every
/// 20 s, so that is when it was last known to be there. It counts only for a patron who would be too late otherwise, and
/// only while the pass itself is good; nothing else about the pass is judged as if it were earlier.
public func countedInstant(
    decoded: WallTime, opened: WallTime, pass: PassEvidence, location: LocationVerdict, under policy: AdmissionPolicy
) -> WallTime {
    switch policy.checkInInstant {
    case .decode: return decoded
    case .opening: return max(decoded, opened)
    case .arrival:
        guard let pass = pass.verified, case .inside = location,
            pass.expiresAt - pass.id.issuedAt <= policy.phoneLifetime,
            pass.id.issuedAt <= decoded, decoded <= pass.expiresAt
        else { return decoded }
        let window = CheckInWindow(start: pass.start, policy: policy)
        return window.isTooLate(decoded) && window.contains(pass.id.issuedAt) ? pass.id.issuedAt : decoded
    }
}
