/// The readings of the rules that a library has chosen for its gates. Every field is a setting; the defaults are the
/// default readings of the rules.
public struct AdmissionPolicy: Hashable, Codable, Sendable {
    /// What to do with a valid pass whose booking this gate has not heard of (R27).
    public enum UnknownBooking: String, Codable, Sendable, CaseIterable {
        /// The pass proves its booking; admit as `degraded`.
        case decideFromPass = "decide_from_pass"
        /// The bookings here are complete: `no_booking`.
        case refuse
        /// The bookings here may be behind: `not_synced`.
        case refuseNotSynced = "refuse_not_synced"
    }

    /// How the ends of the check-in window are compared (R9).
    public enum WindowEnd: String, Codable, Sendable, CaseIterable {
        /// At full resolution, the last instant included.
        case inclusive
        /// Alternative A: whatever a clock shows as 09:20 is in.
        case wholeMinute = "whole_minute"
        /// Alternative B: the last instant is out.
        case exclusive
    }

    /// What a window that opens before the house means (R9, edge open).
    public enum EarlyHouse: String, Codable, Sendable, CaseIterable {
        /// The check-in counts, the lane stays shut until the opening.
        case checkIn = "check_in"
        /// The window begins at the opening.
        case clip
    }

    /// Whether entry needs a location fix (R12).
    public enum LocationNeed: String, Codable, Sendable, CaseIterable {
        /// No fix, no entry.
        case required
        /// A fix that speaks against the patron refuses; a missing one does not.
        case whenGiven = "when_given"
        /// The gate that reads the pass is proof of presence.
        case off
    }

    /// Which instant counts as the check-in (R10).
    public enum CheckInInstant: String, Codable, Sendable, CaseIterable {
        /// The first successful decode at the gate.
        case decode
        /// Alternative East: when the gate turns to opening the lane, after all that came before (点击开始使用).
        case opening
        /// Alternative West: arriving in the library's area counts, so a pass that was issued there in time does (到达).
        case arrival
    }

    /// What becomes of a check-in when nobody goes through (R13).
    public enum NobodyPasses: String, Codable, Sendable, CaseIterable {
        /// It stands, and the pass opens the lane again until the slot ends.
        case keep
        /// Alternative: it is undone, and the window counts as if nobody had come.
        case rollBack = "roll_back"
    }

    public var checkInBefore: Duration = .seconds(20 * 60)
    public var checkInAfter: Duration = .seconds(20 * 60)
    public var windowEnd: WindowEnd = .inclusive
    public var earlyHouse: EarlyHouse = .checkIn
    public var checkInInstant: CheckInInstant = .decode
    public var nobodyPasses: NobodyPasses = .keep
    public var location: LocationNeed = .required
    /// The gate counts heads as well as bookings (R15; false is alternative B).
    public var capAtGate = true
    public var unknownBooking: UnknownBooking = .decideFromPass
    /// A suspension bars entry with bookings that stand (false is the default of R18).
    public var suspensionBarsEntry = false
    /// How far an untrusted clock may be from the last known time (R26).
    public var untrustedClockTolerance: Duration = .seconds(10 * 60)
    /// How far in the future a pass may be issued: clocks of phones' server and gate differ.
    public var issueSkew: Duration = .seconds(5)
    /// A pass that lives longer than this is a printed one.
    public var phoneLifetime: Duration = .seconds(60)
    /// Printed passes are accepted (R23).
    public var printedPasses = false
    /// More bad codes than this within ``badCodeSpan`` and the lane rests (GB 50396-2007 section 5.1.5).
    public var badCodesAllowed = 5
    public var badCodeSpan: Duration = .seconds(30)

    public init() {}
}

extension AdmissionPolicy {
    /// A policy that was written before a field was there has that field's default, which is how it decided.
    public init(from decoder: any Decoder) throws {
        self.init()
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        func read<Value: Decodable>(_ key: CodingKeys, into value: inout Value) throws {
            value = try fields.decodeIfPresent(Value.self, forKey: key) ?? value
        }
        try read(.checkInBefore, into: &checkInBefore)
        try read(.checkInAfter, into: &checkInAfter)
        try read(.windowEnd, into: &windowEnd)
        try read(.earlyHouse, into: &earlyHouse)
        try read(.checkInInstant, into: &checkInInstant)
        try read(.nobodyPasses, into: &nobodyPasses)
        try read(.location, into: &location)
        try read(.capAtGate, into: &capAtGate)
        try read(.unknownBooking, into: &unknownBooking)
        try read(.suspensionBarsEntry, into: &suspensionBarsEntry)
        try read(.untrustedClockTolerance, into: &untrustedClockTolerance)
        try read(.issueSkew, into: &issueSkew)
        try read(.phoneLifetime, into: &phoneLifetime)
        try read(.printedPasses, into: &printedPasses)
        try read(.badCodesAllowed, into: &badCodesAllowed)
        try read(.badCodeSpan, into: &badCodeSpan)
    }
}
