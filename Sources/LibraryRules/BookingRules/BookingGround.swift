import LibraryModel

/// What one submission stands on: the facts, what follows from them at once, and the requests granted before.
struct BookingGround {
    /// A time at a campus that the patron has: an open booking, or a request of this submission that was granted.
    struct Claim {
        let campus: CampusID
        let start: WallTime
        let end: WallTime
        /// Nil for a request.
        let booking: BookingID?
    }

    let facts: BookingFacts
    let policy: HousePolicy
    let suspensions: [Suspension]
    private(set) var claims: [Claim]
    private(set) var granted: [BookingRequest] = []

    init(_ facts: BookingFacts, _ policy: HousePolicy) {
        (self.facts, self.policy) = (facts, policy)
        // An account is one, so its days begin in one zone: that of the first campus.
        suspensions = LibraryRules.suspensions(
            for: facts.violations, at: facts.now, offset: facts.campuses.first?.hours.offset ?? .shanghai,
            under: policy.violations)
        claims = facts.bookings.filter(\.isOpen).map {
            Claim(campus: $0.campus, start: $0.start, end: $0.end, booking: $0.id)
        }
    }

    /// What comes after is judged as if `request` stood.
    mutating func grant(_ request: BookingRequest) {
        granted.append(request)
        claims.append(Claim(campus: request.campus, start: request.start, end: request.end, booking: nil))
    }
}
