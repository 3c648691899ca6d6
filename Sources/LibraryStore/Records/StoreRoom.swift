/// How large a store is, how fast it grows, and how long that goes well.
public struct StoreRoom: Hashable, Sendable {
    /// How large it was on one day, counted from 1970-01-01.
    public struct Size: Hashable, Sendable {
        public let day: Int
        public let bytes: Int64

        public init(day: Int, bytes: Int64) { (self.day, self.bytes) = (day, bytes) }
    }

    /// Days that are remembered.
    public static let remembered = 30
    /// From this share of ``limit`` on somebody should look.
    public static let nearlyFull = 80

    /// The file and its log.
    public let bytes: Int64
    /// What it can become: the disk's room, or the bound that was set where that is less. Nil when unknown.
    public let limit: Int64?
    /// Bytes a day over the days that are remembered; nil before there are two.
    public let growth: Int64?

    /// - Parameters:
    ///   - free: bytes of the disk.
    ///   - bound: the largest size that was set.
    ///   - sizes: of earlier days, the oldest first.
    public init(bytes: Int64, free: Int64?, bound: Int64?, sizes: [Size]) {
        self.bytes = bytes
        limit = [free.map { $0 + bytes }, bound].compactMap { $0 }.min()
        guard let first = sizes.first, let last = sizes.last, last.day > first.day else {
            growth = nil
            return
        }
        growth = (last.bytes - first.bytes) / Int64(last.day - first.day)
    }

    public var percent: Int? { limit.map { $0 > 0 ? Int(bytes * 100 / $0) : 100 } }
    public var isNearlyFull: Bool { percent.map { $0 >= Self.nearlyFull } ?? false }

    /// Nil when it does not grow, or nobody knows.
    public var daysLeft: Int? {
        guard let limit, let growth, growth > 0 else { return nil }
        return Int(max(0, limit - bytes) / growth)
    }

    /// `412 KiB` or `571 MiB`.
    public static func words(of bytes: Int64) -> String { abs(bytes) < 1 << 20 ? "\(bytes >> 10) KiB" : "\(bytes >> 20) MiB" }

    /// In plain words, such as `571 MiB of 28000 MiB (2 %), 3 MiB more a day, room for 9143 days`.
    public var words: String {
        var parts = [Self.words(of: bytes) + (limit.map { " of \(Self.words(of: $0)) (\(percent ?? 100) %)" } ?? "")]
        if let growth { parts.append("\(Self.words(of: growth)) more a day") }
        if let daysLeft { parts.append("room for \(daysLeft) days") }
        return parts.joined(separator: ", ")
    }
}
