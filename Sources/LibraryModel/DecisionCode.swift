/// Why a presentation ended as it did (design section 5). The raw values are stable API.
public enum DecisionCode: String, Codable, Sendable, CaseIterable {
    // Admitted.
    case entry, reentry, exit
    case exitUnmatched = "exit_unmatched"
    case override, degraded
    // The code.
    case notAPass = "not_a_pass"
    case malformed
    case unsupportedVersion = "unsupported_version"
    case unknownKey = "unknown_key"
    case badSignature = "bad_signature"
    case codeExpired = "code_expired"
    case replayed, revoked
    // The patron.
    case unknownPatron = "unknown_patron"
    case accountInactive = "account_inactive"
    case suspended
    // The booking.
    case noBooking = "no_booking"
    case tooEarly = "too_early"
    case tooLate = "too_late"
    case cancelled, released
    case alreadyEnded = "already_ended"
    case wrongCampus = "wrong_campus"
    case notSynced = "not_synced"
    // State and place.
    case alreadyIn = "already_in"
    case signOutFirst = "sign_out_first"
    case full
    case shareExhausted = "share_exhausted"
    case outsideGeofence = "outside_geofence"
    case noLocation = "no_location"
    case locationInaccurate = "location_inaccurate"
    case locationStale = "location_stale"
    // The house.
    case closed, lockdown
    case emergencyOpen = "emergency_open"
    case clockUntrusted = "clock_untrusted"
    case gateFault = "gate_fault"
    case rateLimited = "rate_limited"
    case notPassed = "not_passed"

    public var admits: Bool {
        switch self {
        case .entry, .reentry, .exit, .exitUnmatched, .override, .degraded: true
        default: false
        }
    }
}
