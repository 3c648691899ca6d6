import HTTPTypes
import Hummingbird

/// What tells versions of an answer apart (RFC 9110 section 8.8.3).
enum EntityTag {
    /// A strong one: the bytes are the same.
    static func strong(_ bytes: some Sequence<UInt8>) -> String { "\"\(hash(bytes))\"" }

    /// A weak one: what is said is the same, though the bytes may differ, such as in the time at which it was said.
    static func weak(_ bytes: some Sequence<UInt8>) -> String { "W/\"\(hash(bytes))\"" }

    /// FNV-1a with 64 bits (draft-eastlake-fnv section 2): it tells versions apart, it guards nothing.
    private static func hash(_ bytes: some Sequence<UInt8>) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return String(hash, radix: 16)
    }
}

extension Ask {
    /// Whether the client has the version of this tag: the weak comparison of `If-None-Match` (RFC 9110 section 13.1.2).
    func has(_ tag: String) -> Bool {
        let opaque = tag.hasPrefix("W/") ? String(tag.dropFirst(2)) : tag
        let known = request.headers[values: .ifNoneMatch].flatMap { $0.split(separator: ",") }
            .map { $0.trimming(while: \.isWhitespace) }
        return known.contains { $0 == opaque || $0 == "W/" + opaque || $0 == "*" }
    }
}
