/// The bounds of a file that is imported.
public enum ImportLimits {
    /// The most bytes of a file.
    public static let fileBytes = 64 << 20
    /// The most bytes of one record, its line end not counted.
    public static let recordBytes = 4096
    /// The most records below the header.
    public static let records = 1_000_000
    /// The most columns of a header.
    public static let columns = 32
    /// Problems are collected up to this many.
    public static let problems = 50
    /// The most bytes of a patron's name in UTF-8.
    public static let nameBytes = 200
    /// The most bytes of a handed-out password in UTF-8: as many as a sign-in takes.
    public static let passwordBytes = 128
}
