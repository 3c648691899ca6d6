import Foundation
import HTTPTypes
import Hummingbird

/// The shapes of an answer. None but a page may be kept by a cache: each is true for the moment only.
enum Reply {
    static func text(_ words: String) -> Response {
        reply(.ok, "text/plain; charset=utf-8", Data(words.utf8))
    }

    static func json(_ value: some Encodable, _ status: HTTPResponse.Status = .ok) throws -> Response {
        reply(status, "application/json", try encode(value))
    }

    static func problem(
        _ status: HTTPResponse.Status, _ detail: String? = nil, allow: String? = nil
    ) throws -> Response {
        var refused = Refused(status, detail)
        refused.headers[.allow] = allow
        return try refusal(refused)
    }

    static func refusal(_ refused: Refused) throws -> Response {
        var response = reply(refused.status, "application/problem+json", try encode(refused.problem))
        for field in refused.headers { response.headers.append(field) }
        return response
    }

    /// A table to keep under a name.
    static func csv(_ text: String, named name: String) -> Response {
        var response = reply(.ok, "text/csv; charset=utf-8; header=present", Data(text.utf8))
        response.headers[.contentDisposition] = "attachment; filename=\"\(name)\""
        return response
    }

    static func nothing() -> Response { Response(status: .noContent, headers: [.cacheControl: "no-store"]) }

    /// Sends the browser on.
    static func redirect(to place: String) -> Response {
        Response(status: .found, headers: [.location: place, .cacheControl: "no-store"])
    }

    /// Keys sorted, so that the same state is the same text.
    private static func encode(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value)
    }

    private static func reply(_ status: HTTPResponse.Status, _ type: String, _ body: Data) -> Response {
        Response(
            status: status, headers: [.contentType: type, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }
}
