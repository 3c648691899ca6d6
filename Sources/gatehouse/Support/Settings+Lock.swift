import Foundation
import GateControl
import Glibc
import LibraryStore
import Synchronization

extension Settings {
    /// Takes the lock of one gate and one server a store, for as long as the answer lives; words and status 69 where another
    /// program has it.
    func lockStore(as role: String) throws -> StoreLock {
        try? FileManager.default.createDirectory(atPath: store.folder, withIntermediateDirectories: true)
        do throws(StoreLock.Held) { return try StoreLock(of: store.database, role: role) } catch {
            throw Failure.exit(Failure.unavailable, "\(error)\n\(error.advice)")
        }
    }
}

/// The lock of a gate, which may begin before there is anything that could be locked.
final class StoreClaim: Sendable {
    private let (store, role): (String, String)
    // A lock, because the store is opened on a queue of its own.
    private let held = Mutex<StoreLock?>(nil)

    init(of store: String, as role: String) { (self.store, self.role) = (store, role) }

    /// Takes it if it is not taken yet. A gate that is there already ends this one, with words and status 69; what else stands
    /// against it the store says when it is opened.
    func takeOrEnd() throws {
        do throws(StoreLock.Held) { try takeOnce() } catch {
            if error.isTaken { throw Failure.exit(Failure.unavailable, "\(error)\n\(error.advice)") }
        }
    }

    func take() throws(StoreError) {
        do throws(StoreLock.Held) { try takeOnce() } catch {
            throw StoreError(error.isTaken ? .locked : .readOnly, during: "lock", detail: error.description)
        }
    }

    private func takeOnce() throws(StoreLock.Held) {
        try held.withLock { held throws(StoreLock.Held) in
            if held == nil { held = try StoreLock(of: store, role: role) }
        }
    }
}

extension StoreLock {
    fileprivate convenience init(of store: String, role: String) throws(Held) {
        try self.init(of: store, words: "\(role), process \(getpid()), since \(Time.text(Time.now))")
    }
}

extension StoreLock.Held {
    fileprivate var advice: String {
        isTaken
            ? "Only one gate and server may keep a store. End that one first (`systemctl stop gatehouse`), or give this one a `store.folder` of its own."
            : "This account must be able to write there: `sudo -u gatehouse` runs a command as the service's."
    }
}
