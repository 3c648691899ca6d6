internal import LibraryModel

/// The way from a line that may lose edges, and may go altogether, to news that never lie.
///
/// Whenever no edge waits any more the level is read, since nobody can say whether edges were lost before: the kernel's
/// queue holds 16 with libgpiod 1.6, and a program that was stopped for a second has missed what came beyond. The level is
/// told when it is not what the last edge said, and each ``period`` in any case. A line that fails is let go of and asked for
/// again at the next look.
public struct InputWatch {
    /// How often the level is read, and a line that cannot be had asked for, when nothing happens.
    public static let period = Duration.seconds(1)
    /// The most edges that are taken before the level is read: a contact that never rests is told of all the same.
    public static let mostEdges = 256

    private let name: String
    private let bank: any LineBank
    private let time: any TimeSource
    private var line: (any InputLine)?
    /// The level that was told last, by an edge or as read; nil after a fault.
    private var told: Bool?
    private var readingToldAt = Instant.zero

    /// Asks for nothing yet.
    public init(_ name: String, on bank: any LineBank, time: any TimeSource) {
        (self.name, self.bank, self.time) = (name, bank, time)
    }

    /// What to poll between two looks; negative while the line is not held.
    public var descriptor: Int32 { line?.descriptor ?? -1 }

    /// The level now.
    public mutating func read() throws(LineError) -> Bool { try hold().read() }

    /// Looks what is new, oldest first. Waits for nothing.
    public mutating func look() -> [InputNews] {
        var edges: [LineEdge] = []
        do throws(LineError) {
            let line = try hold()
            try Self.take(of: line, into: &edges)
            let taken = edges.count
            let instant = time.now()
            let level = try line.read()
            // What changed meanwhile; an edge that is older than the reading is already in it.
            try Self.take(of: line, into: &edges)
            let later = edges[taken...].filter { $0.at >= instant }
            var news = tell(edges[..<taken] + edges[taken...].filter { $0.at < instant })
            if told != level || instant - readingToldAt >= Self.period {
                (told, readingToldAt) = (level, instant)
                news.append(.level(level, at: instant))
            }
            return news + tell(later)
        } catch {
            (line, told) = (nil, nil)
            return tell(edges) + [.fault(error)]
        }
    }

    private mutating func hold() throws(LineError) -> any InputLine {
        if let line { return line }
        let taken = try bank.input(name)
        line = taken
        return taken
    }

    private static func take(of line: any InputLine, into edges: inout [LineEdge]) throws(LineError) {
        for _ in 0..<mostEdges {
            guard let edge = try line.waitingEdge() else { return }
            edges.append(edge)
        }
    }

    private mutating func tell(_ edges: some BidirectionalCollection<LineEdge>) -> [InputNews] {
        told = edges.last?.active ?? told
        return edges.map { .edge($0) }
    }
}
