/// What an import did.
public struct ImportCounts: Hashable, Sendable {
    public var added: Int
    public var changed: Int
    public var unchanged: Int

    public init(added: Int = 0, changed: Int = 0, unchanged: Int = 0) {
        (self.added, self.changed, self.unchanged) = (added, changed, unchanged)
    }

    mutating func note(_ merge: RowMerge) {
        switch merge {
        case .added: added += 1
        case .changed: changed += 1
        case .unchanged: unchanged += 1
        }
    }
}

/// What one row does.
enum RowMerge { case added, changed, unchanged }
