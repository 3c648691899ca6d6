public import LibraryModel

/// Turns what is read frame after frame into presentations: one code held up is one, however many frames show it.
public struct PresentationFilter: Sendable {
    /// How long a code must be away to count as a new presentation when it comes back.
    public static let absence: Duration = .seconds(2)
    /// How many codes are remembered; the one not seen for longest is forgotten first.
    public static let mostRemembered = 16
    /// How many codes of one frame are looked at, largest first, so that a sheet full of codes cannot flood the gate.
    public static let mostPerFrame = 4

    private struct Seen {
        let bytes: [UInt8]
        var last: Instant
    }

    /// Longest unseen first.
    private var seen: [Seen] = []

    public init() {}

    /// The payloads of one frame that begin a presentation, largest first. `now` is monotonic.
    public mutating func see(_ payloads: [Payload], at now: Instant) -> [Payload] {
        seen.removeAll { now - $0.last >= Self.absence }
        var fresh: [Payload] = []
        for payload in payloads.largestFirst.prefix(Self.mostPerFrame) {
            let known = seen.firstIndex { $0.bytes == payload.bytes }
            if let known { seen.remove(at: known) } else { fresh.append(payload) }
            seen.append(Seen(bytes: payload.bytes, last: now))
        }
        seen.removeFirst(max(0, seen.count - Self.mostRemembered))
        return fresh
    }
}
