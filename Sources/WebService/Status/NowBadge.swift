import GateControl
import LibraryModel

/// A small drawing for other sites: each campus with one word, and when that was true, so that an old one can be told.
struct NowBadge {
    /// The language of its words.
    enum Language: String { case zh, en }

    private static let height = 24
    private static let padding = 8

    let campuses: [CampusStatus]
    let asOf: String
    let language: Language

    /// One part with its ground; white on each has a contrast of at least 4.5 to 1.
    private struct Part {
        let text: String
        let ground: String
        /// Latin letters are about 0.62 em wide at this size, Chinese ones a whole em.
        var width: Int { text.unicodeScalars.reduce(2 * NowBadge.padding) { $0 + ($1.value > 0x2E80 ? 13 : 8) } }
    }

    var svg: String {
        let parts = parts
        let width = parts.reduce(0) { $0 + $1.width }
        let words = escaped(campuses.map { "\(name($0)) \(word($0.level))" }.joined(separator: ", ") + " (\(clock))")
        var drawing = """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(Self.height)" viewBox="0 0 \(width) \(Self.height)" \
            role="img" aria-label="\(words)">\
            <title>\(words)</title><clipPath id="r"><rect width="\(width)" height="\(Self.height)" rx="5"/></clipPath>\
            <g clip-path="url(#r)" font-family="system-ui,'PingFang SC','Noto Sans CJK SC','Microsoft YaHei',sans-serif" \
            font-size="13" fill="#fff" text-anchor="middle">
            """
        var left = 0
        for part in parts {
            drawing += "<rect x=\"\(left)\" width=\"\(part.width)\" height=\"\(Self.height)\" fill=\"\(part.ground)\"/>"
                + "<text x=\"\(left + part.width / 2)\" y=\"17\">\(escaped(part.text))</text>"
            left += part.width
        }
        return drawing + "</g></svg>\n"
    }

    private var parts: [Part] {
        campuses.flatMap { [Part(text: name($0), ground: "#33383d"), Part(text: word($0.level), ground: Self.ground($0.level))] }
            + [Part(text: clock, ground: "#33383d")]
    }

    private func name(_ campus: CampusStatus) -> String { language == .zh ? campus.name.zh : campus.name.en }

    /// `08:40` of the instant of the answer.
    private var clock: String { String(asOf.dropFirst(11).prefix(5)) }

    private func word(_ level: FillLevel) -> String {
        switch (level, language) {
        case (.free, .zh): "空闲"
        case (.free, .en): "free"
        case (.busy, .zh): "较满"
        case (.busy, .en): "busy"
        case (.full, .zh): "已满"
        case (.full, .en): "full"
        case (.closed, .zh): "闭馆"
        case (.closed, .en): "closed"
        case (.unknown, .zh): "未知"
        case (.unknown, .en): "unknown"
        }
    }

    private static func ground(_ level: FillLevel) -> String {
        switch level {
        case .free: "#11633a"
        case .busy: "#8a5300"
        case .full: "#a3241c"
        case .closed: "#4a5568"
        case .unknown: "#6b7076"
        }
    }

    private func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
