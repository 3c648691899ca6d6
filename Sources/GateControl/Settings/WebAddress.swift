/// An address of the web as settings name it: `https://library.example.edu`, or `http` on this machine itself.
public struct WebAddress: Hashable, Sendable, CustomStringConvertible {
    /// The most characters of an address.
    static let longest = 200

    /// Protected by TLS.
    public let isSecure: Bool
    /// A name or an address, an IPv6 one in brackets; in small letters.
    public let host: String
    /// Nil for the one of the scheme.
    public let port: Int?
    /// Empty, or begins with `/` and does not end with it.
    public let path: String

    /// Nil for anything but `https` or loopback `http`, a host, perhaps a port and a path of plain characters: no user,
    /// no query, no fragment.
    public init?(_ text: String) {
        guard text.utf8.count <= Self.longest, let (isSecure, rest) = Self.scheme(of: text) else { return nil }
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        guard let (host, port) = Self.authority(rest[..<slash]), let path = Self.path(rest[slash...]),
            isSecure || Self.isLoopback(host)
        else { return nil }
        (self.isSecure, self.host, self.port, self.path) = (isSecure, host, port, path)
    }

    /// Scheme, host and port: what a browser calls the origin.
    public var origin: String {
        "\(isSecure ? "https" : "http")://\(host)\(port.map { ":\($0)" } ?? "")"
    }

    public var description: String { origin + path }

    private static func scheme(of text: String) -> (isSecure: Bool, rest: Substring)? {
        for (scheme, isSecure) in [("https://", true), ("http://", false)] where text.lowercased().hasPrefix(scheme) {
            return (isSecure, text.dropFirst(scheme.count))
        }
        return nil
    }

    private static func authority(_ text: Substring) -> (host: String, port: Int?)? {
        var (host, port) = (text, Int?.none)
        if let colon = text.lastIndex(of: ":"), !text.hasSuffix("]") {
            let digits = text[text.index(after: colon)...]
            guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(digits),
                (1...65535).contains(number)
            else { return nil }
            (host, port) = (text[..<colon], number)
        }
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        let bare = isBracketed ? host.dropFirst().dropLast() : host
        let extra: [UInt8] = isBracketed ? [0x3A] : [0x2D, 0x2E]
        guard !bare.isEmpty, bare.utf8.allSatisfy({ isLetterOrDigit($0) || extra.contains($0) }),
            isBracketed || bare.split(separator: ".", omittingEmptySubsequences: false).allSatisfy({ !$0.isEmpty })
        else { return nil }
        return (host.lowercased(), port)
    }

    private static func path(_ text: Substring) -> String? {
        guard text.utf8.allSatisfy({ isLetterOrDigit($0) || [0x2D, 0x2E, 0x2F, 0x5F, 0x7E].contains($0) }),
            !text.contains("//"), !text.contains("/.")
        else { return nil }
        return String(text.hasSuffix("/") ? text.dropLast() : text)
    }

    /// Of ASCII.
    static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    /// This machine itself (RFC 6761 section 6.3, RFC 1122 section 3.2.1.3, RFC 4291 section 2.5.3): browsers trust it
    /// without TLS.
    private static func isLoopback(_ host: String) -> Bool {
        let fields = host.split(separator: ".", omittingEmptySubsequences: false)
        let isIPv4 = fields.count == 4 && fields.first == "127" && fields.allSatisfy { UInt8($0) != nil }
        return isIPv4 || host == "localhost" || host == "[::1]"
    }
}
