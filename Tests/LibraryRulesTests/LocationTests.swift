import LibraryModel
import LibraryRules
import Testing

@Suite("where the phone says it is (R12)")
struct LocationTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let says: String
        let fence: Geofence
        let fix: LocationFix?
        let verdict: LocationVerdict
        let policy: LocationPolicy

        init(
            _ says: String, _ fix: LocationFix?, in fence: Geofence = Ground.hall, slack: Double = 50, factor: Double = 1,
            _ verdict: LocationVerdict
        ) {
            (self.says, self.fence, self.fix, self.verdict) = (says, fence, fix, verdict)
            var policy = LocationPolicy()
            policy.slack = Metres(slack)
            policy.accuracyFactor = factor
            self.policy = policy
        }

        var testDescription: String { says }
    }

    @Test("is judged", arguments: doubts + polygons + corners + circles + slacks)
    func verdicts(row: Case) {
        #expect(assessLocation(row.fix, against: row.fence, under: row.policy) == row.verdict)
    }

    /// Fixes that say nothing.
    static let doubts = [
        Case("no fix", nil, .missing),
        Case("an accuracy of 0, Android's none", Ground.fix(100, 50, accuracy: 0), .inaccurate),
        Case("a negative accuracy", Ground.fix(100, 50, accuracy: -1), .inaccurate),
        Case("an accuracy that is no number", Ground.fix(100, 50, accuracy: .nan), .inaccurate),
        Case("an infinite accuracy", Ground.fix(100, 50, accuracy: .infinity), .inaccurate),
        Case("an accuracy of 100 m", Ground.fix(100, 50, accuracy: 100), .near(distance: .within)),
        Case("an accuracy of more", Ground.fix(100, 50, accuracy: 100.1), .inaccurate),
        Case("a fix of 60 s", Ground.fix(100, 50, age: .seconds(60)), .inside(distance: .within)),
        Case("an older fix", Ground.fix(100, 50, age: .milliseconds(60_001)), .stale),
        Case("a fix from the future", Ground.fix(100, 50, age: .milliseconds(-1)), .stale),
        Case("an old and inaccurate fix", Ground.fix(100, 50, accuracy: 500, age: .hours(1)), .stale),
    ]

    static let polygons = [
        Case("in the middle", Ground.fix(100, 50), .inside(distance: .within)),
        Case("on the south side", Ground.fix(100, 0), slack: 0, factor: 0, .inside(distance: .within)),
        Case("a metre south of it", Ground.fix(100, -1), slack: 0, factor: 0, .near(distance: .upTo50m)),
        Case("on a corner", Ground.fix(200, 100), slack: 0, factor: 0, .inside(distance: .within)),
        Case("on the first corner", Ground.fix(0, 0), slack: 0, factor: 0, .inside(distance: .within)),
        Case("diagonally off a corner", Ground.fix(227, 136), slack: 0, .outside(distance: .upTo50m)),
        Case("on the line of a side, beyond its end", Ground.fix(260, 100), slack: 0, .outside(distance: .upTo200m)),
        Case("level with a corner, to the west", Ground.fix(-300, 100), .outside(distance: .upTo1km)),
        Case("level with a corner, to the east", Ground.fix(500, 0), .outside(distance: .upTo1km)),
        Case("across the town", Ground.fix(3000, 0), .outside(distance: .upTo5km)),
        Case("at the other campus", Ground.fix(9000, 0), .outside(distance: .farther)),
        Case(
            "on the other side of the earth",
            LocationFix(point: point(-31.2, -58.5), accuracy: Metres(5), datum: .wgs84, age: .zero),
            .outside(distance: .farther)),
        Case(
            "a fence without ground", Ground.fix(0, 0), in: Ground.polygon([(0, 0), (10, 0)]), .outside(distance: .farther)),
        Case(
            "a fence without ground and a slack without end", Ground.fix(0, 0), in: Ground.polygon([]), slack: .infinity,
            .outside(distance: .farther)),
        Case(
            "a fence that is one point", Ground.fix(20, 0), in: Ground.polygon([(0, 0), (0, 0), (0, 0)]),
            .inside(distance: .upTo50m)),
        Case(
            "a fence with a corner given twice", Ground.fix(100, 0),
            in: Ground.polygon([(0, 0), (0, 0), (200, 0), (200, 100), (0, 100)]), slack: 0, factor: 0,
            .inside(distance: .within)),
        Case(
            "corners given clockwise", Ground.fix(100, 50), in: Ground.polygon([(0, 100), (200, 100), (200, 0), (0, 0)]),
            .inside(distance: .within)),
    ]

    /// The court is outside, though the hull of the building holds it.
    static let corners = [
        Case("in the court", Ground.fix(100, 20), in: Ground.court, slack: 0, .outside(distance: .upTo50m)),
        Case("in the wing west of the court", Ground.fix(25, 20), in: Ground.court, .inside(distance: .within)),
        Case("in the wing east of the court", Ground.fix(175, 20), in: Ground.court, .inside(distance: .within)),
        Case("north of the court", Ground.fix(100, 80), in: Ground.court, .inside(distance: .within)),
        Case(
            "on the inner corner of the court", Ground.fix(50, 60), in: Ground.court, slack: 0, factor: 0,
            .inside(distance: .within)),
        Case("level with the inner corners", Ground.fix(-60, 60), in: Ground.court, slack: 0, .outside(distance: .upTo200m)),
        Case(
            "level with the south side, between the wings", Ground.fix(90, 0), in: Ground.court, slack: 0,
            .outside(distance: .upTo50m)),
    ]

    static let circles = [
        Case("at the centre", Ground.fix(0, 0), in: Ground.circle(radius: 100), .inside(distance: .within)),
        Case(
            "just within the rim", Ground.fix(0, 99.9), in: Ground.circle(radius: 100), slack: 0, factor: 0,
            .inside(distance: .within)),
        Case(
            "just off the rim", Ground.fix(0, 100.1), in: Ground.circle(radius: 100), slack: 0, factor: 0,
            .near(distance: .upTo50m)),
        Case("off the rim", Ground.fix(0, 120), in: Ground.circle(radius: 100), slack: 0, .outside(distance: .upTo50m)),
        Case("a point for a fence", Ground.fix(0, 0), in: Ground.circle(radius: 0), .inside(distance: .within)),
        Case("a radius that is no number", Ground.fix(0, 0), in: Ground.circle(radius: .nan), .outside(distance: .farther)),
        Case("a negative radius", Ground.fix(0, 0), in: Ground.circle(radius: -5), .outside(distance: .farther)),
        Case("an infinite radius", Ground.fix(0, 0), in: Ground.circle(radius: .infinity), .outside(distance: .farther)),
    ]

    /// Slack 50 m, accuracy 10 m: inside to 40 m, near to 60 m.
    static let slacks = [
        Case("39 m off", Ground.fix(100, -39), .inside(distance: .upTo50m)),
        Case("41 m off", Ground.fix(100, -41), .near(distance: .upTo50m)),
        Case("59 m off", Ground.fix(100, -59), .near(distance: .upTo200m)),
        Case("61 m off", Ground.fix(100, -61), .outside(distance: .upTo200m)),
        Case("two radii must fit", Ground.fix(100, -31), factor: 2, .near(distance: .upTo50m)),
        Case("no radius must fit", Ground.fix(100, -49), factor: 0, .inside(distance: .upTo50m)),
    ]
}
