import Foundation
import GateControl
import LibraryModel
import Testing
import WebService

@Suite("Watchers from afar who are slow, or may not listen any more", .serialized)
struct EventFaultTests {
    private static let request = "GET /api/v1/events HTTP/1.1\r\nHost: gate\r\n\(WatchedHouse.token)\r\n"

    @Test("who reads nothing while too much happens is told how much is gone, and then what is so now")
    func fullBuffer() async throws {
        let house = try WatchedHouse()
        try await served(house.parts()) { port in
            let deaf = try Stream(port: port, Self.request, reads: 4096)
            _ = try await deaf.until("event: status")
            let good = try Stream(port: port, Self.request)
            _ = try await good.until("event: status")
            // More than sockets and tray hold; in pieces, so that nothing is lost before the trays.
            for piece in 1...12 {
                for _ in 0..<500 { house.happen(.notPassed(.entry)) }
                _ = try await good.until("-\(piece * 500)\nevent: passage")
            }
            house.report.change { $0.campuses[0].inside = 77 }
            _ = try await good.until("\"inside\":77")
            let text = try await deaf.until("-6000\nevent: passage")
            // Each event, or one of a gap that is told: the sockets may have taken some between two gaps.
            var (next, gone) = (1, 0)
            for found in text.matches(of: #/event: missed\ndata: \{"count":([0-9]+)\}|id: [0-9a-f]+-([0-9]+)\nevent: passage/#) {
                if let count = found.1.flatMap({ Int($0) }) {
                    next += count
                    gone += count
                } else {
                    guard let number = found.2.flatMap({ Int($0) }), number == next else {
                        Issue.record("\(found.0) where \(next) is due")
                        break
                    }
                    next += 1
                }
            }
            #expect(next == 6001 && gone >= 1000)
            if !text.contains("\"inside\":77") { _ = try await deaf.until("\"inside\":77") }
            deaf.close()
            good.close()
        }
    }

    @Test("a token that is withdrawn ends the streams that it opened")
    func withdrawn() async throws {
        let house = try WatchedHouse()
        try await served(house.parts(.coarse, isTimed: true)) { port in
            let stream = try Stream(port: port, Self.request)
            _ = try await stream.until("event: status")
            house.token(is: .withdrawn)
            // The end of the last chunk (RFC 9112 section 7.1).
            _ = try await stream.until("\r\n0\r\n\r\n")
            let again = try await ask(port, plain("GET", "/api/v1/events", WatchedHouse.token))
            #expect(again.status == 401)
        }
    }

    @Test("while the store cannot say whether a token is good, nobody is sent away")
    func nobodyKnows() async throws {
        let house = try WatchedHouse()
        try await served(house.parts(.coarse, isTimed: true)) { port in
            let stream = try Stream(port: port, Self.request)
            _ = try await stream.until("event: status")
            house.token(is: .storeFails)
            let asked = house.asked
            while house.asked < asked + 3 { _ = try await stream.until(": alive") }
            house.happen(.notPassed(.entry))
            _ = try await stream.until("event: passage")
            stream.close()
        }
    }

    @Test("who came without a token is not asked for one, however long it stays")
    func everybody() async throws {
        let house = try WatchedHouse()
        try await served(house.parts(.exact, isTimed: true)) { port in
            let stream = try Stream(port: port, "GET /api/v1/events HTTP/1.1\r\nHost: gate\r\n\r\n")
            for _ in 0..<4 { _ = try await stream.until(": alive") }
            #expect(house.asked == 0)
            stream.close()
        }
    }
}
