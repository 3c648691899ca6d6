import HTTPTypes
import Hummingbird
import LibraryModel
import Logging
import NIOCore

/// One request on its way to an answer.
struct Ask: Sendable {
    let operation: WebOperation
    let request: Request
    let caller: Caller
    /// What stands in the places of the path, decoded.
    let places: [String: String]
    /// For faults of others that staff should know of; never for who asked what.
    let log: Logger
    /// The one that the answer goes back by.
    let connection: Connection
    /// The name and port that the client asked for; empty where it names none.
    var host: String { (request.head.authority ?? "").lowercased() }

    subscript(place: String) -> String { places[place] ?? "" }

    func header(_ name: HTTPField.Name) -> String? { request.headers[name] }

    /// Every value of a cookie of this name, in the order of the request (RFC 6265 section 4.2).
    func cookies(_ name: String) -> [String] {
        request.headers[values: .cookie].flatMap { $0.split(separator: ";") }.compactMap { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, parts[0].trimming(while: \.isWhitespace) == name else { return nil }
            return parts[1].trimming(while: \.isWhitespace)
        }
    }

    /// The secret of `Authorization: Bearer` (RFC 6750 section 2.1).
    var bearer: String? {
        let words = header(.authorization)?.split(separator: " ") ?? []
        return words.count == 2 && words[0].lowercased() == "bearer" ? String(words[1]) : nil
    }

    /// `application/json` of `Application/JSON; charset=utf-8`.
    var mediaType: String {
        (header(.contentType) ?? "").prefix { $0 != ";" }.trimming(while: \.isWhitespace).lowercased()
    }

    /// The whole body, at most so long; a longer one is refused before it is kept.
    func body(atMost limit: Int) async throws -> [UInt8] {
        if let length = header(.contentLength).flatMap({ Int($0) }), length > limit { throw Self.tooLarge(limit) }
        do {
            return Array(buffer: try await request.body.collect(upTo: limit))
        } catch is NIOTooManyBytesError {
            throw Self.tooLarge(limit)
        } catch {
            throw BrokenBody(cause: error)
        }
    }

    /// Takes the body and keeps none of it, at most so much: before an answer that needs none, since most clients hear it only
    /// when they have sent all. Whoever asks whether to send (RFC 9110 section 10.1.1) need not, and neither who says that it
    /// is longer.
    func passOver(atMost limit: Int) async throws {
        if let length = header(.contentLength).flatMap({ Int($0) }), length > limit { return }
        guard header(.expect) == nil else { return }
        var left = limit
        do {
            for try await bytes in request.body {
                left -= bytes.readableBytes
                if left < 0 { return }
            }
        } catch {
            throw BrokenBody(cause: error)
        }
    }

    private static func tooLarge(_ limit: Int) -> Refused { Refused(.contentTooLarge, "send at most \(limit) bytes") }
}

/// The body did not arrive: the server library answers that by itself.
struct BrokenBody: Error {
    let cause: any Error
}
