import Accounts
import Foundation
import GateHardware
import LibraryModel
import Testing
import WebService

@Suite("Checking in by the code on a kiosk")
struct CheckInTests {
    private static func opened(
        _ work: @escaping @Sendable (_ phone: Phone, _ kiosk: Phone, LibraryUnderTest) async throws -> Void
    ) async throws {
        let library = try await LibraryUnderTest()
        try await library.open { port in
            let (phone, kiosk) = (try Phone(port: port), try Phone(port: port))
            try await phone.signIn(LibraryUnderTest.anna)
            kiosk.headers = ["Authorization: Bearer \(LibraryUnderTest.kioskToken.text)"]
            try await work(phone, kiosk, library)
        }
    }

    private static func book(_ phone: Phone, _ start: String, _ end: String, campus: String = "east") async throws -> String {
        let slot = ["campus": campus, "start": "2026-11-21T\(start):00+08:00", "end": "2026-11-21T\(end):00+08:00"]
        let made = try await phone.json(.book, nil, ["bookings": [slot]], is: 201, headers: ["Idempotency-Key: \(start)"])
        return try #require(made["bookings"][0]["booking"].text)
    }

    @Test("the code changes every few seconds, leads to the page, and is good for a while")
    func changes() async throws {
        try await Self.opened { phone, kiosk, library in
            let path = "/api/v1/kiosks/east-in/code"
            let first = try await kiosk.json(.kioskCode, path)
            #expect(first["direction"].text == "entry")
            #expect(first["url"].text == "http://gate/#k=\(first["code"].text ?? "")")
            #expect(first["svg"].text?.hasPrefix("<svg") == true)
            #expect(first["renewAfter"].text == "2026-11-20T20:00:05.000+08:00")
            library.time.advance(by: .seconds(5))
            #expect(try await kiosk.json(.kioskCode, path)["code"].text != first["code"].text)
            library.time.advance(by: .seconds(85))
            let late: [String: Any] = ["kiosk": first["code"].text ?? "", "location": atEast]
            #expect(try await phone.json(.checkIn, nil, late, is: 409)["code"].text == "kiosk_code_expired")
        }
    }

    @Test("a code that no kiosk has shown opens nothing", arguments: [
        "east-in.lemwxz.0123456789abcdef", "x", "east-in", "east-in..", "..", "%23k=east-in",
    ])
    func forged(_ code: String) async throws {
        try await Self.opened { phone, _, library in
            let id = try await Self.book(phone, "09:00", "11:00")
            try await library.wait(until: LibraryUnderTest.nine)
            let forged: [String: Any] = ["kiosk": code, "location": atEast]
            #expect(try await phone.json(.checkIn, nil, forged, is: 409)["code"].text == "kiosk_code_expired")
            #expect(try await phone.json(.booking, "/api/v1/bookings/\(id)")["state"].text == "booked")
        }
    }

    @Test("without a booking there is none to use; with one elsewhere the lane says where")
    func none() async throws {
        try await Self.opened { phone, _, library in
            try await library.wait(until: LibraryUnderTest.nine - .hours(1))
            for lane in ["east-in", "east-out"] {
                let entry: [String: Any] = ["kiosk": try library.kioskCode(lane), "location": atEast]
                #expect(try await phone.json(.checkIn, nil, entry, is: 404)["code"].text == "no_booking_here")
            }
            _ = try await Self.book(phone, "09:00", "11:00", campus: "west")
            try await library.wait(until: LibraryUnderTest.nine)
            let entry: [String: Any] = ["kiosk": try library.kioskCode("east-in"), "location": atEast]
            #expect(try await phone.json(.checkIn, nil, entry)["verdict"]["code"].text == "wrong_campus")
        }
    }

    @Test("of two bookings the one nearest its window is used, and a named one in any case")
    func nearest() async throws {
        try await Self.opened { phone, _, library in
            let (early, late) = (try await Self.book(phone, "09:00", "10:00"), try await Self.book(phone, "15:00", "16:00"))
            try await library.wait(until: LibraryUnderTest.nine + .minutes(10))
            let named: [String: Any] = ["kiosk": try library.kioskCode("east-in"), "booking": late, "location": atEast]
            #expect(try await phone.json(.checkIn, nil, named)["verdict"]["code"].text == "too_early")
            let entry: [String: Any] = ["kiosk": try library.kioskCode("east-in"), "location": atEast]
            #expect(try await phone.json(.checkIn, nil, entry)["verdict"]["code"].text == "entry")
            #expect(try await phone.json(.booking, "/api/v1/bookings/\(early)")["state"].text == "in_use")
            library.time.advance(by: .seconds(2))
            #expect(try await phone.json(.checkIn, nil, entry)["verdict"]["code"].text == "already_in")
        }
    }

    @Test("the location decides at the lane, and is kept nowhere", arguments: [
        (["latitude": 31.18, "longitude": 121.6, "accuracyMetres": 10, "ageSeconds": 1, "datum": "GCJ-02"], "outside_geofence"),
        (["latitude": 31.1753, "longitude": 121.5315, "accuracyMetres": 900, "ageSeconds": 1, "datum": "GCJ-02"], "location_inaccurate"),
        (["latitude": 31.1753, "longitude": 121.5315, "accuracyMetres": 10, "ageSeconds": 3600, "datum": "GCJ-02"], "location_stale"),
        (nil, "no_location"),
    ] as [([String: any Sendable]?, String)])
    func place(_ row: (location: [String: any Sendable]?, code: String)) async throws {
        try await Self.opened { phone, _, library in
            _ = try await Self.book(phone, "09:00", "11:00")
            try await library.wait(until: LibraryUnderTest.nine)
            let entry: [String: Any] = ["kiosk": try library.kioskCode("east-in"), "location": row.location as Any? ?? NSNull()]
            let answer = try await phone.json(.checkIn, nil, entry)
            #expect(answer["verdict"]["code"].text == row.code)
            #expect(answer["verdict"]["admits"].isTrue == false)
        }
    }

    @Test("nobody can hammer on a lane")
    func hammering() async throws {
        try await Self.opened { phone, _, library in
            _ = try await Self.book(phone, "09:00", "11:00")
            try await library.wait(until: LibraryUnderTest.nine)
            let entry: [String: Any] = ["kiosk": try library.kioskCode("east-in"), "location": atEast]
            var statuses: [Int] = []
            for _ in 0..<8 { statuses.append(try await phone.ask(.checkIn, nil, entry).status) }
            #expect(statuses == Array(repeating: 200, count: 6) + [429, 429])
        }
    }

    @Test("a token opens what its scope says and nothing else")
    func scopes() async throws {
        try await Self.opened { phone, kiosk, _ in
            let patrons = ["patrons": [["patron": "1", "name": "x", "standing": "active"]]]
            let path = "/api/v1/kiosks/east-in/code"
            #expect(try await kiosk.json(.importPatrons, nil, patrons, is: 403)["code"].text == "wrong_scope")
            #expect(try await kiosk.json(.kioskCode, "/api/v1/kiosks/south-in/code", is: 404)["code"].text == "no_such_lane")
            #expect(try await phone.json(.kioskCode, path, is: 401)["code"].text == "unknown_token")
            kiosk.headers = ["Authorization: Bearer \(LibraryUnderTest.importToken.text)"]
            #expect(try await kiosk.json(.kioskCode, path, is: 403)["code"].text == "wrong_scope")
            for secret in ["Bearer", "Bearer x", "Basic YTpi", "Bearer gh_" + String(repeating: "0", count: 64)] {
                kiosk.headers = ["Authorization: \(secret)"]
                let answer = try await kiosk.ask(.kioskCode, path)
                #expect(answer.status == 401)
                #expect(answer.headers["www-authenticate"] == "Bearer")
            }
            kiosk.headers = ["Authorization: Bearer \(LibraryUnderTest.kioskToken.text)"]
            #expect(try await kiosk.ask(.bookings).status == 401, "a token is nobody's session")
        }
    }
}
