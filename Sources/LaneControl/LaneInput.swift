/// The inputs of a lane. Active is the logical level: whether that is high or low, and whether the contact is normally
/// closed, is the line adapter's to know.
public enum LaneInput: String, Hashable, Codable, Sendable, CaseIterable {
    /// Somebody went in: the turnstile's PASS output of the entry.
    case passageIn = "passage_in"
    /// Somebody went out.
    case passageOut = "passage_out"
    /// The turnstile can work.
    case ready
    /// The fire alarm. Its contact is normally closed; here active is already the alarm, so that a cut wire alarms too.
    case fire
    /// Staff let one in; a push button.
    case buttonAdmit = "button_admit"
    /// Staff let one out; a push button.
    case buttonRelease = "button_release"
    /// Staff stop the entry; see ``InputStyle``.
    case switchHold = "switch_hold"
    /// Staff free both ways; see ``InputStyle``.
    case switchOpen = "switch_open"
}

/// What is wired to the hold or the open input.
public enum InputStyle: String, Hashable, Codable, Sendable, CaseIterable {
    /// A button that springs back: each press turns the mode on or off.
    case push
    /// A key switch: the mode lasts as long as the key is turned.
    case latching
}
