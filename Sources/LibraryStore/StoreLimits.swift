/// The bounds of what the store takes and gives.
public enum StoreLimits {
    /// The most rows that one question answers.
    public static let page = 1000
    /// The most characters of a name of a person, a lane, a gate or a kind that is written.
    public static let word = 64
    /// The most characters of a sentence that is written, such as why staff acted.
    public static let sentence = 500
    /// The most rows of a table that one transaction of ``GateStore/sweep(at:keeping:)`` deletes; a lane waits for it a few
    /// milliseconds.
    public static let sweepBatch = 50
    /// The most rows of a file that one transaction stages.
    public static let stageBatch = 500
    /// The most rows of a file that one transaction takes over.
    public static let importBatch = 100
    /// So long after its deadline a ledger is written down: a decision that is under way at a lane comes first.
    public static let settleLag = Duration.seconds(5)
    /// The most patrons whose ledgers one transaction writes down; a lane waits for it some ten milliseconds.
    public static let settleBatch = 100
    /// Whoever keeps the house keeps the time each minute. A longer silence means that nobody did.
    ///
    /// Not shorter, though deadlines are settled each 5 s: nothing is settled, and no time kept, while a gate may be out of
    /// order (10 s each time, and one may follow another), while a fault waits to be written, or while a slow card is busy.
    public static let longestSilence = Duration.seconds(150)
    /// So far back presentations are searched: about 40,000 of a busy library.
    public static let lookBack = Duration.seconds(7 * 86_400)
    /// Starts of a gate that are counted.
    static let mostRuns = 1_000_000_000
    /// The most that a recount can say is inside.
    public static let mostInside = 9999
}
