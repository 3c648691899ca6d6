import LibraryModel

/// Claims at the ends of the ranges that a pass can hold, and random ones within.
enum Extremes {
    /// None, and fixes at the ends of every part.
    static let fixes: [LocationFix?] = {
        var fixes: [LocationFix?] = [nil]
        for (latitude, longitude) in [(-90.0, -180.0), (90.0, 180.0), (0, 0), (-0.00001, 0.00001)] {
            for (accuracy, age) in [(0.0, 0), (1, 1), (16_383, 16_383)] {
                guard let point = GeoPoint(latitude: latitude, longitude: longitude) else { continue }
                fixes.append(
                    LocationFix(
                        point: point, accuracy: Metres(accuracy), datum: accuracy == 1 ? .wgs84 : .gcj02, age: .seconds(age)))
            }
        }
        return fixes
    }()

    /// Claims in range but for what is given.
    static func claims(
        booking: UInt64 = 1, campus: UInt8 = 1, start: WallTime = WallTime(seconds: 60), length: Duration = .minutes(1),
        issuedAt: WallTime = WallTime(seconds: 1), lifetime: Duration = .seconds(1), fix: LocationFix? = nil
    ) -> PassClaims {
        PassClaims(
            booking: BookingID(rawValue: booking), campus: CampusID(rawValue: campus), start: start, length: length,
            issuedAt: issuedAt, lifetime: lifetime, fix: fix)
    }

    /// Every combination of the ends.
    static var all: [PassClaims] {
        var all: [PassClaims] = []
        for fix in fixes {
            for isLeast in [true, false] {
                let longest = fix == nil ? 86_400 : 65_535
                for (issuedAt, startMinute) in [(0, 0), (4_294_967_295, 71_582_788)] as [(Int64, Int64)] {
                    all.append(
                        claims(
                            booking: isLeast ? 0 : .max, campus: isLeast ? 1 : 23, start: WallTime(seconds: startMinute * 60),
                            length: .minutes(isLeast ? 1 : 1440), issuedAt: WallTime(seconds: issuedAt),
                            lifetime: .seconds(isLeast ? 1 : longest), fix: fix))
                }
            }
        }
        return all
    }

    /// Claims anywhere in range, half of them with a fix.
    static func random(using chance: inout SeededChance) -> PassClaims {
        let hasFix = Bool.random(using: &chance)
        let point = GeoPoint(
            latitude: Double(Int.random(in: -9_000_000...9_000_000, using: &chance)) / 100_000,
            longitude: Double(Int.random(in: -18_000_000...18_000_000, using: &chance)) / 100_000)
        let fix = point.map {
            LocationFix(
                point: $0, accuracy: Metres(Double(Int.random(in: 0...16_383, using: &chance))),
                datum: Bool.random(using: &chance) ? .wgs84 : .gcj02, age: .seconds(Int.random(in: 0...16_383, using: &chance)))
        }
        return claims(
            booking: .random(in: .min ... .max, using: &chance), campus: .random(in: 1...23, using: &chance),
            start: WallTime(seconds: 60 * .random(in: 0...71_582_788, using: &chance)),
            length: .minutes(.random(in: 1...1440, using: &chance)),
            issuedAt: WallTime(seconds: .random(in: 0...4_294_967_295, using: &chance)),
            lifetime: .seconds(Int.random(in: 1...(hasFix ? 65_535 : 86_400), using: &chance)), fix: hasFix ? fix : nil)
    }
}
