import GateControl
import LibraryModel

/// A small drawing for other sites: each campus with one word for now and one for what is usual at this hour, and when that
/// was true, so that an old one can be told.
struct NowBadge {
    /// The language of its words.
    enum Language: String { case zh, en }

    private static let height = 24
    private static let padding = 8
    /// The ground of what is no level.
    private static let (dark, quiet) = ("#33383d", "#4d5359")

    let campuses: [NowAnswer.Item]
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
        let words = escaped(campuses.map(sentence).joined(separator: "; ") + " (\(clock))")
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
        campuses.flatMap { campus in
            [Part(text: name(campus), ground: Self.dark), Part(text: word(campus.level), ground: Self.ground(campus.level))]
                + (usually(campus).map { [Part(text: $0, ground: Self.quiet)] } ?? [])
        } + [Part(text: clock, ground: Self.dark)]
    }

    private func sentence(_ campus: NowAnswer.Item) -> String {
        (["\(name(campus)) \(word(campus.level))"] + [usually(campus)].compactMap(\.self)).joined(separator: ", ")
    }

    private func name(_ campus: NowAnswer.Item) -> String { language == .zh ? campus.name.zh : campus.name.en }

    /// Nil until enough weeks are known, and while it is closed.
    private func usually(_ campus: NowAnswer.Item) -> String? {
        campus.usually.map { (language == .zh ? "通常" : "usually ") + word($0.level) }
    }

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
