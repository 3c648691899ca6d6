import GateControl
import GateHardware
import LibraryModel
import Synchronization
import Testing
import WebService

@Suite("A stop of the program")
struct StopTests {
    /// A store that answers when it is let go, whoever has gone away meanwhile.
    private actor HangingStore {
        private var held: [CheckedContinuation<Void, Never>] = []
        private var watchers: [CheckedContinuation<Void, Never>] = []

        func ask() async {
            watchers.forEach { $0.resume() }
            watchers = []
            await withCheckedContinuation { held.append($0) }
        }

        func isAsked() async {
            if held.isEmpty { await withCheckedContinuation { watchers.append($0) } }
        }

        func letGo() {
            held.forEach { $0.resume() }
            held = []
        }
    }

    @Test("waits neither for a body that does not come nor for a request that hangs in the store, and answers neither")
    func bounded() async throws {
        let (library, store) = (try await LibraryUnderTest(), HangingStore())
        var parts = try library.parts()
        let report = try Reports.report(Reports.sparse)
        parts.status = StatusAnswers(report: { report }, isReady: {
            await store.ask()
            return true
        })
        // The patience of a stop is over at once; no other time goes by.
        let wait = try #require(parts.live).wait
        parts.live?.wait = { span in
            if span != WebLimits.stopPatience, span != WebLimits.stopRest { try await wait(span) }
        }
        let streams = Mutex<[Stream]>([])
        try await served(parts) { port in
            // The answer to the first comes when the head of the second is there.
            let slow = try Stream(
                port: port, "GET /healthz HTTP/1.1\r\nHost: gate\r\n\r\nPOST /api/v1/session HTTP/1.1\r\nHost: gate\r\n"
                    + "Sec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{")
            _ = try await slow.until("ok\n")
            let hung = try Stream(port: port, "GET /readyz HTTP/1.1\r\nHost: gate\r\n\r\n")
            await store.isAsked()
            streams.withLock { $0 = [slow, hung] }
        }
        for stream in streams.withLock({ $0 }) { #expect(try await stream.rest().isEmpty) }
        await store.letGo()
        #expect(WebLimits.stopPatience + WebLimits.stopRest <= .seconds(1))
    }
}
