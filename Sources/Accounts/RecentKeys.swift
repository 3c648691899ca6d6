/// A bounded memory of keys and their values: of `capacity` keys, those used last are kept.
///
/// Two halves: new and used keys stand in the young one; when it is full it becomes the old one and the old one is
/// forgotten. So a look-up takes the same time however many there are, and the last `capacity / 2` keys are always known.
public struct RecentKeys<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private let half: Int
    private var young: [Key: Value] = [:]
    private var old: [Key: Value] = [:]

    /// At least two.
    public init(capacity: Int) {
        precondition(capacity >= 2, "a memory of keys holds at least two")
        half = capacity / 2
    }

    /// How many are kept.
    public var count: Int { young.count + old.count }

    /// Nil forgets.
    public subscript(key: Key) -> Value? {
        get { young[key] ?? old[key] }
        set {
            old[key] = nil
            young[key] = newValue
            if young.count >= half { (old, young) = (young, [:]) }
        }
    }
}
