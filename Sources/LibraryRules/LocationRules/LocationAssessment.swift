public import LibraryModel

/// Judges where a phone says it is (R12). Of the coordinates nothing is left but a verdict and a coarse distance.
///
/// A fix is `inside` when its distance and its circle of doubt fit within the slack, `outside` when even the nearest
/// point of the circle lies beyond it, and `near` between the two. The edge belongs to the inside.
public func assessLocation(
    _ fix: LocationFix?, against fence: Geofence, under policy: LocationPolicy
) -> LocationVerdict {
    guard let fix else { return .missing }
    // An old fix comes first: a new one may well be accurate. A fix from the future has no age that can be believed.
    guard .zero <= fix.age, fix.age <= policy.oldestFix else { return .stale }
    let accuracy = fix.accuracy.value
    // Comparisons with NaN are false, so this refuses it, and infinity beside a sound policy.
    guard accuracy > 0, accuracy.isFinite, accuracy <= policy.worstAccuracy.value else { return .inaccurate }
    let point = fix.point.converted(from: fix.datum, to: fence.datum)
    let distance = fence.shape.distance(to: point)
    guard distance.isFinite else { return .outside(distance: .farther) }
    let coarse = CoarseDistance(distance)
    if distance + policy.accuracyFactor * accuracy <= policy.slack.value { return .inside(distance: coarse) }
    if distance - accuracy > policy.slack.value { return .outside(distance: coarse) }
    return .near(distance: coarse)
}

extension CoarseDistance {
    /// The band in which a distance in metres lies.
    init(_ metres: Double) {
        switch metres {
        case ...0: self = .within
        case ...50: self = .upTo50m
        case ...200: self = .upTo200m
        case ...1000: self = .upTo1km
        case ...5000: self = .upTo5km
        default: self = .farther
        }
    }
}
