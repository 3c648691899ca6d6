internal import GRDB
public import LibraryModel

extension SQLiteStore {
    /// Staff say that the clock is right. Answers what was doubted of it; `act` is kept where that ended the doubt.
    public func accept(_ clock: ClockReading, by act: OverrideRecord) async throws(StoreError) -> ClockDoubt? {
        let offset = options.offset
        return try await write("accept clock") { database in
            let doubt = try database.accept(clock)
            if doubt?.canBeAccepted == true { _ = try database.insert(ActRecord(act), offset) }
            return doubt
        }
    }
}

extension Database {
    /// The last written time.
    func lastTrustedTime() throws -> WallTime? { try keptTime("last_trusted_time") }

    /// An instant that ``keep(_:as:)`` has kept.
    func keptTime(_ key: String) throws -> WallTime? {
        try setting(key).map { text in
            guard let milliseconds = Int64(text) else {
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

    /// A clock that is far from the last written time, and that somebody says is right: its instant becomes that time,
    /// which every clock is compared with before it is believed. What has passed since the time before is written as a gap
    /// when the house is kept again. Answers the doubt that there was; where it cannot be accepted nothing is changed.
    func accept(_ clock: ClockReading) throws -> ClockDoubt? {
        let doubt = ClockDoubt(clock, lastWritten: try lastTrustedTime())
        if doubt?.canBeAccepted == true { try keep(clock.time, as: "last_trusted_time") }
        return doubt
    }
}
