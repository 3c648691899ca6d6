import HTTPTypes
import LibraryModel

/// Why the rules say no, as part of an answer or as the problem itself.
struct RefusalAnswer: Encodable, Sendable {
    let code: String
    let rule: String
    let message: BilingualText
    let next: BilingualText
    let opensAt: String?
}

extension Refused {
    /// For a refusal of the rules; the place is that of the request which is refused.
    init(_ status: HTTPResponse.Status, _ refusal: RefusalAnswer, at pointer: String? = nil) {
        self.init(status)
        (problem.code, problem.rule, problem.opensAt) = (refusal.code, refusal.rule, refusal.opensAt)
        (problem.message, problem.next) = (refusal.message, refusal.next)
        if let pointer { problem.errors = [FieldFault(pointer: pointer, detail: refusal.message.en)] }
        if status == .serviceUnavailable { headers[.retryAfter] = "60" }
    }
}

extension BookingCode {
    /// The status of a refusal with this code: most are a conflict with what is there.
    var status: HTTPResponse.Status {
        switch self {
        case .noSuchBooking: .notFound
        case .clockUntrusted: .serviceUnavailable
        default: .conflict
        }
    }
}
