internal import GRDB
public import LibraryModel

extension SQLiteStore {
    /// Staff say that the clock is right: its instant becomes the last written time, which every clock is compared with
    /// before it is believed. What has passed since the time before is written as a gap when the house is kept again.
    public func acceptClock(at time: WallTime, by act: OverrideRecord) async throws(StoreError) {
        let offset = options.offset
        try await write("accept clock") { database in
            try database.acceptClock(at: time)
            _ = try database.insert(ActRecord(act), offset)
        }
    }
}

extension Database {
    /// The last written time.
    func lastTrustedTime() throws -> WallTime? { try keptTime("last_trusted_time") }

    /// An instant that ``keep(_:as:)`` has kept.
    func keptTime(_ key: String) throws -> WallTime? {
        try row("SELECT value FROM setting WHERE key = ?", [key]).map { row in
            guard let milliseconds = Int64(try row.text("value")) else {
                throw StoreError(.damaged, during: "read", detail: "the time that was kept is no number")
            }
            return WallTime(milliseconds: milliseconds)
        }
    }

    /// The entrance of everything that cannot be undone: the instant must follow the last written time as one run follows
    /// another. A clock that was believed after longer has written its time first.
    func check(_ vouched: VouchedTime) throws {
        guard let last = try lastTrustedTime() else { return }
        guard ClockAgreement(of: vouched.time, lastWritten: last) == .near else {
            throw StoreError(
                .clockDoubted, during: "check the clock", detail: "\((vouched.time - last).components.seconds / 3600) h ahead")
        }
    }

    func acceptClock(at time: WallTime) throws { try keep(time, as: "last_trusted_time") }
}
