import Foundation
import Testing
import WebService

/// A browser on a patron's phone: it keeps its cookie, says where a request comes from, and holds each answer against
/// `docs/openapi.yaml`.
final class Phone {
    let port: Int
    var cookie: String?
    /// Further header fields of every request.
    var headers: [String] = ["Sec-Fetch-Site: same-origin"]
    private let contract: Contract

    init(port: Int) throws {
        self.port = port
        contract = try Contract()
    }

    /// - Parameter operation: what is meant, for an address that it describes.
    func ask(
        _ operation: WebOperation, _ path: String? = nil, _ body: Any? = nil, headers more: [String] = []
    ) async throws -> Answer {
        let text = try body.map { String(decoding: try JSONSerialization.data(withJSONObject: $0), as: UTF8.self) }
        let answer = try await WebServiceTests.ask(port, request(operation, path, text, more))
        if let set = answer.headers["set-cookie"], let name = set.firstMatch(of: /((?:__Host-)?gatehouse(?:-desk)?)=([^;]*)/) {
            cookie = name.2.isEmpty ? nil : "\(name.1)=\(name.2)"
        }
        let sent = try text.map { try JSONSerialization.jsonObject(with: Data($0.utf8)) }
        let faults = try contract.faults(operation, sent: sent, answer)
        #expect(faults.isEmpty, "\(operation) \(path ?? ""): \(faults)")
        return answer
    }

    /// The same, and the JSON of the answer with the status that it must have.
    func json(
        _ operation: WebOperation, _ path: String? = nil, _ body: Any? = nil, is status: Int = 200, headers: [String] = [],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> JSON {
        let answer = try await ask(operation, path, body, headers: headers)
        #expect(answer.status == status, "\(answer.body)", sourceLocation: sourceLocation)
        return JSON(answer.body.isEmpty ? [String: Any]() : try answer.json())
    }

    func signIn(_ card: String, _ password: String = LibraryUnderTest.password) async throws {
        _ = try await json(.signIn, nil, ["card": card, "password": password])
    }

    /// The text of a request.
    func request(_ operation: WebOperation, _ path: String?, _ body: String?, _ more: [String] = []) -> String {
        var fields = headers + more
        if let cookie { fields.append("Cookie: \(cookie)") }
        if let body {
            if !more.contains(where: { $0.hasPrefix("Content-Type") }) { fields.append("Content-Type: application/json") }
            fields.append("Content-Length: \(body.utf8.count)")
        }
        return plain(operation.method, path ?? operation.path, fields.map { $0 + "\r\n" }.joined()) + (body ?? "")
    }
}

/// A JSON value that is walked through by names and places; what is not there is nil.
struct JSON: CustomStringConvertible {
    let value: Any?

    init(_ value: Any?) { self.value = value }

    subscript(name: String) -> JSON { JSON((value as? [String: Any])?[name]) }
    subscript(place: Int) -> JSON {
        let items = value as? [Any] ?? []
        return JSON(items.indices.contains(place) ? items[place] : nil)
    }

    var text: String? { value as? String }
    var number: Int? { value as? Int }
    var isTrue: Bool? { value as? Bool }
    var list: [JSON] { (value as? [Any] ?? []).map(JSON.init) }
    var names: [String] { (value as? [String: Any])?.keys.sorted() ?? [] }
    var description: String { value.map { "\($0)" } ?? "nothing" }
}
