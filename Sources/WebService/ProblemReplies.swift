import HTTPTypes
import Hummingbird
import Logging

/// Answers what no route answers with a problem document, and keeps bodies out.
struct ProblemReplies: RouterMiddleware {
    /// The paths that are answered to other methods.
    let paths: Set<String>

    @concurrent
    func handle(
        _ request: Request, context: BasicRequestContext,
        next: @concurrent (Request, BasicRequestContext) async throws -> Response
    ) async throws -> Response {
        let response = try await answer(request, context, next)
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func answer(
        _ request: Request, _ context: BasicRequestContext,
        _ next: @concurrent (Request, BasicRequestContext) async throws -> Response
    ) async throws -> Response {
        if let refusal = try bodyRefusal(request) { return refusal }
        do {
            return try await next(request, context)
        } catch let error as any HTTPResponseError {
            if error.status == .notFound, paths.contains(request.uri.path) {
                return try Reply.problem(.methodNotAllowed, "ask with GET or HEAD", allow: "GET, HEAD")
            }
            return try Reply.problem(error.status)
        } catch {
            context.logger.error("\(request.uri.path): \(error)")
            return try Reply.problem(.internalServerError)
        }
    }

    /// A body must say its length and be small, whatever the method: it is never read.
    private func bodyRefusal(_ request: Request) throws -> Response? {
        if request.headers[.transferEncoding] != nil { return try Reply.problem(.lengthRequired, "send no body") }
        guard let length = request.headers[.contentLength].flatMap({ Int($0) }), length > WebLimits.bodyBytes else { return nil }
        return try Reply.problem(.contentTooLarge, "send no body")
    }
}
