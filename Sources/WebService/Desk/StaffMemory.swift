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
    private let memory = Mutex(Memory())

    private struct Memory {
        var known = RecentKeys<RecordID, Known>(capacity: room)
        /// How often somebody was forgotten.
        var forgotten = 0
    }

    /// To be asked before the store is, for ``remember(_:at:unlessForgottenSince:)``.
    var forgotten: Int { memory.withLock(\.forgotten) }

    /// What the store said is old where somebody was forgotten since it was asked.
    func remember(_ member: StaffMember, at now: Instant, unlessForgottenSince count: Int) {
        memory.withLock { memory in
            if memory.forgotten == count { memory.known[member.session.id] = Known(member: member, at: now) }
        }
    }

    func forget(_ session: RecordID) {
        memory.withLock { memory in
            memory.known[session] = nil
            memory.forgotten += 1
        }
    }

    /// After what may have ended sessions other than the one that asks.
    func forgetAll() {
        memory.withLock { memory in
            memory.known = RecentKeys(capacity: Self.room)
            memory.forgotten += 1
        }
    }

    /// Whoever had the session not longer than ``WebLimits/staffMemory`` ago, and has it still by its own end.
    func member(of session: RecordID, at now: Instant, _ time: WallTime) -> StaffMember? {
        memory.withLock { memory in
            guard let one = memory.known[session], now - one.at <= WebLimits.staffMemory, one.member.session.endsAt > time
            else { return nil }
            return one.member
        }
    }
}
