import LibraryModel
import StrictYAML

/// Reads one entry of `campuses`.
enum CampusReader {
    static let largestCap = 100_000
    static let mostCorners = 100
    static let mostExceptions = 400

    static func read(_ section: YAMLSection) -> Campus? {
        let allowed = Int(CampusID.allowed.lowerBound)...Int(CampusID.allowed.upperBound)
        let id = section.required("id", .number(in: allowed))
        let slug = section.required("slug", GateReader.slug)
        let name = bilingual(section.section("name"))
        let cap = section.required("cap", .number(in: 1...largestCap))
        let hours = hours(section.section("hours"))
        let fence = fence(section.section("fence"))
        section.close()
        guard let id, let slug, let name, let cap, let hours, let fence else { return nil }
        return Campus(id: CampusID(rawValue: UInt8(id)), slug: slug, name: name, cap: cap, hours: hours, fence: fence)
    }

    private static func bilingual(_ section: YAMLSection) -> BilingualText? {
        let zh = section.required("zh", .text(atMost: 40))
        let en = section.required("en", .text(atMost: 80))
        section.close()
        guard let zh, let en else { return nil }
        return BilingualText(zh: zh, en: en)
    }

    // MARK: hours

    private static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

    /// `daily` for all days, single weekdays that differ, and dated exceptions (R21).
    private static func hours(_ section: YAMLSection) -> OpeningHours? {
        var daily = Day(span: nil)
        section.optional("daily", day, into: &daily)
        let week = weekdays.map { key in
            var span = daily
            section.optional(key, day, into: &span)
            return span.span
        }
        var offset = TimeZoneOffset.shanghai
        section.optional("utc-offset", YAMLValue("an offset such as `+08:00`", read: { Name.offset($0) }), into: &offset)
        let exceptions = exceptions(section.section("exceptions"))
        section.close()
        if week.allSatisfy({ $0 == nil }) { section.report("must open on some day", at: "daily") }
        return OpeningHours(week: week, exceptions: exceptions, offset: offset)
    }

    private static func exceptions(_ section: YAMLSection) -> [CivilDate: OpeningHours.Span?] {
        var exceptions: [CivilDate: OpeningHours.Span?] = [:]
        for key in section.keys.prefix(mostExceptions) {
            guard let span = section.required(key, day) else { continue }
            if let date = CivilDate(key) {
                exceptions[date] = .some(span.span)
            } else {
                section.report("must be a day such as `2026-10-01`", at: key)
            }
        }
        section.close()
        return exceptions
    }

    /// One day as written; closed is nil.
    private struct Day: Sendable { var span: OpeningHours.Span? }

    private static let day = YAMLValue<Day>("a span such as `08:00-22:00`, or `closed`") { text in
        if text == "closed" { return Day(span: nil) }
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { $0.filter { $0 != " " } }
        guard ends.count == 2, let opens = TimeOfDay(ends[0]), let closes = TimeOfDay(ends[1]),
            let span = OpeningHours.Span(opens: opens, closes: closes)
        else { return nil }
        return Day(span: span)
    }

    // MARK: fence

    /// A polygon of corners or a centre with a radius, and the datum in which they were measured.
    private static func fence(_ section: YAMLSection) -> Geofence? {
        let datum = section.required("datum", YAMLValue<Datum>.choice)
        let corners = section.pairs("corners", atMost: mostCorners)
        let centre = section.pair("centre")
        let radius = centre == nil ? nil : section.required("radius", .metres(in: 20...20_000))
        section.close()
        guard (centre != nil) != !corners.isEmpty else {
            section.report("must have either `corners` or `centre` with `radius`", at: "centre")
            return nil
        }
        let points = (centre.map { [$0] } ?? corners).map { GeoPoint(latitude: $0.0, longitude: $0.1) }
        guard points.allSatisfy({ $0 != nil }) else {
            section.report("must give latitude then longitude; are they swapped?", at: centre == nil ? "corners" : "centre")
            return nil
        }
        let inside = points.compactMap(\.self)
        guard let datum else { return nil }
        if centre != nil {
            guard let radius else { return nil }
            return Geofence(shape: .circle(centre: inside[0], radius: Metres(radius)), datum: datum)
        }
        guard inside.count >= 3 else {
            section.report("must have at least three corners", at: "corners")
            return nil
        }
        return Geofence(shape: .polygon(inside), datum: datum)
    }
}
