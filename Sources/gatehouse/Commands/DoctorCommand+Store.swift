import Foundation
import GateControl
import LibraryModel
import LibraryStore

extension DoctorCommand {
    /// Below this the disk is about to be full.
    private static let leastFreeBytes: Int64 = 200 << 20
    /// How often it is looked who writes, and how long is waited in between, in microseconds.
    private static let (looks, lookPause): (Int, useconds_t) = (100, 5_000)

    /// Looks at the store without touching it; nil when there is nothing to see.
    func checkStore(_ settings: Settings, _ report: inout DoctorReport) -> StoreGlance? {
        let path = settings.store.database
        if let writer = lastingWriter(of: path) {
            report.bad("store", "\(StoreUsers.words(writer)) holds it, so nothing can be recorded and nobody is let in; end that, such as an open sqlite3 shell")
        }
        if let holder = StoreLock.holder(of: path) { report.mind("gate", "\(holder) keeps this store now") }
        do {
            guard let glance = try StoreGlance.look(at: path, bound: settings.store.largest) else {
                report.bad("store", "there is none at \(path); mount its disk or restore a copy, or at a new gate import the patrons")
                return nil
            }
            for trouble in glance.troubles { report.bad("store", trouble.words.en) }
            if !glance.troubles.contains(where: \.isDamage) {
                let whole = glance.troubles.isEmpty ? ", whole" : ""
                report.well("store", "\(path): \(glance.storeBytes >> 10) KiB, schema \(glance.schemaVersion)\(whole)")
            }
            if glance.room.isNearlyFull { report.mind("store", "\(glance.room.words); shorten `keep-records` or take a larger disk") } else {
                report.well("store", glance.room.words)
            }
            if let half = glance.halfImport, half.isWhole, half.left > 0 {
                report.mind("import", "of \(half.rows) rows of \(half.kind), \(half.left) are not in yet; when its command has ended, a running gate takes them over within a minute, otherwise the next start or the next import does")
            }
            if glance.isReadOnly {
                report.bad("disk", "the disk of \(path) is mounted read-only, so nothing can be recorded and nobody is let in; the kernel does so after a fault (`dmesg`): look at the card, and start anew when it may be written")
            } else if !glance.unwritable.isEmpty {
                report.mind("store", "this account may not write \(glance.unwritable.joined(separator: ", ")); the account of the service must (`sudo -u gatehouse gatehouse doctor`)")
            }
            checkDisk(glance, settings, &report)
            return glance
        } catch {
            report.bad("store", "\(error)")
            return nil
        }
    }

    /// A change takes milliseconds, and an import lets go for some between two of its own: whoever is met at each look does
    /// not end.
    private func lastingWriter(of path: String) -> Int32? {
        var writer: Int32?
        for look in 0..<Self.looks {
            if look > 0 { usleep(Self.lookPause) }
            guard let found = StoreUsers.writer(of: path), look == 0 || found == writer else { return nil }
            writer = found
        }
        return writer
    }

    private func checkDisk(_ glance: StoreGlance, _ settings: Settings, _ report: inout DoctorReport) {
        guard let free = glance.freeBytes else { return }
        if free < Self.leastFreeBytes {
            report.bad("disk", "\(free >> 20) MiB are free at \(settings.store.folder); free some space, \(Self.leastFreeBytes >> 20) MiB at the least")
        } else { report.well("disk", "\(free >> 20) MiB free") }
    }
}
