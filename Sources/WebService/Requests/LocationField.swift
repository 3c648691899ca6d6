import LibraryModel

extension JSONField {
    /// Where a phone says it is, or nothing where it says `null`. The outer nil is a fault.
    ///
    /// A browser may give half a degree of accuracy or an age of hours: that is no mistake of the request, and the rules
    /// refuse it. What no phone can measure is.
    func location() -> LocationFix?? {
        if case .null = value { return .some(nil) }
        let object = object(["latitude", "longitude", "accuracyMetres", "ageSeconds", "datum"])
        let latitude = object?["latitude"]?.number(-90...90)
        let longitude = object?["longitude"]?.number(-180...180)
        let accuracy = object?["accuracyMetres"]?.number(0...Self.worstAccuracy)
        let age = object?["ageSeconds"]?.number(0...Self.oldest)
        let datum = object?["datum"]?.datum()
        guard let latitude, let longitude, let accuracy, let age, let datum,
            let point = GeoPoint(latitude: latitude, longitude: longitude)
        else { return nil }
        return LocationFix(
            point: point, accuracy: Metres(accuracy), datum: datum, age: .milliseconds(Int64((age * 1000).rounded())))
    }

    /// The half of the equator: farther off nobody can be.
    private static let worstAccuracy = 20_037_508.0
    /// Of what a browser keeps: a year.
    private static let oldest = 31_536_000.0

    private func datum() -> Datum? {
        guard case .text(let text) = value, let datum = Datum(rawValue: text) else {
            return wrong("must be one of \(Datum.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return datum
    }
}
