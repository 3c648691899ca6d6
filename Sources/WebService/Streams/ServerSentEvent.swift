import Foundation
import NIOCore

/// One event of a stream (WHATWG HTML section 9.2.5).
struct ServerSentEvent: Sendable {
    /// What a client that comes back sends as `Last-Event-ID`; one line.
    var id: String?
    /// Which listener hears it; one line. Nil is `message`.
    var name: String?
    var data: String

    init(id: String? = nil, name: String? = nil, data: String) { (self.id, self.name, self.data) = (id, name, data) }

    /// With the JSON of `value`, keys sorted, as the data.
    init(id: String? = nil, name: String? = nil, json value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        self.init(id: id, name: name, data: String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    /// As it goes over the line. Whatever would end a line early is left out of id and name, and splits the data.
    var bytes: ByteBuffer {
        var text = ""
        if let id { text += "id: \(Self.oneLine(id))\n" }
        if let name { text += "event: \(Self.oneLine(name))\n" }
        let lines = data.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        for line in lines.split(separator: "\n", omittingEmptySubsequences: false) { text += "data: \(line)\n" }
        return ByteBuffer(string: text + "\n")
    }

    /// A line that no listener hears: it shows that the stream lives.
    static let heartbeat = ByteBuffer(string: ": alive\n\n")

    /// How long a client waits before it comes back.
    static func retry(after wait: Duration) -> ByteBuffer { ByteBuffer(string: "retry: \(wait.milliseconds)\n\n") }

    private static func oneLine(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\n" && $0 != "\r" && $0 != "\0" }))
    }
}
