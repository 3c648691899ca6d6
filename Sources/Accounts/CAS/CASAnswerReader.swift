internal import Foundation
internal import FoundationXML

/// Reads the XML of an answer by events; of what it does not know it takes nothing.
final class CASAnswerReader: NSObject {
    private static let namespace = "http://www.yale.edu/tp/cas"

    /// The local names of the open elements; empty for those of other namespaces, which match nothing.
    private var path: [String] = []
    private var elements = 0
    private var text = ""
    private var outcomes = 0
    private var users: [String] = []
    private var code: String?
    private var attributes: [String: [String]] = [:]
    /// Attributes that hold elements instead of a value.
    private var structured: Set<String> = []
    private var problem: String?
    /// Foundation's parser says that all went well also when the text ends in the middle; the end of the first element
    /// is what shows that all of it was there. Nothing behind that end is looked at.
    private var isWhole = false

    /// The bytes have been checked to be UTF-8 without a document type.
    static func answer(in bytes: [UInt8]) throws(CASMalformed) -> CASAnswer {
        let reader = CASAnswerReader()
        let parser = XMLParser(data: Data(bytes))
        parser.shouldProcessNamespaces = true
        parser.shouldResolveExternalEntities = false
        parser.delegate = reader
        let isXML = parser.parse()
        if let problem = reader.problem { throw CASMalformed(problem) }
        guard isXML, reader.isWhole else { throw CASMalformed("it is not XML") }
        return try reader.answer()
    }

    private func answer() throws(CASMalformed) -> CASAnswer {
        guard outcomes == 1 else { throw CASMalformed("it says neither success nor failure, or both") }
        if let code { return .failure(code: code) }
        guard users.count == 1, let user = users.first, !user.isEmpty else { throw CASMalformed("it names no one") }
        return .success(user: user, attributes: attributes.filter { !structured.contains($0.key) })
    }

    private static let success = ["serviceResponse", "authenticationSuccess"]
    private static let failure = ["serviceResponse", "authenticationFailure"]
    private static let user = success + ["user"]
    private static let listed = success + ["attributes"]

    /// Whether the text of the innermost element is a value.
    private var isAtValue: Bool { path == Self.user || path.count == 4 && path.starts(with: Self.listed) }

    private func entered(code: String?) {
        switch path {
        case ["serviceResponse"]: break
        case Self.success: outcomes += 1
        case Self.failure:
            outcomes += 1
            self.code = String((code ?? "").prefix(CASLimits.loggedCharacters))
        default:
            if path.count == 1 { problem = "it is no service response" }
            if path == Self.success + ["proxies"] { problem = "it is about a proxy" }
            if path.count > 3 && path.starts(with: Self.user) { problem = "its user is no text" }
            if path.count > 4 && path.starts(with: Self.listed) { structured.insert(path[3]) }
        }
        if isAtValue { text = "" }
    }

    private func left() {
        let value = text.trimmingCharacters(in: .whitespacesAndNewlines)
        if path == Self.user {
            users.append(value)
        } else if isAtValue, !path[3].isEmpty {
            attributes[path[3], default: []].append(value)
        }
    }
}

extension CASAnswerReader: XMLParserDelegate {
    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        guard !isWhole else { return }
        elements += 1
        path.append(namespaceURI == Self.namespace ? name : "")
        if path.count > CASLimits.depth || elements > CASLimits.elements { problem = "it is too deep or has too many parts" }
        entered(code: attributes["code"])
        if problem != nil { parser.abortParsing() }
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        guard !path.isEmpty else { return }
        left()
        path.removeLast()
        isWhole = path.isEmpty
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        if isAtValue { text += string }
    }

    func parser(_ parser: XMLParser, foundCDATA block: Data) {
        if isAtValue { text += String(decoding: block, as: UTF8.self) }
    }
}
