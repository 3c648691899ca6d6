import LibraryModel
import StrictYAML

/// Reads one entry of `campuses`.
enum CampusReader {
    static let largestCap = 100_000
    static let mostCorners = 100
    static let mostExceptions = 400

    /// One entry as far as it could be read.
    struct Entry: Sendable {
        let slug: String?
        /// Nil when something is wrong with it, which has been reported.
        let campus: Campus?
    }

    static func read(_ section: YAMLSection, _ names: TakenNames) -> Entry {
        let allowed = Int(CampusID.allowed.lowerBound)...Int(CampusID.allowed.upperBound)
        let id = section.required("id", .number(in: allowed))
        let slug = section.required("slug", GateReader.slug)
        let name = bilingual(section.section("name"))
        let cap = section.required("cap", .number(in: 1...largestCap))
        let hours = hours(section.section("hours"))
        let fence = fence(section.section("fence"))
        section.close()
        names.take(id.map { String($0) }, as: "the id of a campus", in: section, at: "id")
        names.take(slug, as: "the slug of a campus", in: section, at: "slug")
        guard let id, let slug, let name, let cap, let hours, let fence else { return Entry(slug: slug, campus: nil) }
        return Entry(
            slug: slug,
            campus: Campus(
                id: CampusID(rawValue: UInt8(id)), slug: slug, name: name, cap: cap, hours: hours, fence: fence))
    }

    /// The same words in both languages.
    static func bilingual(_ section: YAMLSection) -> BilingualText? {
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
        let daily = section.optional("daily", day)
        let week = weekdays.map { section.optional($0, day) ?? daily }
        var offset = TimeZoneOffset.shanghai
        section.optional("utc-offset", YAMLValue("an offset such as `+08:00`", read: { Name.offset($0) }), into: &offset)
        let exceptions = exceptions(section.section("exceptions"))
        section.close()
        let isWritten = (["daily"] + weekdays).contains { section.has($0) }
        if week.allSatisfy({ $0?.span == nil }), !isWritten || week.contains(where: { $0 != nil }) {
            section.report("must open on some day", at: "daily")
        }
        return OpeningHours(week: week.map { $0?.span }, exceptions: exceptions, offset: offset)
    }

    private static func exceptions(_ section: YAMLSection) -> [CivilDate: OpeningHours.Span?] {
        var exceptions: [CivilDate: OpeningHours.Span?] = [:]
        guard section.keys.count <= mostExceptions else {
            let first = section.keys[mostExceptions]
            section.report("is one exception too many; at most \(mostExceptions) are allowed", at: first)
            return [:]
        }
        for key in section.keys {
            let span = section.required(key, day)
            if let date = CivilDate(key) {
                if let span { exceptions[date] = .some(span.span) }
            } else {
                section.report("must be a day such as `2026-10-01`", at: key)
            }
        }
        return exceptions
    }

    /// One day as written; closed is nil.
    private struct Day: Sendable { var span: OpeningHours.Span? }

    private static let day = YAMLValue<Day>("a span such as `08:00-22:00`, or `closed`") { text in
        if text == "closed" { return Day(span: nil) }
        return Name.span(text).map { Day(span: $0) }
    }

    // MARK: fence

    /// A polygon of corners or a centre with a radius, and the datum in which they were measured.
    private static func fence(_ section: YAMLSection) -> Geofence? {
        let datum = section.required("datum", YAMLValue<Datum>.choice)
        let (isRound, isPolygon) = (section.has("centre"), section.has("corners"))
        let shape = isRound ? circle(section) : isPolygon ? polygon(section) : nil
        section.close()
        if isRound == isPolygon {
            section.report("must have either `corners` or `centre` with `radius`", at: isRound ? "corners" : "centre")
            return nil
        }
        guard let datum, let shape else { return nil }
        return Geofence(shape: shape, datum: datum)
    }

    private static func circle(_ section: YAMLSection) -> Geofence.Shape? {
        let centre = section.pair("centre").flatMap { point($0, section, "centre") }
        guard let radius = section.required("radius", .metres(in: 20...20_000)), let centre else { return nil }
        return .circle(centre: centre, radius: Metres(radius))
    }

    private static func polygon(_ section: YAMLSection) -> Geofence.Shape? {
        guard let pairs = section.pairs("corners", atMost: mostCorners) else { return nil }
        let corners = pairs.compactMap { point($0, section, "corners") }
        if corners.count == pairs.count, corners.count < 3 {
            section.report("must have at least three corners", at: "corners")
        }
        return corners.count == pairs.count && corners.count >= 3 ? .polygon(corners) : nil
    }

    private static func point(_ pair: (Double, Double), _ section: YAMLSection, _ key: String) -> GeoPoint? {
        if let point = GeoPoint(latitude: pair.0, longitude: pair.1) { return point }
        section.report("must give latitude then longitude; are they swapped?", at: key)
        return nil
    }
}
