public import LibraryModel

extension DecisionCode {
    /// The house, not the patron, is the reason. Such a presentation never leads to a violation (design section 5,
    /// R15, R26, R27).
    public var isHouseFault: Bool {
        switch self {
        case .degraded, .notSynced, .full, .shareExhausted, .closed, .lockdown, .emergencyOpen, .clockUntrusted, .gateFault:
            true
        case .entry, .reentry, .exit, .exitUnmatched, .override, .notAPass, .malformed, .unsupportedVersion, .unknownKey,
            .badSignature, .codeExpired, .replayed, .revoked, .unknownPatron, .accountInactive, .suspended, .noBooking,
            .tooEarly, .tooLate, .cancelled, .released, .alreadyEnded, .wrongCampus, .alreadyIn, .signOutFirst,
            .outsideGeofence, .noLocation, .locationInaccurate, .locationStale, .rateLimited, .notPassed:
            false
        }
    }
}
