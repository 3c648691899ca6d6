import LibraryModel

/// One request before the rules of booking, and what follows from it at once.
struct Inquiry {
    /// Instants beyond these, some 28,000 years to either side, are read as these: a hostile request is as far away as
    /// before, and differences of its times stay numbers.
    private static let times = WallTime(milliseconds: -900_000_000_000_000)...WallTime(milliseconds: 900_000_000_000_000)

    let request: BookingRequest
    /// Nil when there is no such campus (R3).
    let day: BookingDay?
    let ground: BookingGround

    init(_ request: BookingRequest, on ground: BookingGround) {
        let start = Self.readable(request.start)
        self.init(
            start: start, end: Self.readable(request.end), at: request.campus,
            day: ground.facts.campus(request.campus).map { BookingDay($0, dayOf: start, ground) }, ground: ground)
    }

    /// Many requests of one day can share what is known of it.
    init(start: WallTime, end: WallTime, at campus: CampusID, day: BookingDay?, ground: BookingGround) {
        request = BookingRequest(campus: campus, start: start, end: end)
        (self.day, self.ground) = (day, ground)
    }

    private static func readable(_ time: WallTime) -> WallTime { min(max(time, times.lowerBound), times.upperBound) }

    var start: WallTime { request.start }
    var end: WallTime { request.end }
    var now: WallTime { ground.facts.now }
    var policy: BookingPolicy { ground.policy.booking }
    var offset: TimeZoneOffset { day?.campus.hours.offset ?? .shanghai }

    /// Whether the rules of free choice apply, and not a list of published slots (R4).
    var isFreeChoice: Bool { policy.slots.isEmpty }

    /// R2 alternative B: it begins with the present minute.
    var isWalkIn: Bool { policy.creation == .walkIn && start == now.wholeMinute }
}

extension WallTime {
    /// The beginning of its minute.
    var wholeMinute: WallTime {
        let rest = milliseconds % 60_000
        return WallTime(milliseconds: milliseconds - (rest < 0 ? rest + 60_000 : rest))
    }
}
