/// What the CAS server gave the browser for us, good once (CAS protocol 3.0.3 section 3.1).
struct ServiceTicket: Hashable, Sendable {
    let text: String

    /// Nil for what no server gives: it must begin with `ST-` (section 3.1.1) and consist of letters, digits and `-`
    /// (section 3.7). Dots and underscores are let through too, since servers append their own host's name.
    init?(_ text: String) {
        guard text.hasPrefix("ST-"), (4...CASLimits.longestTicket).contains(text.utf8.count),
            text.utf8.allSatisfy({ byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || [0x2D, 0x2E, 0x5F].contains(byte)
            })
        else { return nil }
        self.text = text
    }
}
