/// What a CAS server says about a ticket (CAS protocol 3.0.3 section 2.5.2 and appendix A).
public enum CASAnswer: Hashable, Sendable {
    /// Values by the attribute's name, in order.
    case success(user: String, attributes: [String: [String]])
    /// The server's code, such as `INVALID_TICKET` (section 2.5.3).
    case failure(code: String)

    /// Reads an answer: at most ``CASLimits/answerBytes`` of XML in UTF-8, without a document type, so without entities
    /// of its own.
    public init(_ bytes: [UInt8]) throws(CASMalformed) {
        guard bytes.count <= CASLimits.answerBytes else { throw CASMalformed("it is too long") }
        guard let text = String(validating: bytes, as: UTF8.self), !text.utf8.contains(0) else {
            throw CASMalformed("it is not UTF-8")
        }
        try Self.checkProlog(text)
        self = try CASAnswerReader.answer(in: bytes)
    }

    /// A declaration of another encoding would let the parser read other characters than were looked at here.
    private static func checkProlog(_ text: String) throws(CASMalformed) {
        let folded = text.lowercased()
        guard !folded.contains("<!doctype"), !folded.contains("<!entity") else { throw CASMalformed("it has a document type") }
        guard let start = folded.firstRange(of: "<?xml") else { return }
        let declaration = folded[start.lowerBound...].prefix { $0 != ">" }
        guard let word = declaration.firstRange(of: "encoding") else { return }
        let value = declaration[word.upperBound...].drop { " \t\r\n=".contains($0) }
        guard value.hasPrefix("\"utf-8\"") || value.hasPrefix("'utf-8'") else { throw CASMalformed("it is not UTF-8") }
    }
}

/// Why an answer cannot be read.
public struct CASMalformed: Error, Hashable, Sendable {
    public let reason: String
    init(_ reason: String) { self.reason = reason }
}
