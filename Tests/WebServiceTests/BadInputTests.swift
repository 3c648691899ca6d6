import Foundation
import Testing
import WebService

@Suite("What is not as it should be is refused by name, and changes nothing")
struct BadInputTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let says: String
        let operation: WebOperation
        var path: String?
        var body: String?
        var headers = ["Idempotency-Key: k"]
        let status: Int
        /// The places of the wrong fields.
        var places: [String] = []
        var testDescription: String { says }
    }

    private static func book(_ says: String, _ body: String, _ status: Int, _ places: [String] = []) -> Row {
        Row(says: says, operation: .book, body: body, status: status, places: places)
    }

    private static func slot(_ start: String, _ end: String = "2026-11-21T11:00:00+08:00", campus: String = "east") -> String {
        #"{"bookings":[{"campus":"\#(campus)","start":"\#(start)","end":"\#(end)"}]}"#
    }

    private static let good = slot("2026-11-21T09:00:00+08:00")
    private static let deep = String(repeating: "[", count: 9) + String(repeating: "]", count: 9)

    static let noJSON = [
        book("nothing", "", 400), book("half an object", #"{"bookings":["#, 400), book("a word", "bookings", 400),
        book("a comma too many", #"{"bookings":[],}"#, 400), book("two values", good + good, 400),
        book("a field twice", #"{"bookings":[],"bookings":[]}"#, 400), book("too deep", deep, 400),
        book("a byte-order mark", "\u{FEFF}" + good, 400), book("half a character", #"{"bookings":"\ud83d"}"#, 400),
        book("a control character", "{\"bookings\":\"\u{1}\"}", 400), book("a number beyond a double", #"{"bookings":1e999}"#, 400),
        book("a number with a leading zero", #"{"bookings":01}"#, 400), book("not a number", #"{"bookings":NaN}"#, 400),
        book("a comment", "/* */" + good, 400), book("quotes of the other kind", "{'bookings':[]}", 400),
        book("17 KiB", #"{"bookings":""# + String(repeating: "x", count: 17_000) + #""}"#, 413),
        Row(says: "another type", operation: .book, body: good, headers: ["Idempotency-Key: k", "Content-Type: text/plain"], status: 415),
        Row(says: "a form", operation: .book, body: "a=b", headers: ["Idempotency-Key: k", "Content-Type: application/x-www-form-urlencoded"], status: 415),
    ]

    static let fields = [
        book("a list", "[]", 422, [""]), book("null", "null", 422, [""]), book("an empty object", "{}", 422, ["/bookings"]),
        book("a field that is not known", #"{"bookings":[],"note":"x"}"#, 422, ["/note", "/bookings"]),
        book("none", #"{"bookings":[]}"#, 422, ["/bookings"]), book("three", #"{"bookings":[1,2,3]}"#, 422, ["/bookings"]),
        book("a number for a booking", #"{"bookings":[1]}"#, 422, ["/bookings/0"]),
        book("fields that are missing", #"{"bookings":[{"campus":"east"}]}"#, 422, ["/bookings/0/start", "/bookings/0/end"]),
        book("another campus", slot("2026-11-21T09:00:00+08:00", campus: "south"), 422, ["/bookings/0/campus"]),
        book("a number for a time", #"{"bookings":[{"campus":"east","start":9,"end":11}]}"#, 422, ["/bookings/0/start", "/bookings/0/end"]),
        book("a time without a zone", slot("2026-11-21T09:00:00"), 422, ["/bookings/0/start"]),
        book("a day that does not exist", slot("2026-02-29T09:00:00+08:00"), 422, ["/bookings/0/start"]),
        book("an hour that does not exist", slot("2026-11-21T25:00:00+08:00"), 422, ["/bookings/0/start"]),
        book("a time in words", slot("tomorrow"), 422, ["/bookings/0/start"]),
        book("an end before the start", slot("2026-11-21T12:00:00+08:00"), 422, ["/bookings/0/end"]),
        book("names that must be escaped", #"{"a/b~c":1,"bookings":[]}"#, 422, ["/a~1b~0c", "/bookings"]),
        Row(says: "no key", operation: .book, body: good, headers: [], status: 422, places: ["Idempotency-Key"]),
        Row(says: "a key of 65", operation: .book, body: good, headers: ["Idempotency-Key: \(String(repeating: "k", count: 65))"], status: 422, places: ["Idempotency-Key"]),
        Row(says: "a number for a password", operation: .signIn, body: #"{"card":"1","password":1}"#, status: 422, places: ["/password"]),
        Row(says: "an empty card", operation: .signIn, body: #"{"card":"","password":"x"}"#, status: 422, places: ["/card"]),
        Row(says: "blank words", operation: .appeal, path: "/api/v1/violations/00000000000000aa/appeal", body: #"{"words":" \n "}"#, status: 422, places: ["/words"]),
        Row(says: "501 characters", operation: .appeal, path: "/api/v1/violations/00000000000000aa/appeal",
            body: #"{"words":"\#(String(repeating: "字", count: 501))"}"#, status: 422, places: ["/words"]),
    ]

    private static func pass(_ says: String, _ location: String, _ places: [String]) -> Row {
        Row(says: says, operation: .issuePass, path: "/api/v1/bookings/00000000000000aa/passes", body: #"{"location":\#(location)}"#, status: 422, places: places)
    }

    private static func fix(_ latitude: String, _ longitude: String = "121.5", _ accuracy: String = "10", _ age: String = "1", _ datum: String = "WGS-84") -> String {
        #"{"latitude":\#(latitude),"longitude":\#(longitude),"accuracyMetres":\#(accuracy),"ageSeconds":\#(age),"datum":"\#(datum)"}"#
    }

    static let places = [
        pass("no place", "{}", ["/location/latitude", "/location/longitude", "/location/accuracyMetres", "/location/ageSeconds", "/location/datum"]),
        pass("swapped coordinates", fix("121.5", "31.2"), ["/location/latitude"]),
        pass("a longitude beyond the earth", fix("31.2", "180.1"), ["/location/longitude"]),
        pass("a text for a number", fix("\"31.2\""), ["/location/latitude"]),
        pass("an accuracy below zero", fix("31.2", "121.5", "-1"), ["/location/accuracyMetres"]),
        pass("an age below zero", fix("31.2", "121.5", "10", "-1"), ["/location/ageSeconds"]),
        pass("another datum", fix("31.2", "121.5", "10", "1", "BD-09"), ["/location/datum"]),
        pass("a flag", "true", ["/location"]),
    ]

    private static func ask(_ says: String, _ operation: WebOperation, _ path: String, _ status: Int, _ places: [String] = []) -> Row {
        Row(says: says, operation: operation, path: path, status: status, places: places)
    }

    static let queries = [
        ask("no such campus", .availability, "/api/v1/campuses/south/availability", 404),
        ask("no day", .choices, "/api/v1/campuses/east/choices", 422, ["date"]),
        ask("a day that does not exist", .choices, "/api/v1/campuses/east/choices?date=2026-02-29", 422, ["date"]),
        ask("a day far off", .choices, "/api/v1/campuses/east/choices?date=2027-11-21", 422, ["date"]),
        ask("a day twice", .choices, "/api/v1/campuses/east/choices?date=2026-11-21&date=2026-11-22", 422, ["date"]),
        ask("a parameter that is not known", .availability, "/api/v1/campuses/east/availability?until=x", 422, ["until"]),
        ask("a parameter where none is known", .bookings, "/api/v1/bookings?page=2", 422, ["page"]),
        ask("no days", .availability, "/api/v1/campuses/east/availability?days=0", 422, ["days"]),
        ask("eight days", .availability, "/api/v1/campuses/east/availability?days=8", 422, ["days"]),
        ask("a half of a day", .availability, "/api/v1/campuses/east/availability?days=1.5", 422, ["days"]),
        ask("half an escape", .availability, "/api/v1/campuses/east/availability?from=%2", 422, ["from"]),
        ask("what is not UTF-8", .availability, "/api/v1/campuses/east/availability?from=%FF", 422, ["from"]),
        ask("a choice before that is none", .choices, "/api/v1/campuses/east/choices?date=2026-11-21&besides=east", 422, ["besides"]),
        ask("a choice before that is far off", .choices,
            "/api/v1/campuses/east/choices?date=2026-11-21&besides=east,1970-01-01T00:00:00Z,2900-01-01T00:00:00Z", 422, ["besides"]),
    ]

    @Test("row by row", arguments: noJSON + fields + places + queries)
    func row(_ row: Row) async throws {
        let library = try await LibraryUnderTest()
        try await library.open { port in
            let phone = try Phone(port: port)
            try await phone.signIn(LibraryUnderTest.anna)
            let before = try await phone.json(.bookings)["bookings"].description
            let request = phone.request(row.operation, row.path, row.body, row.body == nil ? [] : row.headers)
            let answer = try await WebServiceTests.ask(port, request)
            #expect(answer.status == row.status, "\(answer.body)")
            #expect(answer.headers["content-type"] == "application/problem+json")
            let errors = JSON(try answer.json())["errors"].list
            #expect(errors.map { $0["pointer"].text ?? $0["parameter"].text ?? $0["header"].text ?? "" } == row.places)
            #expect(try Contract().faults(row.operation, sent: nil, answer) == [])
            #expect(try await phone.json(.bookings)["bookings"].description == before)
        }
    }

    @Test("a path is answered to its methods only", arguments: [
        ("PATCH", "/api/v1/bookings", "GET, HEAD, POST", "ask with GET, HEAD or POST"),
        ("POST", "/api/v1/bookings/00000000000000aa", "GET, HEAD, DELETE", "ask with GET, HEAD or DELETE"),
        ("GET", "/api/v1/check-ins", "POST", "ask with POST"), ("POST", "/", "GET, HEAD", "ask with GET or HEAD"),
    ])
    func methods(_ row: (method: String, path: String, allow: String, detail: String)) async throws {
        let library = try await LibraryUnderTest()
        try await library.open { port in
            let answer = try await WebServiceTests.ask(port, plain(row.method, row.path))
            #expect(answer.status == 405)
            #expect(answer.headers["allow"] == row.allow)
            #expect(JSON(try answer.json())["detail"].text == row.detail)
        }
    }
}
