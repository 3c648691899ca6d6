import GateControl
import HTTPTypes
import Hummingbird
import LibraryModel
import LibraryRules
import NIOCore

/// Answers what the pages of a demonstration ask: `GET /demo/lanes`, `GET /demo/demo.js` and `POST /demo/show`.
struct DemonstrationDesk: Sendable {
    /// `GET /demo/lanes`.
    private struct LanesAnswer: Encodable {
        struct Lane: Encodable { let lane, campus, direction: String }
        let lanes: [Lane]
    }

    /// `POST /demo/show`; without a verdict nothing was read.
    private struct ShownAnswer: Encodable {
        let lane: String
        let verdict: VerdictAnswer?
    }

    private let demonstration: Demonstration
    private let patrons: PatronParts

    /// Nil where there is no demonstration.
    init?(_ parts: WebParts) {
        guard let demonstration = parts.demonstration, let patrons = parts.patrons else { return nil }
        (self.demonstration, self.patrons) = (demonstration, patrons)
    }

    /// Nil for every other path.
    func answer(_ ask: Ask) async throws -> Response? {
        switch (ask.request.method, ask.request.uri.path) {
        case (.get, Demonstration.scriptPath):
            return Response(
                status: .ok, headers: [.contentType: "text/javascript; charset=utf-8", .cacheControl: "no-cache"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: demonstration.script)))
        case (.get, "/demo/lanes"):
            let terms = patrons.terms()
            return try Reply.json(LanesAnswer(lanes: demonstration.lanes.map { place in
                LanesAnswer.Lane(
                    lane: place.lane.rawValue, campus: terms.slug(place.campus), direction: place.direction.rawValue)
            }))
        case (.post, "/demo/show"): return try await show(ask)
        default: return nil
        }
    }

    private func show(_ ask: Ask) async throws -> Response {
        try SameSite.check(ask)
        let (name, text) = try JSONField.read(try await ask.json()) { body -> (String, String)? in
            let object = body.object(["lane", "code"])
            let (lane, code) = (object?["lane"]?.text(1...32), object?["code"]?.text(1...512))
            return lane.flatMap { lane in code.map { (lane, $0) } }
        }
        guard let place = demonstration.lanes.first(where: { $0.lane.rawValue == name }) else { throw Refused(.noSuchLane) }
        let decision = await demonstration.show(text, place.lane)
        let (now, terms) = (patrons.clock.wall().time, patrons.terms())
        return try Reply.json(ShownAnswer(
            lane: name, verdict: decision.map { VerdictAnswer($0, at: now, campus: place.campus, under: terms) }))
    }
}
