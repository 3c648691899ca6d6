/// What can be wrong with a line of a ``SimulatedBank``.
public enum LineFault: Hashable, Sendable {
    /// Every change that is driven is followed by so many further edges, `apart` from one another, before the contact rests
    /// at the new level. An odd count is taken as the next even one, since it must end where it was driven to.
    case bounce(edges: Int, apart: Duration)
    /// The wire stays at this level whatever drives it: a short, a cut wire, a welded relay. Nobody is told.
    case stuck(Bool)
    /// Every use fails with EIO.
    case failing
    /// Requests fail with EBUSY: another program holds it.
    case busy
    /// Its chip is gone: every use and request fails with ENODEV. Whoever held it must ask for it again.
    case gone

    /// The most edges that one bounce gives.
    public static let mostBounces = 100
}
