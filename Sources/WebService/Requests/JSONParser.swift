/// Reads JSON strictly (RFC 8259): UTF-8, no name twice in an object, no number beyond a double, bounded depth.
struct JSONParser {
    private let bytes: [UInt8]
    private var place = 0
    private var depth = 0

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    static func value(of bytes: [UInt8]) throws(JSONTrouble) -> JSONValue {
        var parser = JSONParser(bytes)
        parser.skipBlanks()
        let value = try parser.value()
        parser.skipBlanks()
        guard parser.place == bytes.count else { throw parser.trouble("there is more after the value") }
        return value
    }

    private var peek: UInt8? { place < bytes.count ? bytes[place] : nil }

    private func trouble(_ reason: String) -> JSONTrouble { JSONTrouble(place: place, reason: reason) }

    private mutating func skipBlanks() {
        while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { place += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: character) else { return false }
        place += 1
        return true
    }

    private mutating func value() throws(JSONTrouble) -> JSONValue {
        switch peek {
        case UInt8(ascii: "{"): return try nested { parser throws(JSONTrouble) in .object(try parser.members()) }
        case UInt8(ascii: "["): return try nested { parser throws(JSONTrouble) in .list(try parser.items()) }
        case UInt8(ascii: "\""): return .text(try text())
        case UInt8(ascii: "t"): return try word("true", .flag(true))
        case UInt8(ascii: "f"): return try word("false", .flag(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case nil: throw trouble("the text ends where a value should stand")
        default: return .number(try number())
        }
    }

    private mutating func nested(
        _ read: (inout JSONParser) throws(JSONTrouble) -> JSONValue
    ) throws(JSONTrouble) -> JSONValue {
        guard depth < WebLimits.jsonDepth else { throw trouble("more than \(WebLimits.jsonDepth) lists and objects inside one another") }
        (depth, place) = (depth + 1, place + 1)
        defer { depth -= 1 }
        return try read(&self)
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONTrouble) -> JSONValue {
        let expected = Array("\(word)".utf8)
        guard bytes[place...].starts(with: expected) else { throw trouble("no value begins so") }
        place += expected.count
        return value
    }

    private mutating func items() throws(JSONTrouble) -> [JSONValue] {
        var items: [JSONValue] = []
        skipBlanks()
        if take("]") { return items }
        while true {
            skipBlanks()
            items.append(try value())
            skipBlanks()
            if take("]") { return items }
            guard take(",") else { throw trouble("a comma or ] should stand here") }
        }
    }

    private mutating func members() throws(JSONTrouble) -> [JSONValue.Member] {
        var members: [JSONValue.Member] = []
        skipBlanks()
        if take("}") { return members }
        while true {
            skipBlanks()
            guard peek == UInt8(ascii: "\"") else { throw trouble("a name in quotes should stand here") }
            let name = try text()
            guard !members.contains(where: { $0.name == name }) else { throw trouble("a name stands twice in one object") }
            guard members.count < WebLimits.jsonFields else { throw trouble("an object has more than \(WebLimits.jsonFields) fields") }
            skipBlanks()
            guard take(":") else { throw trouble("a colon should stand here") }
            skipBlanks()
            members.append(JSONValue.Member(name: name, value: try value()))
            skipBlanks()
            if take("}") { return members }
            guard take(",") else { throw trouble("a comma or } should stand here") }
        }
    }
}

extension JSONParser {
    /// `-`? integer fraction? exponent? (RFC 8259 section 6).
    private mutating func number() throws(JSONTrouble) -> Double {
        let start = place
        _ = take("-")
        if !take("0") { try digits() }
        if take(".") { try digits() }
        if take("e") || take("E") {
            if !take("+") { _ = take("-") }
            try digits()
        }
        guard let number = Double(String(decoding: bytes[start..<place], as: UTF8.self)), number.isFinite else {
            throw trouble("a number is too large")
        }
        return number
    }

    private mutating func digits() throws(JSONTrouble) {
        let start = place
        while let byte = peek, (0x30...0x39).contains(byte) { place += 1 }
        guard place > start else { throw trouble(start == bytes.count ? "the text ends in a number" : "no value begins so") }
    }

    /// Between quotes (RFC 8259 section 7).
    private mutating func text() throws(JSONTrouble) -> String {
        place += 1
        var content: [UInt8] = []
        while let byte = peek {
            switch byte {
            case UInt8(ascii: "\""):
                place += 1
                guard let text = String(validating: content, as: UTF8.self) else { throw trouble("a text is not UTF-8") }
                return text
            case UInt8(ascii: "\\"): content += try escape()
            case 0..<0x20: throw trouble("a control character stands in a text")
            default:
                content.append(byte)
                place += 1
            }
        }
        throw trouble("the text ends inside quotes")
    }

    private mutating func escape() throws(JSONTrouble) -> [UInt8] {
        place += 1
        let letter = peek
        place += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [bytes[place - 1]]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"): return Array(String(try scalar()).utf8)
        default: throw trouble("no escape begins so")
        }
    }

    /// Four digits, or eight of a pair of surrogates; a lone one is no character.
    private mutating func scalar() throws(JSONTrouble) -> Character {
        let first = try codeUnit()
        var number = UInt32(first)
        if UTF16.isLeadSurrogate(first) {
            guard take("\\"), take("u") else { throw trouble("half a character") }
            let second = try codeUnit()
            guard UTF16.isTrailSurrogate(second) else { throw trouble("half a character") }
            number = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(number) else { throw trouble("half a character") }
        return Character(scalar)
    }

    private mutating func codeUnit() throws(JSONTrouble) -> UInt16 {
        let digits = bytes[place...].prefix(4)
        guard digits.count == 4, digits.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
            let number = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw trouble("four hexadecimal digits should stand here") }
        place += 4
        return number
    }
}
