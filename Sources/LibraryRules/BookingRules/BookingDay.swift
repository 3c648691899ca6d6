import LibraryModel

/// A day at a campus as the rules of booking see it.
struct BookingDay {
    let campus: CampusFacts
    let date: CivilDate
    /// Nil on a closed day (R21).
    let opening: Opening?
    let load: PlaceLoad

    init(_ campus: CampusFacts, dayOf instant: WallTime, _ ground: BookingGround) {
        self.campus = campus
        date = LocalTime(instant, at: campus.hours.offset).date
        opening = campus.hours.opening(onDayOf: instant)
        let first = midnight(ofDay: date.daysSinceEpoch, at: campus.hours.offset)
        let granted = ground.granted.filter { $0.campus == campus.campus }
        load = PlaceLoad(
            campus.taken + granted.map { BookedSpan(start: $0.start, end: $0.end, count: 1) }, from: first,
            until: first + .hours(24))
    }

    /// The instant of a time on this day.
    func instant(_ time: TimeOfDay) -> WallTime { LocalTime(date, time, at: campus.hours.offset).instant }
}
