public import LibraryModel

/// What there is to say of an input that is watched.
public enum InputNews: Hashable, Sendable {
    case edge(LineEdge)
    /// The level as read at that instant. Every older edge has been told before it, or is lost: the level decides.
    case level(Bool, at: Instant)
    /// It cannot be read, and nobody knows its level until the next edge or level.
    case fault(LineError)
}
