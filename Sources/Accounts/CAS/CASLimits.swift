/// The bounds of what a sign-in at the university's server takes.
public enum CASLimits {
    /// The most characters of a service ticket (CAS protocol 3.0.3 section 3.1.1).
    public static let longestTicket = 256
    /// The whole answer must be there after this time.
    public static let answerTime: Duration = .seconds(5)
    /// The most bytes of an answer.
    public static let answerBytes = 65_536
    /// The deepest element of an answer, and the most elements.
    public static let depth = 16
    public static let elements = 1000
    /// The most questions to the server at once; who comes beyond is told to come again.
    public static let atOnce = 16
    /// The most tickets that are remembered as used.
    public static let usedTickets = 1000
    /// The most characters of what the server says that go into the log.
    static let loggedCharacters = 64
}
