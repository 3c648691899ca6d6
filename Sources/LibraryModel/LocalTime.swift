/// What a clock on the library's wall shows at an instant: date and time of day at a fixed offset.
public struct LocalTime: Hashable, Sendable, CustomStringConvertible {
    public let date: CivilDate
    public let time: TimeOfDay
    public let offset: TimeZoneOffset

    /// Instants beyond these read as these: about 28,000 years to either side.
    private static let earliest = WallTime(milliseconds: -900_000_000_000_000)
    private static let latest = WallTime(milliseconds: 900_000_000_000_000)

    public init(_ instant: WallTime, at offset: TimeZoneOffset) {
        let local = Int(min(max(instant, Self.earliest), Self.latest).milliseconds) + offset.minutes * 60_000
        let (whole, rest) = local.quotientAndRemainder(dividingBy: 86_400_000)
        date = CivilDate(daysSinceEpoch: rest < 0 ? whole - 1 : whole)
        guard let time = TimeOfDay(milliseconds: rest < 0 ? rest + 86_400_000 : rest) else {
            preconditionFailure("a remainder of a day lies within the day")
        }
        self.time = time
        self.offset = offset
    }

    public init(_ date: CivilDate, _ time: TimeOfDay, at offset: TimeZoneOffset) {
        (self.date, self.time, self.offset) = (date, time, offset)
    }

    /// From RFC 3339, such as `2026-11-21T08:40:00+08:00`; the offset is required.
    public init?(rfc3339 text: some StringProtocol) {
        let halves = text.split(separator: "T", omittingEmptySubsequences: false)
        guard halves.count == 2, let date = CivilDate(halves[0]) else { return nil }
        let rest = halves[1]
        if rest.hasSuffix("Z") {
            guard let time = TimeOfDay(rest.dropLast()) else { return nil }
            self.init(date, time, at: .utc)
            return
        }
        guard let sign = rest.lastIndex(where: { $0 == "+" || $0 == "-" }), let time = TimeOfDay(rest[..<sign]),
            let shift = TimeOfDay(rest[rest.index(after: sign)...]), shift.second == 0,
            let offset = TimeZoneOffset(minutes: (rest[sign] == "-" ? -1 : 1) * (shift.hour * 60 + shift.minute))
        else { return nil }
        self.init(date, time, at: offset)
    }

    public var instant: WallTime {
        WallTime(milliseconds: Int64(date.daysSinceEpoch) * 86_400_000 + Int64(time.milliseconds - offset.minutes * 60_000))
    }

    /// RFC 3339 with milliseconds and offset, such as `2026-11-21T08:40:00.000+08:00`.
    public var description: String {
        let shift = abs(offset.minutes)
        return "\(date)T\(time.precise)\(offset.minutes < 0 ? "-" : "+")\(Digits.two(shift / 60)):\(Digits.two(shift % 60))"
    }
}
