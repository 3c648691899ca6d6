/// The bounds of what a sign-in takes.
public enum AccountLimits {
    /// The most bytes of a password: more would only cost time to hash.
    public static let longestPassword = 128
    /// The fewest characters of a password that a patron chooses.
    public static let shortestPassword = 8
}
