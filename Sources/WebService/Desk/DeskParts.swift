public import Accounts
public import GateControl
public import LaneControl
public import LibraryModel
public import LibraryStore

/// What the staff desk is served with, beside the parts for patrons.
public struct DeskParts: Sendable {
    public var store: any DeskStore
    /// Compares the passwords of the staff.
    public var passwords: PasswordCheck<StaffID>
    /// Where a new password is hashed.
    public var hashing: PasswordDesk
    /// Acts on a lane; nil when there is no such lane. Throws a ``StoreError`` where nobody may be let in unrecorded.
    public var act: @Sendable (DeskAct, LaneID, StaffReason) async throws -> StaffActResult?
    /// Returns after so long by the monotonic clock, or throws when the task is cancelled.
    public var wait: @Sendable (Duration) async throws -> Void

    public init(
        store: any DeskStore, passwords: PasswordCheck<StaffID>, hashing: PasswordDesk,
        act: @escaping @Sendable (DeskAct, LaneID, StaffReason) async throws -> StaffActResult?,
        wait: @escaping @Sendable (Duration) async throws -> Void
    ) {
        (self.store, self.passwords, self.hashing, self.act, self.wait) = (store, passwords, hashing, act, wait)
    }
}
