import Accounts
import Foundation
import GateControl
import GateHardware
import ImageFiles
import Imaging
import LibraryModel
import LibraryRules
import Logging
import ServiceLifecycle
import Testing
import WebService

@Suite("Streams over a real socket")
struct StreamTests {
    private static let lane = LaneID(rawValue: "east-in")

    private static func request(_ what: String = "screen", token: String? = nil, lane: String = "east-in") -> String {
        "GET /api/v1/kiosks/\(lane)/\(what) HTTP/1.1\r\nHost: gate\r\n"
            + (token.map { "Authorization: Bearer \($0)\r\n" } ?? "") + "\r\n"
    }

    @Test("a screen gets its whole state at once, each change, and the same again each second")
    func screen() async throws {
        let library = try await LibraryUnderTest()
        await library.screens.refresh()
        try await library.open { port in
            let stream = try Stream(port: port, Self.request(token: LibraryUnderTest.kioskToken.text))
            let head = try await stream.until("event: screen")
            #expect(head.contains("200 OK") && head.contains("Content-Type: text/event-stream"))
            #expect(head.contains("X-Accel-Buffering: no") && head.contains("no-cache") && head.contains("retry: 1000"))
            let first = try await stream.screen()
            #expect(first["state"] as? String == "closed" || first["state"] as? String == "idle")
            #expect((first["occupancy"] as? [String: Any])?["cap"] as? Int == 300)
            let schema = try Schema()
            #expect(try schema.faults(first, try schema.at("components", "schemas", "Screen")) == [])

            library.screens.hear(.presented(1), at: Self.lane)
            #expect(try await stream.screen()["state"] as? String == "reading")
            library.screens.hear(.presented(9), at: LaneID(rawValue: "east-out"))
            library.screens.hear(.answered(1, Decision(.full), at: LibraryUnderTest.nine), at: Self.lane)
            let verdict = try await stream.screen()
            #expect(verdict["state"] as? String == "refuse" && verdict["code"] as? String == "full")
            #expect(verdict["tone"] as? String == "stop" && verdict["shownFor"] as? Int == 6000)
            #expect(try schema.faults(verdict, try schema.at("components", "schemas", "Screen")) == [])

            // A second goes by, look by look.
            let again = try await library.screens(stream, after: .seconds(1))
            #expect(again["serial"] as? Int == verdict["serial"] as? Int && again["shownFor"] as? Int == 5000)
            #expect(again["now"] as? String != verdict["now"] as? String)
        }
    }

    @Test("a stream is for kiosks alone", arguments: ["screen", "view"])
    func scope(_ what: String) async throws {
        let library = try await LibraryUnderTest()
        try await library.open { port in
            let rows: [(String?, String, Int)] = [
                (nil, "east-in", 401), (LibraryUnderTest.importToken.text, "east-in", 403),
                (LibraryUnderTest.kioskToken.text, "nowhere", 404),
            ]
            for (token, lane, status) in rows {
                let request = Self.request(what, token: token, lane: lane).replacing("Host: gate", with: "Host: gate\r\nConnection: close")
                let answer = try await ask(port, request)
                #expect(answer.status == status)
                let operation: WebOperation = what == "screen" ? .kioskScreen : .kioskView
                #expect(try Contract().faults(operation, sent: nil, answer) == [])
            }
            #expect(library.screens.watchers == 0 && library.viewfinder.watchers == 0)
        }
    }

    @Test("256 may watch; the next is asked to come later, and others are served all the same")
    func cap() async throws {
        let library = try await LibraryUnderTest()
        try await library.open { port in
            let streams = try await onThread {
                try (0..<WebLimits.watchers).map { _ in try Stream(port: port, Self.request(token: LibraryUnderTest.kioskToken.text)) }
            }
            for stream in streams { _ = try await stream.until("event: screen") }
            let late = try await ask(port, Self.request(token: LibraryUnderTest.kioskToken.text)
                .replacing("Host: gate", with: "Host: gate\r\nConnection: close"))
            #expect(late.status == 503 && late.headers["retry-after"] == "5")
            #expect(late.body.contains("too_many_watchers"))
            #expect(try Contract().faults(.kioskScreen, sent: nil, late) == [])
            #expect(try await ask(port, plain("GET", "/healthz")).status == 200)
            streams.forEach { $0.close() }
        }
    }

    @Test("a watcher that reads nothing is dropped after ten seconds; another hears everything meanwhile")
    func deaf() async throws {
        let library = try await LibraryUnderTest()
        try await library.open { port in
            let good = try Stream(port: port, Self.request(token: LibraryUnderTest.kioskToken.text))
            _ = try await good.until("event: screen")
            let deaf = try Stream(port: port, Self.request(token: LibraryUnderTest.kioskToken.text), reads: 4096)
            while library.screens.watchers < 2 { await Task.yield() }
            var number: UInt64 = 0
            // More than the deaf one's socket holds, while the other one reads.
            while number < 2000 {
                number += 1
                library.screens.hear(.presented(number), at: Self.lane)
                _ = try await good.until("event: screen")
            }
            // Time goes on until the deaf one is dropped, faster than on a wall but never further ahead of the one that reads:
            // looks that a busy machine lets fall together are one look, so a beat takes four of them or more.
            let time = Task {
                while !Task.isCancelled {
                    library.time.advance(by: .milliseconds(250))
                    try? await Task.sleep(for: .milliseconds(50))
                }
            }
            defer { time.cancel() }
            while library.screens.watchers > 1 { _ = try await good.until("event: screen") }
            library.screens.hear(.answered(number, Decision(.full), at: LibraryUnderTest.nine), at: Self.lane)
            _ = try await good.until("\"code\":\"full\"")
            deaf.close()
            good.close()
        }
        #expect(library.screens.watchers == 0)
    }

    @Test("a stop of the program ends the streams in good order")
    func stop() async throws {
        let library = try await LibraryUnderTest()
        var parts = try library.parts()
        (parts.settings.address, parts.settings.port) = ("127.0.0.1", 0)
        let (ports, found) = AsyncStream.makeStream(of: Int.self)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let service = LibraryWeb.build(parts, logger: logger, listening: { found.yield($0) })
        let group = ServiceGroup(configuration: .init(services: [.init(service: service)], logger: logger))
        try await withThrowingTaskGroup { tasks in
            tasks.addTask { try await group.run() }
            var looking = ports.makeAsyncIterator()
            let port = try #require(await looking.next())
            let stream = try Stream(port: port, Self.request(token: LibraryUnderTest.kioskToken.text))
            _ = try await stream.until("event: screen")
            await group.triggerGracefulShutdown()
            #expect(try await stream.rest().hasSuffix("0\r\n\r\n"))
            try await tasks.waitForAll()
        }
        #expect(library.screens.watchers == 0)
    }

    @Test("the viewfinder sends small grey pictures, part by part, while somebody watches")
    func view() async throws {
        let library = try await LibraryUnderTest()
        try await library.open { port in
            let stream = try Stream(port: port, Self.request("view", token: LibraryUnderTest.kioskToken.text))
            while library.viewfinder.watchers == 0 { await Task.yield() }
            library.viewfinder.offer(LumaImage(width: 1280, height: 720, filled: 200), at: library.time.now())
            let head = try await stream.until("Content-Length: ")
            #expect(head.contains("multipart/x-mixed-replace; boundary=picture") && head.contains("--picture\r\nContent-Type: image/jpeg"))
            let jpeg = try await stream.picture()
            let picture = try ImageFile.decode(jpeg)
            #expect(picture.width == 320 && picture.height == 180 && picture.pixels.allSatisfy { abs(Int($0) - 200) < 4 })
            stream.close()
            // What nobody takes ends with the next picture at the latest.
            while library.viewfinder.watchers > 0 {
                library.time.advance(by: .milliseconds(200))
                library.viewfinder.offer(LumaImage(width: 64, height: 48, filled: 1), at: library.time.now())
                await Task.yield()
            }
        }
    }
}

extension LibraryUnderTest {
    /// The next state after time has gone by, look by look, as far as the stream has noticed.
    func screens(_ stream: Stream, after span: Duration) async throws -> [String: Any] {
        await letPass(span)
        return try await stream.screen()
    }

    /// Lets time go by, look by look, while one stream is open.
    func letPass(_ span: Duration) async {
        let end = time.now() + span
        while time.now() < end {
            // The stream waits for its next look before time goes on, and so do what follows the status and who looks for
            // overdue connections.
            while time.waiting < 3 { await Task.yield() }
            time.advance(by: .milliseconds(250))
        }
    }
}
