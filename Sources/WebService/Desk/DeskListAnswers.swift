import LibraryModel
import LibraryRules
import LibraryStore

/// `GET /api/v1/desk/inside`.
struct InsideAnswer: Encodable {
    /// One visit; number and name masked.
    struct Person: Encodable {
        let visit: String
        let campus: String
        let booking: String?
        let patron: String?
        let name: String?
        let enteredAt: String
        let bookingEnd: String?
        let cause: String

        init(_ person: PersonInside, under terms: HouseTerms) {
            (visit, campus, booking) = ("\(person.visit)", terms.slug(person.campus), person.booking.map(\.description))
            (patron, name) = (person.patron?.id.masked, person.patron?.maskedName)
            enteredAt = terms.text(person.enteredAt, at: person.campus)
            bookingEnd = person.bookingEnd.map { terms.text($0, at: person.campus) }
            cause = person.cause
        }
    }

    let now: String
    let inside: [Person]
}

/// `GET /api/v1/desk/violations`.
struct DeskViolationsAnswer: Encodable {
    /// One violation with whose it is, masked, and who waived it.
    struct Row: Encodable {
        let booking: String
        let patron: String
        let campus: String
        let kind: String
        let at: String
        let rule: String
        let counts: Bool
        let waiver: ViolationAnswer.Waiver?
        let waivedBy: String?
        let appeal: ViolationAnswer.AppealAnswer?

        init(_ violation: Violation, _ appeal: Appeal?, under terms: HouseTerms) {
            let seen = ViolationAnswer(violation, appeal, under: terms)
            (booking, campus, kind, at, rule) = (seen.booking, seen.campus, seen.kind, seen.at, seen.rule)
            (counts, waiver, self.appeal) = (seen.counts, seen.waiver, seen.appeal)
            (patron, waivedBy) = (violation.patron.masked, violation.waiver?.who)
        }
    }

    let now: String
    let violations: [Row]
}

/// One appeal with whose it is, masked.
struct DeskAppeal: Encodable {
    /// What the desk said.
    struct Reply: Encodable {
        let at: String
        let who: String
        let granted: Bool
        let words: String
    }

    let booking: String
    let patron: String
    let at: String
    let words: String
    let answer: Reply?

    init(_ appeal: Appeal, under terms: HouseTerms) {
        (booking, patron) = ("\(appeal.booking)", appeal.patron.masked)
        (at, words) = (terms.text(appeal.at), appeal.words)
        answer = appeal.answer.map {
            Reply(at: terms.text($0.at), who: $0.who, granted: $0.isGranted, words: $0.words)
        }
    }
}
