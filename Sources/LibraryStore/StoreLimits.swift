/// The bounds of what the store takes and gives.
public enum StoreLimits {
    /// The most rows that one question answers.
    public static let page = 1000
    /// The most characters of a name of a person, a lane, a gate or a kind that is written.
    public static let word = 64
    /// The most characters of a sentence that is written, such as why staff acted.
    public static let sentence = 500
    /// The most rows of a table that one transaction of ``GateStore/sweep(at:keeping:)`` deletes.
    public static let sweepBatch = 500
}
