import Foundation
import FoundationNetworking

/// One session with a browser (W3C WebDriver, and the Chrome DevTools Protocol through it).
struct WebDriver: Sendable {
    private let session: URL

    /// Opens a window without a screen.
    init(_ browser: Chromium) async throws {
        let options: WireValue = [
            "args": ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--no-first-run"]
        ]
        let wish: WireValue = [
            "capabilities": ["alwaysMatch": [
                "goog:chromeOptions": options, "goog:loggingPrefs": ["browser": "ALL"], "timeouts": ["script": 120_000],
            ]]
        ]
        let answer = try await Self.send("POST", browser.address.appendingPathComponent("session"), wish)
        guard let id = answer["sessionId"].text else { throw Chromium.Trouble(what: "no session: \(answer)") }
        session = browser.address.appendingPathComponent("session/\(id)")
    }

    func close() async { _ = try? await Self.send("DELETE", session, nil) }

    /// One command; the value of the answer.
    @discardableResult
    func command(_ method: String, _ path: String, _ body: WireValue? = nil) async throws -> WireValue {
        try await Self.send(method, session.appendingPathComponent(path), body)
    }

    /// One method of the DevTools protocol.
    @discardableResult
    func devTools(_ method: String, _ parameters: WireValue = [:]) async throws -> WireValue {
        try await command("POST", "goog/cdp/execute", ["cmd": .text(method), "params": parameters])
    }

    /// The value that the body of a function returns in the page.
    @discardableResult
    func run(_ script: String, _ arguments: [WireValue] = []) async throws -> WireValue {
        try await command("POST", "execute/sync", ["script": .text(script), "args": .list(arguments)])
    }

    /// The same for a function that calls its last argument with the value.
    func runToCallback(_ script: String, _ arguments: [WireValue] = []) async throws -> WireValue {
        try await command("POST", "execute/async", ["script": .text(script), "args": .list(arguments)])
    }

    private static func send(_ method: String, _ address: URL, _ body: WireValue?) async throws -> WireValue {
        var request = URLRequest(url: address, timeoutInterval: 180)
        request.httpMethod = method
        if method == "POST" {
            request.httpBody = try JSONEncoder().encode(body ?? [:])
            request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        }
        let (data, _) = try await URLSession.shared.data(for: request)
        let value = try JSONDecoder().decode(WireValue.self, from: data)["value"]
        if let error = value["error"].text {
            throw Chromium.Trouble(what: "\(error): \(value["message"].text?.prefix(600) ?? "")")
        }
        return value
    }
}
