import Foundation
import FoundationNetworking

/// Asks a running program over HTTP, many at once if wanted.
struct Caller: Sendable {
    let port: Int
    private let session: URLSession

    init(port: Int, cookies: Bool = false) {
        self.port = port
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = 60
        configuration.httpMaximumConnectionsPerHost = 64
        configuration.httpShouldSetCookies = cookies
        session = URLSession(configuration: configuration)
    }

    struct Answer: Sendable {
        let status: Int
        let body: Data

        func json() throws -> [String: Any] { try JSONSerialization.jsonObject(with: body) as? [String: Any] ?? [:] }
    }

    /// Nil when no answer came, as from a program that was killed.
    func ask(_ method: String, _ path: String, _ body: [String: String]? = nil, headers: [String: String] = [:]) async -> Answer? {
        guard let url = URL(string: "http://127.0.0.1:\(port)\(path)") else { return nil }
        var request = URLRequest(url: url)
        request.httpMethod = method
        if let body {
            request.httpBody = try? JSONSerialization.data(withJSONObject: body.mapValues { $0 == "true" ? true as Any : $0 == "false" ? false as Any : $0 })
            request.setValue("application/json", forHTTPHeaderField: "Content-Type")
        }
        for (name, value) in headers { request.setValue(value, forHTTPHeaderField: name) }
        guard let (data, response) = try? await session.data(for: request), let http = response as? HTTPURLResponse else { return nil }
        return Answer(status: http.statusCode, body: data)
    }
}
