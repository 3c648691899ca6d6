public import LibraryModel

/// Why no pass is printed.
public enum PrintRefusal: Error, Hashable, Sendable, CaseIterable {
    /// The library accepts no passes on paper.
    case off
    /// The booking has ended, or is no longer open.
    case ended
    /// It ends later than a pass can live.
    case tooEarly
}

extension AdmissionPolicy {
    /// A pass on paper, for a patron without a phone (R23): it lives to the end of its booking. Whoever prints it stands at the
    /// campus, before the patron, and vouches for the place where one is asked for.
    ///
    /// - Parameters:
    ///   - issuedAt: cut to the whole second.
    ///   - fix: another place than the campus itself.
    public func printedPass(
        of booking: Booking, at campus: Campus?, issuedAt: WallTime, fix: LocationFix? = nil
    ) throws(PrintRefusal) -> PassClaims {
        guard printedPasses else { throw .off }
        let second = WallTime(seconds: issuedAt.milliseconds / 1000)
        let life = booking.end - second
        guard booking.isOpen, life > .zero else { throw .ended }
        let fix = fix ?? (location == .required ? campus?.fence.vouchedFix : nil)
        guard life <= (fix == nil ? PassClaims.longestLife : PassClaims.longestLifeWithFix) else { throw .tooEarly }
        return PassClaims(
            booking: booking.id, campus: booking.campus, start: booking.start, length: booking.end - booking.start,
            issuedAt: second, lifetime: life, fix: fix)
    }
}
