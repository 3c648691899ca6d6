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
