import Accounts
import LibraryModel
import LibraryStore
import Synchronization

/// Who signed in at the desk and was known a while ago: what lets somebody out asks here first, since the store may hang.
final class StaffMemory: Sendable {
    /// The most sessions that are remembered.
    private static let room = 512

    private struct Known {
        let member: StaffMember
        let at: Instant
    }

    /// Locked because requests come on any thread; held for a look-up.
    private let known = Mutex(RecentKeys<RecordID, Known>(capacity: room))

    func remember(_ member: StaffMember, at now: Instant) {
        known.withLock { $0[member.session.id] = Known(member: member, at: now) }
    }

    func forget(_ session: RecordID) { known.withLock { $0[session] = nil } }

    /// After what may have ended sessions other than the one that asks.
    func forgetAll() { known.withLock { $0 = RecentKeys(capacity: Self.room) } }

    /// Whoever had the session not longer than ``WebLimits/staffMemory`` ago, and has it still by its own end.
    func member(of session: RecordID, at now: Instant, _ time: WallTime) -> StaffMember? {
        known.withLock { known in
            guard let one = known[session], now - one.at <= WebLimits.staffMemory, one.member.session.endsAt > time
            else { return nil }
            return one.member
        }
    }
}
