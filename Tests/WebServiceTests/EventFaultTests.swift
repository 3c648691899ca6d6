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
            let before = try await deaf.until("event: missed\ndata: {\"count\":")
            let last = try #require(before.matches(of: /id: [0-9a-f]+-([0-9]+)\n/).last.flatMap { Int($0.1) })
            let gone = try #require(Int(try await deaf.until("}").dropLast()))
            #expect(gone >= 1000)
            // The status of now comes, and what is left of the events goes on without another gap.
            var after = try await deaf.until("-6000\nevent: passage")
            after += try await deaf.until("\n\n")
            let numbers = after.matches(of: /id: [0-9a-f]+-([0-9]+)\n/).compactMap { Int($0.1) }
            #expect(numbers == Array((last + gone + 1)...6000))
            if !after.contains("\"inside\":77") { _ = try await deaf.until("\"inside\":77") }
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
