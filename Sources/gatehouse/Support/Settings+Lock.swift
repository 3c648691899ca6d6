import Foundation
import GateControl
import Glibc
import LibraryStore

extension Settings {
    /// Takes the lock of one gate and one server a store, for as long as the answer lives; words and status 69 where another
    /// program has it.
    func lockStore(as role: String) throws -> StoreLock {
        try? FileManager.default.createDirectory(atPath: store.folder, withIntermediateDirectories: true)
        do throws(StoreLock.Held) {
            return try StoreLock(
                of: store.database, words: "\(role), process \(getpid()), since \(Time.text(Time.now))")
        } catch {
            let advice = error.isTaken
                ? "Only one gate and server may keep a store. End that one first (`systemctl stop gatehouse`), or give this one a `store.folder` of its own."
                : "This account must be able to write there: `sudo -u gatehouse` runs a command as the service's."
            throw Failure.exit(Failure.unavailable, "\(error)\n\(advice)")
        }
    }
}
