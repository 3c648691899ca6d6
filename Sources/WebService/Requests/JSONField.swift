import HTTPTypes
import LibraryModel

/// What is wrong with the fields of one request, in the order in which they were read.
final class FieldFaults {
    private(set) var list: [FieldFault] = []

    func note(_ fault: FieldFault) {
        if list.count < WebLimits.fieldFaults { list.append(fault) }
    }
}

/// One place in a body, read as what it must be. What is not so is noted with its pointer and read as nil.
struct JSONField {
    let value: JSONValue
    let pointer: String
    let faults: FieldFaults

    /// Reads a body of JSON: 400 for what is none, 422 with every wrong field otherwise.
    static func read<Value>(_ bytes: [UInt8], _ body: (JSONField) -> Value?) throws(Refused) -> Value {
        let value: JSONValue
        do throws(JSONTrouble) {
            value = try JSONParser.value(of: bytes)
        } catch {
            throw Refused(.badRequest, "no JSON is read here: byte \(error.place): \(error.reason)")
        }
        let faults = FieldFaults()
        let read = body(JSONField(value: value, pointer: "", faults: faults))
        guard faults.list.isEmpty, let read else { throw Refused(fields: faults.list) }
        return read
    }

    /// Notes it and answers nil, so that a reader can return it.
    func wrong<Value>(_ detail: String) -> Value? {
        faults.note(FieldFault(pointer: pointer, detail: detail))
        return nil
    }

    /// An object with these fields and no others.
    func object(_ required: [String], optional: [String] = []) -> JSONObject? {
        guard case .object(let members) = value else { return wrong("is \(value.kind); it must be an object") }
        for name in required where !members.contains(where: { $0.name == name }) { at(name, .null).missing() }
        for member in members where !required.contains(member.name) && !optional.contains(member.name) {
            at(member.name, member.value).unknown()
        }
        return JSONObject(fields: Dictionary(
            members.map { ($0.name, at($0.name, $0.value)) }, uniquingKeysWith: { first, _ in first }))
    }

    func list(_ count: ClosedRange<Int>) -> [JSONField]? {
        guard case .list(let items) = value else { return wrong("is \(value.kind); it must be a list") }
        guard count.contains(items.count) else {
            return wrong("has \(items.count) entries; it must have \(count.lowerBound) to \(count.upperBound)")
        }
        return items.enumerated().map { at("\($0)", $1) }
    }

    /// Counted in characters; control characters are refused, line ends too unless they are allowed.
    func text(_ count: ClosedRange<Int>, lines: Bool = false) -> String? {
        guard case .text(let text) = value else { return wrong("is \(value.kind); it must be a text") }
        guard count.contains(text.count) else {
            return wrong("must have \(count.lowerBound) to \(count.upperBound) characters")
        }
        let isPlain = text.unicodeScalars.allSatisfy {
            $0.properties.generalCategory != .control || (lines && ($0 == "\n" || $0 == "\r" || $0 == "\t"))
        }
        return isPlain ? text : wrong("has control characters")
    }

    func number(_ range: ClosedRange<Double>) -> Double? {
        guard case .number(let number) = value else { return wrong("is \(value.kind); it must be a number") }
        return range.contains(number)
            ? number : wrong("must be from \(Self.plain(range.lowerBound)) to \(Self.plain(range.upperBound))")
    }

    /// RFC 3339 with its offset.
    func time() -> WallTime? {
        guard case .text(let text) = value else { return wrong("is \(value.kind); it must be a text") }
        return LocalTime(rfc3339: text)?.instant
            ?? wrong("is no time such as 2026-11-21T09:00:00+08:00; the offset must be there")
    }

    private func missing() { faults.note(FieldFault(pointer: pointer, detail: "is missing")) }
    private func unknown() { faults.note(FieldFault(pointer: pointer, detail: "is not known here")) }

    /// The place below this one (RFC 6901 section 3).
    private func at(_ name: String, _ value: JSONValue) -> JSONField {
        let step = name.prefix(64).replacing("~", with: "~0").replacing("/", with: "~1")
        return JSONField(value: value, pointer: "\(pointer)/\(step)", faults: faults)
    }

    private static func plain(_ number: Double) -> String {
        Int(exactly: number).map { "\($0)" } ?? "\(number)"
    }
}

/// The fields of an object by their names.
struct JSONObject {
    fileprivate let fields: [String: JSONField]

    /// Nil when it is not there, which has been noted if it must be.
    subscript(name: String) -> JSONField? { fields[name] }
}
