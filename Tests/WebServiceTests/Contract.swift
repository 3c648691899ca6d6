import Foundation
import Testing
import WebService

/// `docs/openapi.yaml`, held against what is asked and answered.
struct Contract {
    private let schema: Schema

    init() throws { schema = try Schema() }

    /// Every way in which an answer is not what the file says of the operation; what a request asks is looked at when it
    /// was granted, since then it must have been as described.
    func faults(_ operation: WebOperation, sent body: Any?, _ answer: Answer) throws -> [String] {
        let described = try schema.at("paths", operation.path, operation.method.lowercased())
        var faults: [String] = []
        if answer.status < 300, let body, let request = described["requestBody"] as? [String: Any] {
            faults += try bodyFaults(body, request, type: "application/json").map { "request: \($0)" }
        }
        let responses = try #require(described["responses"] as? [String: [String: Any]])
        guard let response = try responses["\(answer.status)"].map(schema.resolved) else {
            return faults + ["\(operation) answers \(answer.status), which is not described: \(answer.body)"]
        }
        for (name, header) in response["headers"] as? [String: [String: Any]] ?? [:] {
            faults += try headerFaults(name, header, answer)
        }
        let type = answer.headers["content-type"].map { String($0.prefix { $0 != ";" }) }
        guard let type else { return response["content"] == nil ? faults : faults + ["no content type"] }
        if ["application/json", "application/problem+json"].contains(type) { return faults + (try bodyFaults(try answer.json(), response, type: type)) }
        let types = (response["content"] as? [String: Any]).map { Array($0.keys) } ?? []
        return types.contains(type) ? faults : faults + ["\(type) is not described"]
    }

    private func bodyFaults(_ body: Any, _ holder: [String: Any], type: String) throws -> [String] {
        guard let content = holder["content"] as? [String: Any], let kind = content[type] as? [String: Any],
            let described = kind["schema"] as? [String: Any]
        else { return ["\(type) is not described"] }
        return try schema.faults(body, described)
    }

    private func headerFaults(_ name: String, _ header: [String: Any], _ answer: Answer) throws -> [String] {
        guard let value = answer.headers[name.lowercased()] else { return ["\(name) is missing"] }
        let kind = try #require(try schema.resolved(header)["schema"] as? [String: Any])
        return try schema.faults(Int(value) ?? value as Any, kind, at: name)
    }
}
