public import LibraryModel

extension GeoPoint {
    /// The same place in another datum. Outside of China's box both datums are one.
    ///
    /// WGS-84 to GCJ-02 is a formula, the way back its inverse by iteration, good to a millimetre.
    public func converted(from datum: Datum, to target: Datum) -> GeoPoint {
        switch (datum, target) {
        case (.wgs84, .gcj02): ChinaOffset.covers(self) ? moved(by: ChinaOffset(at: self)) : self
        case (.gcj02, .wgs84): ChinaOffset.covers(self) ? unmoved() : self
        case (.wgs84, .wgs84), (.gcj02, .gcj02): self
        }
    }

    private func moved(by offset: ChinaOffset) -> GeoPoint {
        GeoPoint(latitude: latitude + offset.latitude, longitude: longitude + offset.longitude) ?? self
    }

    /// The point that the formula moves here. Over any way the offset changes by less than a hundredth
    /// of it, so each round gains two digits.
    private func unmoved() -> GeoPoint {
        var guess = self
        for _ in 0..<Self.inverseRounds {
            let offset = ChinaOffset(at: guess)
            guard let next = GeoPoint(latitude: latitude - offset.latitude, longitude: longitude - offset.longitude)
            else { return guess }
            guess = next
        }
        return guess
    }

    private static let inverseRounds = 5
}
