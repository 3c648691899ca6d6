/// The name and port that a client asks for (RFC 9110 section 7.2), taken whole: what merely begins like a name is another.
struct HostName: Hashable, Sendable {
    /// In small letters; an address of IPv6 without its brackets.
    let name: String
    /// Nil where none is said.
    let port: Int?

    /// Nil for what is no name with an optional port.
    init?(_ text: String) {
        let text = text.lowercased()
        let rest: Substring
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return nil }
            (name, rest) = (String(text[text.index(after: text.startIndex)..<end]), text[text.index(after: end)...])
            guard !name.isEmpty, name.utf8.allSatisfy(Self.isOfAddress) else { return nil }
        } else {
            name = String(text.prefix { $0 != ":" })
            rest = text.dropFirst(name.count)
            guard !name.isEmpty, name.utf8.allSatisfy(Self.isOfName) else { return nil }
        }
        guard let port = Self.port(rest) else { return nil }
        self.port = port
    }

    /// It means this machine itself, by a name that no other can have (RFC 6761 section 6.3, RFC 1122 section 3.2.1.3).
    var isThisMachine: Bool {
        if name == "localhost" || name == "::1" { return true }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return parts.count == 4 && parts[0] == 127 && !parts.contains(nil)
    }

    /// Nothing, or a colon with a number; nil for anything else.
    private static func port(_ text: Substring) -> Int?? {
        if text.isEmpty { return .some(nil) }
        guard text.first == ":", text.dropFirst().utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        if text.count == 1 { return .some(nil) }
        guard let port = UInt16(text.dropFirst()) else { return nil }
        return .some(Int(port))
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"): true
        default: false
        }
    }

    private static func isOfAddress(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: ":"), UInt8(ascii: "."): true
        default: false
        }
    }
}
