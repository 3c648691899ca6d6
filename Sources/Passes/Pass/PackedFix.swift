import LibraryModel

/// A location fix in ten bytes, as one number of 80 bits, highest first:
///
/// | bits | is | from | to |
/// |---|---|---|---|
/// | 1 | datum | 0 WGS-84 | 1 GCJ-02 |
/// | 25 | latitude + 90°, in 1e-5 degrees (1.1 m) | 0 | 18,000,000 |
/// | 26 | longitude + 180°, in 1e-5 degrees | 0 | 36,000,000 |
/// | 14 | accuracy in metres, rounded up | 0: the phone gave none that makes sense | 16,383: that or more |
/// | 14 | age in seconds, rounded up | 0: now, or a phone clock that is ahead | 16,383: that or more |
///
/// The ends of accuracy and age are far beyond what any policy accepts, so cutting them there changes no decision.
enum PackedFix {
    static let byteCount = 10
    private static let most14: UInt16 = 16_383
    private static let stepsPerDegree = 100_000.0

    /// The ten bytes of `fix`.
    static func bytes(_ fix: LocationFix) -> [UInt8] {
        var number: UInt128 = fix.datum == .gcj02 ? 1 : 0
        number = number << 25 | UInt128(steps(fix.point.latitude, from: -90, span: 180))
        number = number << 26 | UInt128(steps(fix.point.longitude, from: -180, span: 360))
        number = number << 14 | UInt128(wholeUp(fix.accuracy))
        number = number << 14 | UInt128(wholeUp(fix.age))
        return (0..<byteCount).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * UInt128($0))) }
    }

    /// The fix in ten bytes; nil for any other count and for a position that is none.
    static func fix(_ bytes: [UInt8]) -> LocationFix? {
        guard bytes.count == byteCount else { return nil }
        let number = bytes.reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
        func field(_ width: Int, above shift: Int) -> Int { Int(number >> UInt128(shift) & (1 << UInt128(width) - 1)) }
        let latitude = Double(field(25, above: 54) - 9_000_000) / stepsPerDegree
        let longitude = Double(field(26, above: 28) - 18_000_000) / stepsPerDegree
        guard let point = GeoPoint(latitude: latitude, longitude: longitude) else { return nil }
        return LocationFix(
            point: point, accuracy: Metres(Double(field(14, above: 14))),
            datum: field(1, above: 79) == 1 ? .gcj02 : .wgs84, age: .seconds(field(14, above: 0)))
    }

    /// Steps of 1e-5 degrees above `least`; a ``GeoPoint`` is in range by its initialiser.
    private static func steps(_ degrees: Double, from least: Int, span: Int) -> Int {
        let steps = Int((degrees * stepsPerDegree).rounded()) - least * Int(stepsPerDegree)
        return min(max(0, steps), span * Int(stepsPerDegree))
    }

    private static func wholeUp(_ accuracy: Metres) -> UInt16 {
        // A comparison with what is not a number is false, which makes it 0 here.
        guard accuracy.value > 0 else { return 0 }
        return accuracy.value < Double(most14) ? UInt16(accuracy.value.rounded(.up)) : most14
    }

    private static func wholeUp(_ age: Duration) -> UInt16 {
        guard age > .zero else { return 0 }
        let (seconds, attoseconds) = age.components
        return seconds < most14 ? UInt16(seconds) + (attoseconds > 0 ? 1 : 0) : most14
    }
}
