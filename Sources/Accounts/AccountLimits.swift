/// The bounds of what a sign-in takes.
public enum AccountLimits {
    /// The most bytes of a password in UTF-8: more would only cost time to hash.
    public static let longestPassword = 128
    /// The fewest characters (code points) of a password that a patron chooses (NIST SP 800-63B section 5.1.1.2).
    public static let shortestPassword = 8
    /// The most passwords that are hashed at once in the whole program, patrons' and staff's: each takes
    /// ``PasswordCost/memoryBytes`` of the memory that the unit allows and a core, beside which a gate decides.
    public static let hashingAtOnce = 1
    /// The most that wait for their turn to be hashed, about a second and a half where one takes 100 ms, as on a small
    /// board; who comes beyond is told to come again.
    public static let hashingQueue = 16
    /// How long who is told to come again should wait.
    public static let busyWait: Duration = .seconds(3)
    /// The most card numbers without a local account whose wrong tries are remembered.
    public static let strangers = 10_000
    /// The most bytes of a file with a key.
    public static let keyFileBytes = 256
}
