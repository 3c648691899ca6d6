import LibraryModel
import LibraryRules

/// Where the phone says it is (R12), under the three readings.
enum PlaceRows {
    static let all: [Row] = [
        Row("R12: near the edge is enough at a gate", .entered) { $0.circumstances.location = .near(distance: .upTo200m) },
        Row("R12: outside", .outsideGeofence) { $0.circumstances.location = .outside(distance: .upTo1km) },
        Row("R12: no fix", .noLocation) { $0.circumstances.location = .missing },
        Row("R12: a fix of a kilometre", .locationInaccurate) { $0.circumstances.location = .inaccurate },
        Row("R12: an old fix", .locationStale) { $0.circumstances.location = .stale },
        Row("R12: a seat that is held needs no second fix", .reopened) {
            $0.books(.checkedIn)
            $0.visit(.reserved)
            $0.circumstances.location = .missing
        },
        Row("R12: optional, no fix", .entered) {
            $0.policy.location = .whenGiven
            $0.circumstances.location = .missing
        },
        Row("R12: optional, a fix that says nothing", .entered) {
            $0.policy.location = .whenGiven
            $0.circumstances.location = .inaccurate
        },
        Row("R12: optional, a fix that is old", .entered) {
            $0.policy.location = .whenGiven
            $0.circumstances.location = .stale
        },
        Row("R12: optional, a fix that speaks against the patron", .outsideGeofence) {
            $0.policy.location = .whenGiven
            $0.circumstances.location = .outside(distance: .farther)
        },
        Row("R12 A: the gate is proof enough", .entered) {
            $0.policy.location = .off
            $0.circumstances.location = .outside(distance: .farther)
        },
    ]
}
