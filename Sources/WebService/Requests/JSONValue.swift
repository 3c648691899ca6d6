/// A JSON text as a tree (RFC 8259).
enum JSONValue: Hashable, Sendable {
    case null
    case flag(Bool)
    /// Finite.
    case number(Double)
    case text(String)
    case list([JSONValue])
    /// In the order of the text; no name stands twice.
    case object([Member])

    /// One field of an object.
    struct Member: Hashable, Sendable {
        let name: String
        let value: JSONValue
    }

    /// For messages: `a number`.
    var kind: String {
        switch self {
        case .null: "null"
        case .flag: "true or false"
        case .number: "a number"
        case .text: "a text"
        case .list: "a list"
        case .object: "an object"
        }
    }
}

/// Why a text is no JSON that is read here.
struct JSONTrouble: Error, Hashable {
    /// Bytes before it.
    let place: Int
    let reason: String
}
