import HTTPTypes
import NIOCore

/// Who asks, as far as limits go: an IPv4 address, or the first half of an IPv6 one, since a phone changes the second at
/// will (RFC 8981). Never logged.
struct Caller: Hashable, Sendable {
    private let network: String
    /// The other end is on this machine, and no proxy stands between.
    let isThisMachine: Bool

    /// The last word of `X-Forwarded-For` is our own proxy's, and is believed from this machine alone.
    init(peer: SocketAddress?, headers: HTTPFields, isBehindProxy: Bool) {
        let own = peer?.ipAddress ?? ""
        let claimed = Self.forwardedFor.flatMap { headers[$0] }?.split(separator: ",").last
            .map { $0.trimming(while: \.isWhitespace) }
        let isOurs = isBehindProxy && Self.isLoopback(own)
        isThisMachine = Self.isLoopback(own) && !isBehindProxy && Self.forwarding.allSatisfy { headers[$0] == nil }
        network = Self.network(isOurs ? claimed.flatMap(Self.address) ?? own : own)
    }

    private static let forwardedFor = HTTPField.Name("X-Forwarded-For")

    /// What a proxy adds, whatever it is set to.
    private static let forwarding = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via"]
        .compactMap { HTTPField.Name($0) }

    private static func isLoopback(_ address: String) -> Bool {
        address.hasPrefix("127.") || address == "::1" || address.hasPrefix("::ffff:127.")
    }

    /// In its one spelling; nil for what is no address.
    private static func address(_ text: String) -> String? {
        (try? SocketAddress(ipAddress: text, port: 0))?.ipAddress
    }

    private static func network(_ address: String) -> String {
        guard address.contains(":") else { return address }
        // An IPv4 address in IPv6 clothes (RFC 4291 section 2.5.5.2).
        if let last = address.split(separator: ":").last, last.contains(".") { return String(last) }
        let halves = address.prefix { $0 != "%" }.split(separator: "::", omittingEmptySubsequences: false)
        let head = halves[0].split(separator: ":")
        let tail = halves.count > 1 ? halves[1].split(separator: ":") : []
        let zeros = Array(repeating: Substring("0"), count: max(0, 8 - head.count - tail.count))
        return (head + zeros + tail).prefix(4).joined(separator: ":")
    }
}

extension StringProtocol {
    /// Without the characters at both ends that are so.
    func trimming(while isSo: (Character) -> Bool) -> String {
        let head = drop(while: isSo)
        let end = head.lastIndex { !isSo($0) }.map(head.index(after:)) ?? head.startIndex
        return String(head[..<end])
    }
}
