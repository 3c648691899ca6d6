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
        let source: CampusStatus.Source
        let quality: CountQuality
        let curve: [Point]
    }

    /// Answers whatever the store does: what staff must know then is that it does not answer.
    func now() async throws -> Response {
        let report = await status.report()
        let terms = (try? await house.termsNow()) ?? house.terms
        let now = house.clock.time
        var campuses: [CampusNow] = []
        for found in report.campuses {
            guard let campus = terms.campus(slug: found.campus) else { continue }
            campuses.append(await look(at: campus, found, now, terms))
        }
        return try Reply.json(Answer(
            now: terms.text(now), health: report.health, clock: report.clock, clockDoubt: report.clockDoubt,
            record: report.record, storeTroubles: report.storeTroubles, campuses: campuses, gates: report.gates))
    }

    private func look(at campus: Campus, _ found: CampusStatus, _ now: WallTime, _ terms: HouseTerms) async -> CampusNow {
        let instants = Self.instants(of: campus, until: now)
        // The status knows of a dated exception a little later.
        let opening = campus.hours.opening(onDayOf: now)
        let isOpen = opening?.contains(now) ?? false
        let text = { (time: WallTime) in terms.text(time, at: campus.id) }
        let isCounted = found.source != .elsewhere
        let curve = isCounted ? (try? await desk.store.inside(campus.id, at: instants)) ?? [] : []
        return CampusNow(
            campus: found.campus, name: found.name, inside: found.inside, reserved: found.reserved, cap: found.cap,
            state: !isOpen ? .closed : found.inside + found.reserved >= found.cap ? .full : .open,
            opens: opening.map { text($0.opens) }, closes: opening.map { text($0.closes) }, asOf: found.asOf,
            source: found.source, quality: found.quality,
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
