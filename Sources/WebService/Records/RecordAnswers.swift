import LibraryModel
import LibraryRules
import LibraryStore

/// `GET /api/v1/visits`.
struct VisitsAnswer: Encodable {
    /// One stay.
    struct Visit: Encodable {
        let campus: String
        let booking: String
        let enteredAt: String
        /// Absent while inside.
        let leftAt: String?
        let closedAtEnd: Bool
    }

    let visits: [Visit]
}

/// `GET /api/v1/violations`.
struct ViolationsAnswer: Encodable {
    let now: String
    let suspension: SuspensionAnswer?
    let violations: [ViolationAnswer]
}

/// One violation as its patron sees it: no name of staff.
struct ViolationAnswer: Encodable {
    /// Why it is void.
    struct Waiver: Encodable {
        let at: String
        let why: String
    }

    /// What the patron said.
    struct AppealAnswer: Encodable {
        /// What the desk said.
        struct Reply: Encodable {
            let at: String
            let granted: Bool
            let words: String
        }

        let at: String
        let words: String
        let answer: Reply?
    }

    let booking: String
    let campus: String
    let kind: String
    let at: String
    let rule: String
    let counts: Bool
    let waiver: Waiver?
    let appeal: AppealAnswer?

    init(_ violation: Violation, _ appeal: Appeal?, under terms: HouseTerms) {
        let text = { (time: WallTime) in terms.text(time, at: violation.campus) }
        (booking, campus) = ("\(violation.booking)", terms.slug(violation.campus))
        (kind, at, rule, counts) = (violation.kind.rawValue, text(violation.at), violation.kind.rule, violation.counts)
        waiver = violation.waiver.map { Waiver(at: text($0.at), why: $0.why) }
        self.appeal = appeal.map { appeal in
            AppealAnswer(
                at: text(appeal.at), words: appeal.words,
                answer: appeal.answer.map { AppealAnswer.Reply(at: text($0.at), granted: $0.isGranted, words: $0.words) })
        }
    }
}

extension Violation.Kind {
    /// The rule that sets the deadline which was missed.
    fileprivate var rule: String {
        switch self {
        case .noShow: "R11"
        case .notSignedOut: "R14"
        }
    }
}
