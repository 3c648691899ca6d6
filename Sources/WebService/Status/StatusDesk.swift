import Foundation
import GateControl
import HTTPTypes
import Hummingbird

/// How the gates are, for supervisors, dashboards and everybody.
struct StatusDesk: Sendable {
    let door: StatusDoor
    let answers: StatusAnswers
    let sheets: StatusSheets
    private let frames: [FrameSite]

    init(_ answers: StatusAnswers, settings: WebSettings, counter: RequestCounter?) {
        (door, self.answers) = (StatusDoor(settings: settings, answers: answers, counter: counter), answers)
        (sheets, frames) = (StatusSheets(answers.report), settings.nowFrames)
    }

    func health() throws -> Response {
        if answers.isTurning() { return Reply.text("ok\n") }
        return try Reply.problem(.serviceUnavailable, "a gate does not turn; the journal names it")
    }

    func readiness() async throws -> Response {
        if await answers.isReady() { return Reply.text("ready\n") }
        return try Reply.problem(.serviceUnavailable, "an entry could not be recorded now; the status and the journal say why")
    }

    func status(_ ask: Ask) async throws -> Response {
        try Query(ask, []).check()
        let isExact = try await door.tellsAll(ask)
        let edition = try await sheets.now()
        return reply(isExact ? edition.exact : edition.coarse, ask, isPrivate: isExact)
    }

    func now(_ ask: Ask) async throws -> Response {
        try Query(ask, []).check()
        let isExact = try await door.tellsAll(ask)
        let answer = NowAnswer(try await sheets.now().report, usually: await answers.usually(), isExact: isExact)
        var response = reply(try StatusSheets.Sheet(answer, steady: answer.steady), ask, isPrivate: isExact)
        // It names nobody and needs no cookie: the page of any site may ask.
        response.headers[.accessControlAllowOrigin] = "*"
        Self.openToOthers(&response)
        return response
    }

    func badge(_ ask: Ask) async throws -> Response {
        let query = Query(ask, ["campus", "lang"])
        let language = query["lang"].flatMap(NowBadge.Language.init(rawValue:)) ?? .zh
        if let word = query["lang"], word != language.rawValue { query.wrong("lang", "is zh or en") }
        try query.check()
        _ = try await door.tellsAll(ask)
        let answer = NowAnswer(try await sheets.now().report, usually: await answers.usually(), isExact: false)
        let campuses = answer.campuses.filter { query["campus"] == nil || $0.campus == query["campus"] }
        guard !campuses.isEmpty else { throw Refused(.noSuchCampus) }
        let drawing = NowBadge(campuses: campuses, asOf: answer.now, language: language).svg
        var response = Response(
            status: .ok, headers: [.contentType: "image/svg+xml", .cacheControl: "public, max-age=30"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: drawing)))
        Self.openToOthers(&response)
        return response
    }

    /// The page, which the sites of the settings may hold in a frame.
    func page(_ page: Response) throws -> Response {
        guard door.settings.publicStatus != .off else { throw Refused(.notFound) }
        var response = page
        let sources = frames.isEmpty ? "'none'" : frames.map(\.source).joined(separator: " ")
        SecurityHeaders.allowFrames(from: sources, on: &response)
        Self.openToOthers(&response)
        return response
    }

    func metrics(_ ask: Ask, watchers: Int) async throws -> Response {
        try Query(ask, []).check()
        try await door.checkMetrics(ask)
        guard let metrics = answers.metrics else { throw Refused(.notSetUp) }
        let text = await metrics(try await sheets.now().report, watchers)
        return Response(
            status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    /// 304 when the client has it already but for the time. It is asked for anew each time: none is kept as true.
    private func reply(_ sheet: StatusSheets.Sheet, _ ask: Ask, isPrivate: Bool) -> Response {
        var headers: HTTPFields = [
            .eTag: sheet.tag, .cacheControl: isPrivate ? "private, no-cache" : "no-cache", .vary: "Authorization",
        ]
        if ask.has(sheet.tag) { return Response(status: .notModified, headers: headers) }
        headers[.contentType] = "application/json"
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: sheet.body))
    }

    /// A page of another site may show it (Fetch, `Cross-Origin-Resource-Policy`).
    private static func openToOthers(_ response: inout Response) {
        if let name = HTTPField.Name("Cross-Origin-Resource-Policy") { response.headers[name] = "cross-origin" }
    }
}
