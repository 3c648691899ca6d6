/// What a line of a board is for. The raw values are the words of the board files, of stories and of logs.
public enum LineRole: String, Hashable, Sendable, CaseIterable {
    /// Unlocks the passage inwards.
    case relayEntry = "relay-entry"
    /// Unlocks the passage outwards.
    case relayExit = "relay-exit"
    case lampGreen = "lamp-green"
    case lampRed = "lamp-red"
    case lampAmber = "lamp-amber"
    case buzzer
    /// Active while somebody goes through inwards.
    case passageIn = "passage-in"
    /// Active while somebody goes through outwards.
    case passageOut = "passage-out"
    /// Active while the turnstile has power and works.
    case ready
    /// Active while the fire alarm asks for free ways. Its contact is normally closed: a cut wire reads as fire.
    case fire
    /// A push button: let one patron in.
    case buttonAdmit = "button-admit"
    /// A push button: let one patron out.
    case buttonRelease = "button-release"
    /// A key switch: stop the entry.
    case switchHold = "switch-hold"
    /// A key switch: free both ways.
    case switchOpen = "switch-open"

    /// Which way a signal goes, seen from the board.
    public enum Way: String, Hashable, Sendable { case input, output }

    public var way: Way {
        switch self {
        case .relayEntry, .relayExit, .lampGreen, .lampRed, .lampAmber, .buzzer: .output
        case .passageIn, .passageOut, .ready, .fire, .buttonAdmit, .buttonRelease, .switchHold, .switchOpen: .input
        }
    }
}
