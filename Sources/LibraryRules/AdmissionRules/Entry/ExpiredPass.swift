import LibraryModel

/// R23: a pass has a short life on a phone, so that a picture of it is worth nothing. One with a long life was printed,
/// which the library may allow.
enum ExpiredPass: PassRule {
    static func check(_ arrival: Arrival) -> Decision? {
        let lifetime = arrival.pass.expiresAt - arrival.pass.id.issuedAt
        let isPrinted = lifetime > arrival.policy.phoneLifetime
        return arrival.isExpired || isPrinted && !arrival.policy.printedPasses ? Decision(.codeExpired) : nil
    }
}
