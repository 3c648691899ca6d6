import Foundation
import GateControl
import LaneControl
import LibraryModel
import LibraryRules
import LibraryStore
import Testing
import WebService

@Suite("docs/openapi.yaml")
struct OpenAPITests {
    @Test("describes every operation that is answered and no other, each by its name")
    func paths() throws {
        let paths = try #require(try Schema().at("paths") as? [String: [String: [String: Any]]])
        let described = paths.flatMap { path, methods in
            methods.map { method, operation in "\(operation["operationId"] ?? "?") \(method.uppercased()) \(path)" }
        }
        #expect(described.sorted() == WebOperation.allCases.map { "\($0) \($0.rawValue)" }.sorted())
    }

    @Test("says of each operation what lets in")
    func security() throws {
        let open: Set<WebOperation> = [
            .health, .readiness, .signInWays, .signIn, .signOut, .universitySignIn, .universityReturn, .campuses,
            .availability, .deskSignIn, .deskSignOut, .patronPage, .kioskPage, .asset, .serviceWorker, .manifest, .icon,
            .nowPage, .deskPage,
        ]
        let tokens: [WebOperation: String] = [
            .importPatrons: "importer", .importBookings: "importer", .kioskCode: "kiosk", .kioskScreen: "kiosk",
            .kioskView: "kiosk", .status: "status", .events: "status",
            .now: "status", .metrics: "status", .nowBadge: "status",
        ]
        for operation in WebOperation.allCases {
            let described = try Schema().at("paths", operation.path, operation.method.lowercased())["security"] as? [[String: Any]]
            let cookie = operation.path.hasPrefix("/api/v1/desk/") ? "desk" : "session"
            let expected = open.contains(operation) ? [] : [tokens[operation] ?? cookie]
            #expect(described.map { $0.flatMap(\.keys) } == expected, "\(operation)")
        }
    }

    @Test("tells the truth about each answer", arguments: [WebOperation.health, .readiness, .status], [true, false])
    func answers(_ route: WebOperation, ready: Bool) async throws {
        try await served(.fixed(try Reports.report(Reports.whole), ready: ready)) { port in
            let answer = try await ask(port, plain("GET", route.path))
            let described = try Schema().at("paths", route.path, "get", "responses", "\(answer.status)", "content")
            let type = try #require(answer.headers["content-type"]?.split(separator: ";").first.map(String.init))
            let body: Any = type == "text/plain" ? answer.body : try answer.json()
            let kind = try #require((described[type] as? [String: Any])?["schema"] as? [String: Any], "\(type) is not described")
            #expect(try Schema().faults(body, kind) == [])
        }
    }

    @Test("a problem is what its schema says", arguments: RefusalTests.documents)
    func problem(_ row: RefusalTests.Row) async throws {
        try await served(.fixed(try Reports.report(Reports.sparse))) { port in
            let answer = try await ask(port, row.request)
            let schema = try Schema()
            #expect(try schema.faults(try answer.json(), try schema.at("components", "schemas", "Problem")) == [])
        }
    }

    @Test("describes every field of a status, and no field that there is not", arguments: [Reports.whole, Reports.sparse])
    func fields(_ text: String) throws {
        let schema = try Schema()
        let kind = try schema.at("components", "schemas", "StatusReport")
        let encoded = try JSONSerialization.jsonObject(with: try JSONEncoder().encode(try Reports.report(text)))
        #expect(try schema.faults(encoded, kind) == [])
        let (there, described) = (Schema.places(of: encoded), try schema.places(kind))
        if text == Reports.whole { #expect(described == there) }
    }

    @Test("the check itself finds what is wrong", arguments: [
        (#""health":"degraded""#, #""health":"ill""#), (#""lost":0"#, #""lost":-1"#), (#""lost":0"#, #""lost":"0""#),
        (#""cap":300"#, #""cap":300,"patron":"20210001""#), (#""version":"0.1.0""#, #""versions":[]"#),
    ])
    func check(_ change: (from: String, to: String)) throws {
        let schema = try Schema()
        let text = Reports.whole.replacing(change.from, with: change.to)
        let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
        #expect(try !schema.faults(value, try schema.at("components", "schemas", "StatusReport")).isEmpty)
    }

    @Test("lists the words of each kind, all of them and no other", arguments: [
        Words(["StatusReport", "properties", "health"], StatusReport.Health.allCases.map(\.rawValue)),
        Words(["StatusReport", "properties", "clock"], StatusReport.Clock.allCases.map(\.rawValue)),
        Words(["ClockDoubt", "properties", "cause"], ClockDoubt.codes),
        Words(["Campus", "properties", "state"], CampusStatus.State.allCases.map(\.rawValue)),
        Words(["CountSource"], CampusStatus.Source.allCases.map(\.rawValue)),
        Words(["Quality"], CountQuality.allCases.map(\.rawValue)),
        Words(["Level"], FillLevel.allCases.map(\.rawValue)),
        Words(["CoarseReport", "properties", "health"], StatusReport.Health.allCases.map(\.rawValue)),
        Words(["Event", "properties", "direction"], Direction.allCases.map(\.rawValue)),
        Words(["Event", "properties", "mode"], HouseMode.allCases.map(\.rawValue)),
        Words(["Lane", "properties", "direction"], Direction.allCases.map(\.rawValue)),
        Words(["Lane", "properties", "mode"], HouseMode.allCases.map(\.rawValue)),
        Words(["Lane", "properties", "state"], LaneStatus.State.allCases.map(\.rawValue)),
        Words(["Lane", "properties", "alarms", "items"], alarms.map(\.code)),
        Words(["DecisionCode"], DecisionCode.allCases.map(\.rawValue)),
        Words(["BookingCode"], BookingCode.allCases.map(\.rawValue)),
        Words(["BookingState"], Booking.State.allCases.map(\.rawValue)),
        Words(["ProblemCode"], WebRefusal.allCases.map(\.rawValue) + BookingCode.allCases.map(\.rawValue)),
        Words(["Violation", "properties", "kind"], Violation.Kind.allCases.map(\.rawValue)),
        Words(["Booking", "properties", "releasedWhy"], Booking.ReleaseReason.allCases.map(\.rawValue)),
        Words(["Screen", "properties", "state"], ScreenState.Kind.allCases.map(\.rawValue)),
        Words(["Screen", "properties", "tone"], Prompt.Tone.allCases.map(\.rawValue)),
        Words(["Screen", "properties", "lamp"], Prompt.Lamp.allCases.map(\.rawValue) + ["off"]),
        Words(["Verdict", "properties", "lamp"], Prompt.Lamp.allCases.map(\.rawValue)),
        Words(["SignInWay", "properties", "way"], SignInWay.allCases.map(\.rawValue)),
        Words(["Fix", "properties", "datum"], Datum.allCases.map(\.rawValue)),
        Words(["PatronRow", "properties", "standing"], Patron.Standing.allCases.map(\.rawValue)),
        Words(["StaffPower"], StaffPower.allCases.map(\.rawValue)),
        Words(["DeskSession", "properties", "role"], StaffRole.allCases.map(\.rawValue)),
        Words(["DeskReport", "properties", "by"], CountQuery.Step.allCases.map(\.rawValue)),
    ])
    func words(_ words: Words) throws {
        var kind = try Schema().at("components", "schemas")
        for key in words.path { kind = try #require(kind[key] as? [String: Any]) }
        #expect((kind["enum"] as? [String])?.sorted() == words.words.sorted())
    }

    struct Words: Sendable, CustomTestStringConvertible {
        let path: [String]
        let words: [String]
        init(_ path: [String], _ words: [String]) { (self.path, self.words) = (path, words) }
        var testDescription: String { path.joined(separator: ".") }
    }

    private static let alarms: [LaneAlarm] =
        Direction.allCases.flatMap { [.forcedPassage($0), .sensorStuck($0)] }
        + [.buttonAdmit, .buttonRelease, .switchHold, .switchOpen].map(LaneAlarm.buttonStuck) + [.notReady, .powerLoss]
}
