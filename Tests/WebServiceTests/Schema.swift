import Foundation
import LibraryModel
import Testing
import Yams

/// The part of JSON Schema that `docs/openapi.yaml` uses.
struct Schema {
    private let top: [String: Any]

    init() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appendingPathComponent("docs/openapi.yaml"), encoding: .utf8)
        top = try #require(try Yams.load(yaml: text) as? [String: Any])
    }

    /// The value at the keys, references followed.
    func at(_ keys: String...) throws -> [String: Any] {
        var here = top
        for key in keys { here = try resolved(try #require(here[key] as? [String: Any], "no \(key)")) }
        return here
    }

    /// A neighbour of a reference is only a description.
    func resolved(_ node: [String: Any]) throws -> [String: Any] {
        guard let reference = node["$ref"] as? String else { return node }
        var here = top
        for key in reference.split(separator: "/").dropFirst() { here = try #require(here[String(key)] as? [String: Any], "no \(reference)") }
        return try resolved(here)
    }

    /// Every way in which `value` is not what `schema` says, each with its place.
    func faults(_ value: Any, _ schema: [String: Any], at place: String = "") throws -> [String] {
        let schema = try resolved(schema)
        var faults: [String] = []
        if let allowed = schema["enum"] as? [String], (value as? String).map(allowed.contains) != true { faults.append("\(place): \(value)") }
        if let constant = schema["const"] as? String, value as? String != constant { faults.append("\(place): \(value)") }
        switch schema["type"] as? String {
        case "string":
            guard let text = value as? String else { return faults + ["\(place) is no text"] }
            faults += try textFaults(text, schema, at: place)
        case "null": if !(value is NSNull) { faults.append("\(place) is not null") }
        case "boolean": if !(value is Bool) { faults.append("\(place) is neither true nor false") }
        case "integer", "number":
            guard let number = schema["type"] as? String == "integer" ? (value as? Int).map(Double.init) : value as? Double else {
                return faults + ["\(place) is no number as it should be"]
            }
            if let least = Self.number(schema["minimum"]), number < least { faults.append("\(place) is below \(least)") }
            if let most = Self.number(schema["maximum"]), number > most { faults.append("\(place) is above \(most)") }
        case nil:
            let kinds = try #require(schema["oneOf"] as? [[String: Any]], "\(place) has no type")
            let fitting = try kinds.filter { try self.faults(value, $0, at: place).isEmpty }
            if fitting.count != 1 { faults.append("\(place) is of \(fitting.count) of the kinds") }
        case "array":
            guard let items = value as? [Any] else { return faults + ["\(place) is no list"] }
            if let least = schema["minItems"] as? Int, items.count < least { faults.append("\(place) has too few entries") }
            if let most = schema["maxItems"] as? Int, items.count > most { faults.append("\(place) has too many entries") }
            let inner = try #require(schema["items"] as? [String: Any])
            for item in items { faults += try self.faults(item, inner, at: place + "[]") }
        case "object":
            guard let fields = value as? [String: Any] else { return faults + ["\(place) is no object"] }
            let properties = try #require(schema["properties"] as? [String: [String: Any]])
            for key in fields.keys.sorted() {
                guard let inner = properties[key] else { faults.append("\(place).\(key) is not described"); continue }
                faults += try self.faults(fields[key] as Any, inner, at: "\(place).\(key)")
            }
            for key in schema["required"] as? [String] ?? [] where fields[key] == nil { faults.append("\(place).\(key) is missing") }
        default: faults.append("\(place) has a type that is not known here")
        }
        return faults
    }

    private func textFaults(_ text: String, _ schema: [String: Any], at place: String) throws -> [String] {
        var faults: [String] = []
        if let least = schema["minLength"] as? Int, text.count < least { faults.append("\(place) is too short") }
        if let most = schema["maxLength"] as? Int, text.count > most { faults.append("\(place) is too long") }
        if let pattern = schema["pattern"] as? String, try text.firstMatch(of: Regex(pattern)) == nil { faults.append("\(place): \(text)") }
        switch schema["format"] as? String {
        case "date-time": if LocalTime(rfc3339: text) == nil { faults.append("\(place) is no time: \(text)") }
        case "date": if CivilDate(text) == nil { faults.append("\(place) is no day: \(text)") }
        default: break
        }
        return faults
    }

    private static func number(_ value: Any?) -> Double? { value as? Double ?? (value as? Int).map(Double.init) }

    /// The places of every field that a schema describes, `gates[].lanes[].camera` and the like.
    func places(_ schema: [String: Any], at place: String = "") throws -> Set<String> {
        let schema = try resolved(schema)
        if let items = schema["items"] as? [String: Any] { return try places(items, at: place + "[]") }
        guard let properties = schema["properties"] as? [String: [String: Any]] else { return [place] }
        return try properties.reduce(into: []) { $0.formUnion(try places($1.value, at: "\(place).\($1.key)")) }
    }

    /// The places of every field of a value.
    static func places(of value: Any, at place: String = "") -> Set<String> {
        if let items = value as? [Any] { return items.reduce(into: []) { $0.formUnion(places(of: $1, at: place + "[]")) } }
        guard let fields = value as? [String: Any] else { return [place] }
        return fields.reduce(into: []) { $0.formUnion(places(of: $1.value, at: "\(place).\($1.key)")) }
    }
}
