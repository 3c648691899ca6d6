import LibraryModel
import LibraryRules
import Testing

@Suite("distances to a fence")
struct LocationAccuracyTests {
    /// A start, a point that GeographicLib reckons `metres` away from it along some bearing.
    struct Leg: Sendable, CustomTestStringConvertible {
        let start: GeoPoint
        let end: GeoPoint
        let metres: Double
        init(_ metres: Double, from start: (Double, Double), to end: (Double, Double)) {
            (self.start, self.end, self.metres) = (point(start.0, start.1), point(end.0, end.1), metres)
        }
        var testDescription: String { "\(metres) m from \(start.latitude), \(start.longitude)" }
    }

    static let legs = [
        Leg(10, from: (31.2, 121.5), to: (31.200090193, 121.5)),
        Leg(10, from: (31.2, 121.5), to: (31.2, 121.500104927)),
        Leg(100, from: (31.2, 121.5), to: (31.200637761, 121.500741951)),
        Leg(500, from: (39.9, 116.4), to: (39.895496821, 116.4)),
        Leg(1000, from: (31.2, 121.5), to: (31.195087415, 121.508799464)),
        Leg(5000, from: (22.5, 113.9), to: (22.499992673, 113.948592634)),
        Leg(10_000, from: (31.2, 121.5), to: (31.115240411, 121.464144792)),
        Leg(10_000, from: (45.75, 126.63), to: (45.794931256, 126.741387405)),
        Leg(10_000, from: (18.2, 109.5), to: (18.258060959, 109.427560728)),
    ]

    @Test("are right to a twenty-thousandth and 2 mm within 10 km", arguments: legs)
    func reference(leg: Leg) {
        let fence = Geofence(shape: .circle(centre: leg.end, radius: Metres(0)), datum: .wgs84)
        let fix = LocationFix(point: leg.start, accuracy: Metres(0.000_1), datum: .wgs84, age: .zero)
        let error = leg.metres / 20_000 + 0.002
        var policy = LocationPolicy()
        policy.slack = Metres(leg.metres + error)
        #expect(isInside(assessLocation(fix, against: fence, under: policy)))
        policy.slack = Metres(leg.metres - error)
        #expect(isOutside(assessLocation(fix, against: fence, under: policy)))
    }

    @Test("are nothing all along a slanting edge")
    func edge() {
        let corners = [(0.0, 0.0), (170.0, 30.0), (150.0, 140.0), (-20.0, 110.0)]
        var policy = LocationPolicy()
        (policy.slack, policy.accuracyFactor) = (Metres(0), 0)
        for (start, end) in zip(corners, corners[1...] + corners[..<1]) {
            let offEdge = (0...100).filter { step in
                let share = Double(step) / 100
                let fix = Ground.fix(
                    start.0 + share * (end.0 - start.0), start.1 + share * (end.1 - start.1), accuracy: 1)
                return !isInside(assessLocation(fix, against: Ground.polygon(corners), under: policy))
            }
            #expect(offEdge.isEmpty)
        }
    }

    /// The wrong datum is 400 m off, so a fix is believed in its own datum only.
    @Test("count from one datum to the other", arguments: DatumTests.vectors)
    func datums(vector: DatumTests.Vector) {
        var policy = LocationPolicy()
        policy.slack = Metres(1)
        for (fenceAt, fenceDatum) in [(vector.wgs84, Datum.wgs84), (vector.gcj02, .gcj02)] {
            let fence = Geofence(shape: .circle(centre: fenceAt, radius: Metres(5)), datum: fenceDatum)
            for (fixAt, datum) in [(vector.wgs84, Datum.wgs84), (vector.gcj02, .gcj02)] {
                let right = LocationFix(point: fixAt, accuracy: Metres(0.5), datum: datum, age: .zero)
                #expect(isInside(assessLocation(right, against: fence, under: policy)))
                let other: Datum = datum == .wgs84 ? .gcj02 : .wgs84
                let wrong = LocationFix(point: fixAt, accuracy: Metres(0.5), datum: other, age: .zero)
                #expect(assessLocation(wrong, against: fence, under: policy) == .outside(distance: .upTo1km))
            }
        }
    }

    @Test("any fix and any fence end in a verdict")
    func hostile() {
        var chance = SeededChance(seed: 11)
        let numbers: [Double] = [0, -0.0, 1e-300, 1, 1e300, -1, .nan, .infinity, -.infinity]
        var verdicts = Set<LocationVerdict>()
        for _ in 0..<3000 {
            func anywhere() -> GeoPoint {
                point(.random(in: -90...90, using: &chance), .random(in: -180...180, using: &chance))
            }
            let number = numbers.randomElement(using: &chance) ?? 0
            let corners = (0..<Int.random(in: 0...6, using: &chance)).map { _ in anywhere() }
            let shape: Geofence.Shape =
                Bool.random(using: &chance) ? .polygon(corners) : .circle(centre: anywhere(), radius: Metres(number))
            var policy = LocationPolicy()
            policy.slack = Metres(numbers.randomElement(using: &chance) ?? 0)
            policy.worstAccuracy = Metres(numbers.randomElement(using: &chance) ?? 0)
            let fix = LocationFix(
                point: anywhere(), accuracy: Metres(Double.random(in: -1...50, using: &chance)), datum: .gcj02, age: .zero)
            verdicts.insert(
                assessLocation(fix, against: Geofence(shape: shape, datum: .wgs84), under: policy))
        }
        #expect(verdicts.count > 3)
    }

    private func isInside(_ verdict: LocationVerdict) -> Bool {
        if case .inside = verdict { true } else { false }
    }

    private func isOutside(_ verdict: LocationVerdict) -> Bool {
        if case .outside = verdict { true } else { false }
    }
}
