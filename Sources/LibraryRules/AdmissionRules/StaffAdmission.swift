/// What the cap says to somebody whom staff let in (R15): into a full campus nobody is let without saying so.
public enum StaffAdmission: Hashable, Sendable {
    /// It is full, and staff did not say that they mean it.
    case full
    /// There is room; the lane knows whether the act was needed.
    case withinCap
    /// Staff meant it; needed says whether the campus was full indeed.
    case overCap(needed: Bool)

    /// `overCap` is what staff say.
    public init(isFull: Bool, overCap: Bool) {
        switch (isFull, overCap) {
        case (true, false): self = .full
        case (false, false): self = .withinCap
        case (_, true): self = .overCap(needed: isFull)
        }
    }
}
