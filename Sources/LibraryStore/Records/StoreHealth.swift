/// How the store is.
public struct StoreHealth: Hashable, Sendable {
    /// A small change reached the disk just now.
    public let writable: Bool
    /// Every commit waits for the disk (design invariant 5).
    public let durable: Bool
    /// What is wrong, in plain words; empty when nothing is.
    public let problems: [String]
    /// Free bytes of the disk; nil when unknown.
    public let freeBytes: Int64?
    /// Bytes of the write-ahead log beside the store.
    public let journalBytes: Int64
    public let storeBytes: Int64
    /// How many migrations the schema has had.
    public let schemaVersion: Int

    public init(
        writable: Bool, durable: Bool, problems: [String], freeBytes: Int64?, journalBytes: Int64, storeBytes: Int64,
        schemaVersion: Int
    ) {
        (self.writable, self.durable, self.problems, self.freeBytes) = (writable, durable, problems, freeBytes)
        (self.journalBytes, self.storeBytes, self.schemaVersion) = (journalBytes, storeBytes, schemaVersion)
    }
}
