import LibraryModel
internal import Secrets

/// The lines of a key file. Holds the bytes as a secret, since they may be one; only the public fields become text.
struct KeyFileText: ~Copyable {
    enum Kind: String { case secret, `public` }

    private let content: SecretBytes
    private let path: String

    init(_ content: consuming SecretBytes, path: String) {
        self.content = content
        self.path = path
    }

    /// The first lines of a new file.
    static func title(_ kind: Kind) -> String {
        switch kind {
        case .secret:
            "gatehouse-keys 1 secret\n# Whoever reads this file can make passes.\n# id from until public-key seed\n"
        case .public:
            "gatehouse-keys 1 public\n# id from until public-key\n"
        }
    }

    /// Id, dates and public key of one line, without the line's end.
    static func publicFields(of key: VerificationKey) -> String {
        let (from, until) = (LocalTime(key.validFrom, at: .utc), LocalTime(key.validUntil, at: .utc))
        return "\(key.id) \(from) \(until) \(Hexadecimal.text(key.publicKey))"
    }

    /// The lines that hold a key, each with the fields that its kind of file must have.
    func keyLines(_ kind: Kind) throws(PassError) -> [KeyLine] {
        var lines: [KeyLine] = []
        var hasTitle = false
        var start = 0
        for number in 1... {
            guard start < content.count else { break }
            var end = start
            while end < content.count && content[end] != 0x0A { end += 1 }
            let line = start..<end
            start = end + 1
            if line.isEmpty || content[line.lowerBound] == UInt8(ascii: "#") { continue }
            if hasTitle {
                lines.append(try keyLine(line, number: number, kind: kind))
            } else {
                try checkTitle(line, number: number, kind: kind)
                hasTitle = true
            }
        }
        guard hasTitle else { throw .badLine(path: path, line: 1, reason: "the file is empty") }
        return lines
    }

    /// The seed at the end of a line of secret keys.
    func seed(of line: KeyLine) throws(PassError) -> sending SecretBytes {
        var seed = try PassError.ofKeys { () throws(SecretError) in try SecretBytes(count: Ed25519.seedBytes) }
        guard let field = line.seedField, field.count == 2 * Ed25519.seedBytes else {
            throw line.fault("the seed must have 64 hexadecimal digits")
        }
        for index in 0..<Ed25519.seedBytes {
            guard let high = Hexadecimal.value(of: content[field.lowerBound + 2 * index]),
                let low = Hexadecimal.value(of: content[field.lowerBound + 2 * index + 1])
            else { throw line.fault("the seed must have 64 hexadecimal digits") }
            seed[index] = high << 4 | low
        }
        return seed
    }

    private func checkTitle(_ line: Range<Int>, number: Int, kind: Kind) throws(PassError) {
        switch text(line) {
        case "gatehouse-keys 1 \(kind.rawValue)":
            return
        case "gatehouse-keys 1 secret":
            throw .badLine(
                path: path, line: number, reason: "this file holds secret keys; export the public ones and use those")
        case "gatehouse-keys 1 public":
            throw .badLine(path: path, line: number, reason: "this file holds public keys only; it cannot sign passes")
        default:
            throw .badLine(path: path, line: number, reason: "expected: gatehouse-keys 1 \(kind.rawValue)")
        }
    }

    private func keyLine(_ line: Range<Int>, number: Int, kind: Kind) throws(PassError) -> KeyLine {
        var fields: [Range<Int>] = []
        var start = line.lowerBound
        for position in line where content[position] == UInt8(ascii: " ") {
            fields.append(start..<position)
            start = position + 1
        }
        fields.append(start..<line.upperBound)
        let place = KeyLine.Place(path: path, number: number)
        let expected = kind == .secret ? 5 : 4
        guard fields.count == expected else {
            throw place.fault("expected \(expected) fields with one blank between, found \(fields.count)")
        }
        return try KeyLine(
            place: place, publicFields: fields.prefix(4).map { text($0) }, seedField: kind == .secret ? fields[4] : nil)
    }

    /// Part of the content as text; what is not UTF-8 becomes replacement characters, which no field may have.
    private func text(_ range: Range<Int>) -> String {
        String(decoding: range.map { content[$0] }, as: UTF8.self)
    }
}
