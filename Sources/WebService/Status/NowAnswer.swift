import GateControl
import LibraryModel

/// `GET /api/v1/now`: how full the campuses are, now and usually at this hour.
struct NowAnswer: Encodable {
    struct Item: Encodable {
        let campus: String
        let name: BilingualText
        let level: FillLevel
        let quality: CountQuality
        var asOf: String
        let opens: String?
        let closes: String?
        /// Percent of the cap; only where the exact status is told.
        let share: Int?
        /// Nil until enough weeks are known, and while it is closed.
        let usually: Usual?
    }

    struct Usual: Encodable {
        let level: FillLevel
        let share: Int?
    }

    var now: String
    var campuses: [Item]

    init(_ report: StatusReport, usually: [String: Int], isExact: Bool) {
        now = report.asOf
        campuses = report.campuses.map { campus in
            let taken = campus.inside + campus.reserved
            let usual = campus.level == .closed ? nil : usually[campus.campus]
            return Item(
                campus: campus.campus, name: campus.name, level: campus.level, quality: campus.quality, asOf: campus.asOf,
                opens: campus.opens, closes: campus.closes,
                share: isExact && campus.quality == .exact ? FillLevel.percent(of: taken, cap: campus.cap) : nil,
                usually: usual.map { count in
                    Usual(
                        level: FillLevel(usually: count, cap: campus.cap),
                        share: isExact ? FillLevel.percent(of: count, cap: campus.cap) : nil)
                })
        }
    }

    /// Without the time of counts that are of this moment, or that there are none.
    var steady: NowAnswer {
        var answer = self
        answer.now = ""
        for index in answer.campuses.indices where answer.campuses[index].quality != .late { answer.campuses[index].asOf = "" }
        return answer
    }
}
