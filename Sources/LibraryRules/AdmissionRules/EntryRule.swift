import LibraryModel

/// A rule of entry that looks at the gate and not at the pass.
protocol GateRule: SendableMetatype {
    /// The refusal, or nil when the rule has nothing to say.
    static func check(_ circumstances: Circumstances, _ policy: AdmissionPolicy) -> Decision?
}

/// A rule of entry for a patron whose pass holds.
protocol PassRule: SendableMetatype {
    /// The refusal or, for a seat that is held, the admission; nil when the rule has nothing to say.
    static func check(_ arrival: Arrival) -> Decision?
}
