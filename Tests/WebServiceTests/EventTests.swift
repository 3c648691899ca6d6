import Foundation
import GateControl
import LaneControl
import LibraryModel
import Testing
import WebService

@Suite("Events for whoever watches from afar", .serialized)
struct EventTests {
    private static let token = WatchedHouse.token

    /// What a watcher reads, event by event, on a thread.
    private struct Reader: ~Copyable {
        struct Event: Equatable { var id: String?, name: String?, data: String }

        private let client: Client
        /// What has come and is in chunks still (RFC 9112 section 7.1).
        private var raw: [UInt8] = []
        private var lines: [String] = []
        private var line: [UInt8] = []
        /// What came last, for whoever must find out why no more came.
        private var last = "nothing"
        private(set) var head = ""

        init(_ port: Int, _ fields: String = "") throws {
            client = try Client(port: port)
            client.send("GET /api/v1/events HTTP/1.1\r\nHost: gate\r\n\(fields)\r\n")
            while head.isEmpty {
                let more = client.some()
                if more.isEmpty { head = "no stream began" }
                raw += more
                guard let gap = raw.firstRange(of: Array("\r\n\r\n".utf8)) else { continue }
                head = String(decoding: raw[..<gap.lowerBound], as: UTF8.self)
                raw.removeSubrange(..<gap.upperBound)
            }
            unpack()
        }

        /// The next one; comments and the wait before coming back are passed over.
        mutating func next() throws -> Event {
            while true {
                while let end = lines.firstIndex(of: "") {
                    let block = lines[..<end]
                    lines.removeSubrange(...end)
                    let field = { (name: String) in block.first { $0.hasPrefix(name) }.map { String($0.dropFirst(name.count)) } }
                    last = block.joined(separator: " ")
                    if let name = field("event: ") { return Event(id: field("id: "), name: name, data: field("data: ") ?? "") }
                }
                let more = client.some()
                guard !more.isEmpty else { throw Client.Trouble(call: "the stream ended after \(last)", code: Int32(raw.count)) }
                raw += more
                unpack()
            }
        }

        /// Takes whole chunks out of what has come, and lines out of those.
        private mutating func unpack() {
            var place = raw.startIndex
            while let end = raw[place...].firstRange(of: [0x0D, 0x0A]),
                let size = Int(String(decoding: raw[place..<end.lowerBound], as: UTF8.self), radix: 16),
                raw.count >= end.upperBound + size + 2 {
                for byte in raw[end.upperBound..<end.upperBound + size] {
                    if byte != 0x0A { line.append(byte); continue }
                    lines.append(String(decoding: line, as: UTF8.self))
                    line = []
                }
                place = end.upperBound + size + 2
            }
            raw.removeSubrange(..<place)
        }

        /// The next one of this name.
        mutating func next(_ name: String) throws -> Event {
            while true {
                let event = try next()
                if event.name == name { return event }
            }
        }
    }

    private func faults(_ data: String, _ kind: String) throws -> [String] {
        let schema = try Schema()
        return try schema.faults(try JSONSerialization.jsonObject(with: Data(data.utf8)), try schema.at("components", "schemas", kind))
    }

    @Test("with a token: the status first, then what happens, and nothing that leads to a person")
    func exact() async throws {
        let house = try WatchedHouse()
        try await served(house.parts()) { port in
            let events = try await onThread {
                var reader = try Reader(port, Self.token)
                #expect(reader.head.contains("200 OK") && reader.head.contains("text/event-stream"))
                let status = try reader.next("status")
                house.happen(.decided(Decision(.entry), patron: PatronID(rawValue: "2021000017"), booking: BookingID(rawValue: 0xA1B2)))
                house.happen(.unlocked(.entry, for: .milliseconds(300)))
                house.happen(.passed(.entry, matched: true))
                house.happen(.modeChanged(.hold))
                house.happen(.alarm(.notReady, raised: true))
                house.happen(.camera(.fault("plug it in")))
                house.happen(.lineFault("no such line"))
                house.happen(.record(RecordKeeper.Backlog()))
                return [status] + (try (0..<7).map { _ in try reader.next() })
            }
            #expect(events.map(\.name) == ["status", "presentation", "passage", "mode", "alarm", "camera", "alarm", "record"])
            #expect(events[0].data == Reports.whole)
            #expect(events[1].data == #"{"admits":true,"at":"2026-11-21T09:00:00.000+08:00","campus":"east","code":"entry","direction":"entry","gate":"east-main","lane":"east-in"}"#)
            for event in events.dropFirst() {
                #expect(try faults(event.data, "Event") == [])
                #expect(!event.data.contains("2021000017") && !event.data.contains("a1b2"))
            }
            let numbers = events.compactMap { $0.id.flatMap(EventFeed.Place.init)?.number }
            #expect(numbers == [0, 1, 2, 3, 4, 5, 6, 7] && events.allSatisfy { $0.id?.hasPrefix("\(house.feed.run)-") == true })
        }
    }

    @Test("who comes back gets what happened since, and who was away too long is told how much is gone")
    func resume() async throws {
        let house = try WatchedHouse()
        try await served(house.parts()) { port in
            let first = try await onThread {
                var reader = try Reader(port, Self.token)
                _ = try reader.next("status")
                for _ in 0..<3 { house.happen(.notPassed(.entry)) }
                return try (0..<3).map { _ in try reader.next("passage") }
            }
            let after = try #require(first[0].id)
            let again = try await onThread {
                var reader = try Reader(port, Self.token + "Last-Event-ID: \(after)\r\n")
                return [try reader.next(), try reader.next(), try reader.next()]
            }
            #expect(Array(again.prefix(2)) == Array(first.suffix(2)) && again[2].name == "status")
            for _ in 0..<1500 { house.happen(.notPassed(.entry)) }
            let (count, next) = try await onThread {
                // The hub may still be reading; the newest event tells when it has read all.
                var follower = try Reader(port, Self.token + "Last-Event-ID: \(after)\r\n")
                while try follower.next().id?.hasSuffix("-1503") != true {}
                var late = try Reader(port, Self.token + "Last-Event-ID: \(after)\r\n")
                return (try late.next(), try late.next("passage"))
            }
            #expect(count.name == "missed" && count.data == #"{"count":478}"#)
            #expect(next.id?.hasSuffix("-480") == true)
            for place in ["\(RecordID(high: 1, low: 1))-5", "nonsense", "\(house.feed.run)-9999"] {
                let unknown = try await onThread {
                    var reader = try Reader(port, Self.token + "Last-Event-ID: \(place)\r\n")
                    return [try reader.next(), try reader.next()]
                }
                #expect(unknown.map(\.name) == ["missed", "status"] && unknown[0].data == #"{"count":null}"#)
            }
        }
    }

    @Test("everybody hears one word for each campus, when it changes, and no number that tells how many came")
    func coarse() async throws {
        let house = try WatchedHouse()
        try await served(house.parts()) { port in
            let events = try await onThread {
                var reader = try Reader(port)
                let first = try reader.next()
                house.happen(.decided(Decision(.entry), patron: nil, booking: nil))
                house.report.change { report in
                    report.campuses[0].inside = 42
                    report.asOf = "2026-11-21T09:00:01.000+08:00"
                }
                house.report.change { $0.campuses[0].level = .full }
                let second = try reader.next()
                house.report.change { ($0.campuses[0].level, $0.campuses[0].quality) = (.unknown, .late) }
                return [first, second, try reader.next()]
            }
            #expect(events.map(\.name) == ["level", "level", "level"])
            #expect(events.map { $0.id.flatMap(EventFeed.Place.init)?.number } == [1, 2, 3])
            for (event, level) in zip(events, ["free", "full", "unknown"]) {
                #expect(event.data.contains("\"level\":\"\(level)\"") && !event.data.contains("41") && !event.data.contains("42"))
                #expect(try faults(event.data, "LevelEvent") == [])
            }
            let since = try await onThread { [id = try #require(events[1].id)] in
                var reader = try Reader(port, "Last-Event-ID: \(id)\r\n")
                return try reader.next()
            }
            #expect(since == events[2])
        }
    }

    @Test("where nothing is public a token is needed, and where nothing is streamed nobody is served", arguments: [
        (PublicStatus.off, "", 401), (.coarse, "Authorization: Bearer gh_x\r\n", 401),
    ])
    func refused(_ row: (setting: PublicStatus, field: String, status: Int)) async throws {
        let house = try WatchedHouse()
        try await served(house.parts(row.setting)) { port in
            let answer = try await ask(port, plain("GET", "/api/v1/events", row.field))
            #expect(answer.status == row.status)
            #expect(try Contract().faults(.events, sent: nil, answer) == [])
        }
        try await served(.fixed(house.report.now)) { port in
            let answer = try await ask(port, plain("GET", "/api/v1/events"))
            #expect(answer.status == 503)
            #expect(try Contract().faults(.events, sent: nil, answer) == [])
        }
    }
}
