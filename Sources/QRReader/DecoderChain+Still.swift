public import Imaging

extension DecoderChain {
    /// Above this many pixels a picture is not doubled: enlarging helps small ones only.
    private static let mostPixelsToDouble = 2_000_000
    /// Below this length of its shorter side a picture is not halved: too little would be left of a symbol.
    private static let leastSideToHalve = 160

    /// All that the first successful step reads in a still picture, largest first, however long it takes.
    ///
    /// Every step is tried on the whole picture as it is, then on it doubled, halved and quartered. Where it stands in a
    /// live search does not change.
    public func readThoroughly(_ picture: LumaImage) -> [Payload] {
        let atSize = firstReading(of: picture)
        guard atSize.isEmpty else { return atSize }
        if picture.pixels.count <= Self.mostPixelsToDouble, let doubled = picture.doubled() {
            let found = firstReading(of: doubled)
            guard found.isEmpty else { return found.map { $0.scaled(by: 1, over: 2) } }
        }
        var (smaller, shrink) = (picture, 1)
        while shrink < 4, min(smaller.width, smaller.height) >= Self.leastSideToHalve, let half = smaller.halved() {
            (smaller, shrink) = (half, shrink * 2)
            let found = firstReading(of: smaller)
            guard found.isEmpty else { return found.map { $0.scaled(by: shrink, over: 1) } }
        }
        return []
    }

    private func firstReading(of picture: LumaImage) -> [Payload] {
        for step in steps {
            let found = step.read(picture)
            guard found.isEmpty else { return found.largestFirst }
        }
        return []
    }
}
