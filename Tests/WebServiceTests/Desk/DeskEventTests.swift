import Foundation
import LibraryModel
import LibraryStore
import Testing
import WebService

@Suite("The stream of a desk")
struct DeskEventTests {
    /// What comes over a stream until `words` have come, or nothing more does.
    private func stream(_ browser: Phone, until words: [String], while work: @escaping @Sendable () async throws -> Void) async throws -> String {
        let (port, request) = (browser.port, browser.request(.deskEvents, nil, nil))
        let (opened, open) = AsyncStream.makeStream(of: Void.self)
        async let heard = onThread {
            let client = try Client(port: port)
            client.send(request)
            var text = ""
            while !words.allSatisfy(text.contains) {
                let bytes = client.some()
                if bytes.isEmpty { break }
                text += String(decoding: bytes, as: UTF8.self)
                if text.contains("retry: ") { open.yield() }
            }
            open.finish()
            return text
        }
        for await _ in opened { break }
        try await work()
        return try await heard
    }

    @Test("tells of acts at lanes and at other desks, masked, and that the house is to be asked for anew")
    func events() async throws {
        let desk = try await DeskUnderTest()
        try await desk.open { browser in
            let other = try Phone(port: browser.port)
            try await other.signInAtDesk("chen")
            let (port, cookie) = (other.port, other.cookie)
            let text = try await stream(browser, until: ["event: staff", "event: mode", "\"kind\":\"recount\"", "event: now"]) {
                let colleague = try Phone(port: port)
                colleague.cookie = cookie
                _ = try await colleague.act("hold", ["lane": "east-in", "on": true])
                _ = try await colleague.act("recount", ["campus": "east", "inside": 4])
            }
            #expect(text.contains("content-type: text/event-stream") || text.contains("Content-Type: text/event-stream"))
            #expect(text.contains(#""campus":"east""#) && text.contains(#""kind":"hold_on""#) && text.contains(#""mode":"hold""#))
            #expect(text.contains("id: 00000000000000070000000000000007-"))
        }
    }

    @Test("ends when its session does")
    func ends() async throws {
        let desk = try await DeskUnderTest()
        try await desk.open { browser in
            let port = browser.port
            let text = try await stream(browser, until: ["never"]) {
                let bo = try #require(StaffID(rawValue: "bo"))
                #expect(try await desk.store.change(bo, .closed(at: DeskUnderTest.now)))
                let colleague = try Phone(port: port)
                try await colleague.signInAtDesk("chen")
                _ = try await colleague.act("recount", ["campus": "east", "inside": 4])
            }
            #expect(text.contains("retry: ") && !text.contains("recount"))
        }
    }

    @Test("beats every three seconds where nothing happens, and ends 15 s after its session at the latest")
    func beats() async throws {
        let desk = try await DeskUnderTest()
        try await desk.open { browser in
            let stream = try Stream(port: browser.port, browser.request(.deskEvents, nil, nil))
            _ = try await stream.until("retry: ")
            let bo = try #require(StaffID(rawValue: "bo"))
            #expect(try await desk.store.change(bo, .closed(at: DeskUnderTest.now)))
            // The store is not asked at every beat.
            for _ in 1...4 {
                await desk.library.letPass(.seconds(3))
                _ = try await stream.until(": alive")
            }
            await desk.library.letPass(.seconds(3))
            // The end of the last chunk (RFC 9112 section 7.1).
            _ = try await stream.until("\r\n0\r\n\r\n")
        }
    }
}
