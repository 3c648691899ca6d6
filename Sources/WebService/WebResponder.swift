import Accounts
import GateControl
import HTTPTypes
import Hummingbird
import LibraryStore
import Logging
import Passes
import Secrets
import ServiceLifecycle

/// Every request comes through here: its operation, its door, its answer, and what every answer carries.
struct WebResponder: HTTPResponder {
    private let parts: WebParts
    private let table = OperationTable()
    private let desks: Desks
    private let demonstration: DemonstrationDesk?
    private let security: SecurityHeaders
    private let repeated = RepeatedTrouble()
    let connections: Connections

    init(_ parts: WebParts) {
        self.parts = parts
        desks = Desks(parts)
        demonstration = DemonstrationDesk(parts)
        connections = Connections(parts.live, most: parts.connections)
        security = SecurityHeaders(isSecure: parts.settings.publicURL?.isSecure ?? false)
    }

    /// What must run beside the answering.
    var services: [any Service] { [connections] + [desks.hub].compactMap(\.self) }

    @concurrent
    func respond(to request: Request, context: WebContext) async throws -> Response {
        var response = try await answer(request, context)
        security.put(on: &response)
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func answer(_ request: Request, _ context: WebContext) async throws -> Response {
        let match = table.match(request.method, request.uri.path)
        do {
            guard Self.namesOneHost(request) else { return try Reply.problem(.badRequest, "name one Host") }
            if let refusal = try bodyRefusal(request, match) { return refusal }
            switch match {
            case .nothing:
                let caller = Caller(peer: context.peer, headers: request.headers, isBehindProxy: false)
                let ask = Ask(
                    operation: .status, request: request, caller: caller, places: [:], log: context.logger,
                    connection: context.connection)
                return try await demonstration?.answer(ask) ?? Reply.problem(.notFound)
            case .otherMethods(let methods):
                return try Reply.problem(.methodNotAllowed, Self.advice(methods), allow: methods.joined(separator: ", "))
            case .found(let operation, let places):
                let caller = Caller(
                    peer: context.peer, headers: request.headers, isBehindProxy: parts.settings.behindProxy)
                return try await desks.answer(
                    Ask(operation: operation, request: request, caller: caller, places: places, log: context.logger,
                    connection: context.connection))
            }
        } catch let error as BrokenBody {
            throw error.cause
        } catch let refused as Refused {
            return try Reply.refusal(refused)
        } catch {
            return try Reply.refusal(trouble(error, match, context))
        }
    }

    /// Whatever failed behind us. Addresses of requests are not logged: they name bookings.
    private func trouble(_ error: any Error, _ match: OperationTable.Match, _ context: WebContext) -> Refused {
        let now = (parts.live?.clock ?? parts.patrons?.clock)?.now()
        if case .found(let operation, _) = match, let line = repeated.line(error, during: operation.rawValue, at: now) {
            context.logger.error("\(line)")
        }
        return switch error {
        case is StoreError, is AccountError, is SecretError, is PassError: Refused(.storeFailed)
        default: Refused(.internalServerError)
        }
    }

    /// Exactly one, as every request must (RFC 9112 section 3.2); a second one stays among the fields.
    private static func namesOneHost(_ request: Request) -> Bool {
        guard let name = request.head.authority, HostName(name) != nil, let field = HTTPField.Name("Host") else { return false }
        return request.headers[field] == nil
    }

    /// Where no body is read, one must say its length and be small.
    private func bodyRefusal(_ request: Request, _ match: OperationTable.Match) throws -> Response? {
        if case .found(let operation, _) = match, operation.body != .none { return nil }
        if request.headers[.transferEncoding] != nil { return try Reply.problem(.lengthRequired, "send no body") }
        guard let length = request.headers[.contentLength].flatMap({ Int($0) }), length > WebLimits.bodyBytes else { return nil }
        return try Reply.problem(.contentTooLarge, "send no body")
    }

    private static func advice(_ methods: [String]) -> String {
        guard let last = methods.last, methods.count > 1 else { return "ask with \(methods.joined())" }
        return "ask with \(methods.dropLast().joined(separator: ", ")) or \(last)"
    }
}
