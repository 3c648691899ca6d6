/// How much of a QR code may be spoiled and still be read (ISO/IEC 18004 section 7.5.1), weakest first.
public enum ErrorCorrection: String, Sendable, CaseIterable {
    /// About 7 %.
    case low = "L"
    /// About 15 %.
    case medium = "M"
    /// About 25 %.
    case quartile = "Q"
    /// About 30 %.
    case high = "H"
}
