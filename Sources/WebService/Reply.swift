import Foundation
import HTTPTypes
import Hummingbird

/// The shapes of an answer. None may be kept by a cache: each is true for the moment only.
enum Reply {
    static func text(_ words: String) -> Response {
        reply(.ok, "text/plain; charset=utf-8", Data(words.utf8))
    }

    static func json(_ value: some Encodable) throws -> Response {
        reply(.ok, "application/json", try encode(value))
    }

    static func problem(
        _ status: HTTPResponse.Status, _ detail: String? = nil, allow: String? = nil
    ) throws -> Response {
        let problem = Problem(title: status.reasonPhrase, status: status.code, detail: detail)
        var response = reply(status, "application/problem+json", try encode(problem))
        response.headers[.allow] = allow
        return response
    }

    /// Keys sorted, so that the same state is the same text.
    private static func encode(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value)
    }

    private static func reply(_ status: HTTPResponse.Status, _ type: String, _ body: Data) -> Response {
        Response(
            status: status,
            headers: [.contentType: type, .cacheControl: "no-store", .xContentTypeOptions: "nosniff"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }
}
