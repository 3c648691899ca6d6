import LibraryModel
import LibraryRules
import LibraryStore

/// `POST /api/v1/bookings/{booking}/passes`.
struct PassAnswer: Encodable {
    let code: String
    /// The code drawn, black on white.
    let svg: String
    let issuedAt: String
    let expiresAt: String
    /// When the page should ask for the next.
    let renewAfter: String
    let now: String
    let verdict: VerdictAnswer
}

/// What a gate says.
struct VerdictAnswer: Encodable {
    let code: String
    let admits: Bool
    let lamp: String
    let message: BilingualText
    let next: BilingualText
    let opensAt: String?

    init(_ decision: Decision, at now: WallTime, campus: CampusID, under terms: HouseTerms) {
        let prompt = wording(for: decision, at: now, offset: terms.offset(campus), campusName: terms.name)
        (code, admits, lamp) = (decision.code.rawValue, decision.admits, prompt.lamp.rawValue)
        (message, next) = (prompt.title, prompt.next)
        opensAt = decision.opensAt.map { terms.text($0, at: campus) }
    }
}
