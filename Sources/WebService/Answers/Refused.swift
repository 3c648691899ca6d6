import Accounts
import HTTPTypes
import LibraryModel

/// A request that is not granted: thrown, so that what answers a request reads as the way on which all goes well.
struct Refused: Error {
    let status: HTTPResponse.Status
    var problem: Problem
    var headers: HTTPFields = [:]

    init(_ status: HTTPResponse.Status, _ detail: String? = nil) {
        self.status = status
        problem = Problem(title: status.reasonPhrase, status: status.code, detail: detail)
    }

    /// For a reason that has words for the patron.
    init(_ reason: WebRefusal, _ detail: String? = nil, after wait: Duration? = nil) {
        self.init(reason.status, detail)
        (problem.code, problem.message, problem.next) = (reason.rawValue, reason.message, reason.next)
        if let wait = wait ?? reason.wait { headers[.retryAfter] = "\(wait.secondsToWait)" }
        if reason == .unknownToken { headers[.wwwAuthenticate] = "Bearer" }
    }

    /// For fields that are wrong.
    init(fields: [FieldFault]) {
        self.init(.unprocessableContent, "some fields are wrong; nothing was changed")
        problem.errors = fields
    }

    /// Refuses a new password that is weak, in the body's field `new`.
    static func check(_ weakness: PasswordWeakness?) throws(Refused) {
        guard let weakness else { return }
        var refused = Refused(.weakPassword)
        refused.problem.message = weakness.message
        refused.problem.errors = [FieldFault(pointer: "/new", detail: weakness.message.en)]
        throw refused
    }
}
