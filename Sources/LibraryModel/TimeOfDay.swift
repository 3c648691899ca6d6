/// A time on the wall to the millisecond, 00:00 to 24:00; 24:00 is the end of the day.
public struct TimeOfDay: Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
    /// Milliseconds since midnight, 0 to 86,400,000.
    public let milliseconds: Int

    /// Nil outside 0 to 86,400,000.
    public init?(milliseconds: Int) {
        guard (0...86_400_000).contains(milliseconds) else { return nil }
        self.milliseconds = milliseconds
    }

    private init(known milliseconds: Int) { self.milliseconds = milliseconds }

    public static let midnight = TimeOfDay(known: 0)

    public init?(hour: Int, minute: Int, second: Int = 0, millisecond: Int = 0) {
        guard (0...24).contains(hour), (0..<60).contains(minute), (0..<60).contains(second), (0..<1000).contains(millisecond)
        else { return nil }
        self.init(milliseconds: ((hour * 60 + minute) * 60 + second) * 1000 + millisecond)
    }

    /// From `08:40`, `08:40:00` or `08:40:00.000`.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let clock = parts[0].split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count <= 2, (2...3).contains(clock.count), clock.allSatisfy({ $0.utf8.count == 2 }),
            parts.count == 1 || (clock.count == 3 && parts[1].utf8.count == 3),
            let hour = Digits.number(clock[0]), let minute = Digits.number(clock[1]),
            let second = clock.count == 3 ? Digits.number(clock[2]) : 0,
            let millisecond = parts.count == 2 ? Digits.number(parts[1]) : 0
        else { return nil }
        self.init(hour: hour, minute: minute, second: second, millisecond: millisecond)
    }

    public var hour: Int { milliseconds / 3_600_000 }
    public var minute: Int { milliseconds / 60_000 % 60 }
    public var second: Int { milliseconds / 1000 % 60 }

    public static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

    /// `08:40`, as the prompts of R25 say it.
    public var description: String { "\(Digits.two(hour)):\(Digits.two(minute))" }

    /// `08:40:00.000`.
    public var precise: String { "\(self):\(Digits.two(second)).\(Digits.three(milliseconds % 1000))" }
}
