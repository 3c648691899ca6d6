import Foundation

/// One session with a browser (W3C WebDriver, and the Chrome DevTools Protocol through it).
struct WebDriver: Sendable {
    private let port: Int
    private let session: String

    /// Longer than a browser takes to open its first window. On a machine under load chromedriver sometimes never says
    /// that it is open; then another one must.
    private static let openingSeconds = 45

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
        let answer = try await Self.send(browser.port, "POST", "/session", wish, patienceSeconds: Self.openingSeconds)
        guard let id = answer["sessionId"].text else { throw Chromium.Trouble(what: "no session: \(answer)") }
        (port, session) = (browser.port, "/session/\(id)")
    }

    /// One command; the value of the answer.
    @discardableResult
    func command(_ method: String, _ path: String, _ body: WireValue? = nil) async throws -> WireValue {
        try await Self.send(port, method, "\(session)/\(path)", body)
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

    private static func send(
        _ port: Int, _ method: String, _ path: String, _ body: WireValue?, patienceSeconds: Int? = nil
    ) async throws -> WireValue {
        let bytes = method == "POST" ? Array(try JSONEncoder().encode(body ?? [:])) : []
        let answer = try await onThread {
            guard let patienceSeconds else { return try WireLine.ask(port, method, path, bytes) }
            return try WireLine.ask(port, method, path, bytes, patienceSeconds: patienceSeconds)
        }
        let value = try JSONDecoder().decode(WireValue.self, from: Data(answer))["value"]
        if let error = value["error"].text {
            throw Chromium.Trouble(what: "\(error): \(value["message"].text?.prefix(600) ?? "")")
        }
        return value
    }
}
