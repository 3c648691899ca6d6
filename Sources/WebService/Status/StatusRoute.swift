import Hummingbird

/// Every path that is answered, each to GET and HEAD. `docs/openapi.yaml` describes them.
public enum StatusRoute: String, Sendable, CaseIterable {
    /// The program runs.
    case health = "/healthz"
    /// The program can decide: its store answers.
    case readiness = "/readyz"
    /// How the gates are. Names nobody.
    case status = "/api/v1/status"

    func answer(_ answers: StatusAnswers) async throws -> Response {
        switch self {
        case .health: Reply.text("ok\n")
        case .readiness:
            if await answers.isReady() {
                Reply.text("ready\n")
            } else {
                try Reply.problem(.serviceUnavailable, "the store does not answer")
            }
        case .status: try Reply.json(await answers.report())
        }
    }
}
