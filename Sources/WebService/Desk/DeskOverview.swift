import GateControl
import Hummingbird
import LibraryModel
import LibraryStore

/// The house at a glance, as it is now.
struct DeskOverview: Sendable {
    let desk: DeskHouse
    let status: StatusAnswers

    /// How far apart the points of a curve are.
    private static let step = Duration.minutes(10)

    private var house: WebHouse { desk.house }

    /// `GET /api/v1/desk/now`.
    private struct Answer: Encodable {
        let now: String
        let health: StatusReport.Health
        let clock: StatusReport.Clock
        let clockDoubt: StatusReport.Doubt?
        let record: StatusReport.Record
        let storeTroubles: [StatusReport.Trouble]?
        let campuses: [CampusNow]
        /// As `GET /api/v1/status` tells it.
        let gates: [GateStatus]
    }

    /// One campus with the curve of the day.
    private struct CampusNow: Encodable {
        struct Point: Encodable {
            let at: String
            let inside: Int
        }

        let campus: String
        let name: BilingualText
        let inside: Int
        let reserved: Int
        let cap: Int
        let state: CampusStatus.State
        let opens: String?
        let closes: String?
        let asOf: String
        let quality: CountQuality
        let curve: [Point]
    }

    func now() async throws -> Response {
        let report = await status.report()
        let terms = try await house.termsNow()
        let now = house.clock.time
        var campuses: [CampusNow] = []
        for campus in terms.campuses {
            let quality = report.campuses.first { $0.campus == campus.slug }?.quality ?? .unknown
            campuses.append(try await look(at: campus, now, terms, quality))
        }
        return try Reply.json(Answer(
            now: terms.text(now), health: report.health, clock: report.clock, clockDoubt: report.clockDoubt,
            record: report.record, storeTroubles: report.storeTroubles, campuses: campuses, gates: report.gates))
    }

    private func look(
        at campus: Campus, _ now: WallTime, _ terms: HouseTerms, _ quality: CountQuality
    ) async throws -> CampusNow {
        let count = try await house.store.occupancy(of: campus.id, cap: campus.cap)
        let opening = campus.hours.opening(onDayOf: now)
        let instants = Self.instants(of: campus, until: now)
        let curve = try await desk.store.inside(campus.id, at: instants)
        let isOpen = opening?.contains(now) ?? false
        let text = { (time: WallTime) in terms.text(time, at: campus.id) }
        return CampusNow(
            campus: campus.slug, name: campus.name, inside: count.inside, reserved: count.reserved, cap: campus.cap,
            state: isOpen ? (count.isFull ? .full : .open) : .closed, opens: opening.map { text($0.opens) },
            closes: opening.map { text($0.closes) }, asOf: text(now), quality: quality,
            curve: zip(instants, curve).map { CampusNow.Point(at: text($0), inside: $1) })
    }

    /// From the opening of the day, or its midnight where it is closed, until now.
    private static func instants(of campus: Campus, until now: WallTime) -> [WallTime] {
        let midnight = LocalTime(LocalTime(now, at: campus.hours.offset).date, .midnight, at: campus.hours.offset).instant
        var instant = campus.hours.opening(onDayOf: now).map(\.opens) ?? midnight
        var instants: [WallTime] = []
        while instant < now {
            instants.append(instant)
            instant = instant + step
        }
        return instants + [now]
    }
}
