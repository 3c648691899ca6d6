internal import Foundation

/// The write-ahead log that an unclean stop has left beside a store, read before SQLite does.
struct JournalCheck {
    let store: String
    private var path: String { store + "-wal" }

    /// What is said of records that were lost, with where the log was put; nil when nothing is wrong.
    func damage() throws(StoreError) -> String? {
        guard let reading = try reading(), reading.isDamaged else { return nil }
        let aside = try setAside()
        return "the log was damaged: \(reading.lostCommits) changes that had been recorded are lost; it is kept as \(aside)"
    }

    /// Keeps a copy of the log, and answers where. A start that is tried again finds the one that it made before; a disk that
    /// spoils log after log keeps the first few and the last.
    private func setAside() throws(StoreError) -> String {
        let files = FileManager.default
        let names = (1...Self.mostKept).map { path + ".damaged" + ($0 == 1 ? "" : "-\($0)") }
        if let same = names.first(where: { files.contentsEqual(atPath: path, andPath: $0) }) { return same }
        let aside = names.first { !files.fileExists(atPath: $0) } ?? names[names.count - 1]
        // Whole under another name first: a try that fails neither takes a name nor the copy that had it.
        let part = path + StoreCopy.part
        do {
            try? files.removeItem(atPath: part)
            try files.copyItem(atPath: path, toPath: part)
            // A disk that knows no such rights does not keep the gate from starting.
            try? files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: part)
            if files.fileExists(atPath: aside) { try files.removeItem(atPath: aside) }
            try files.moveItem(atPath: part, toPath: aside)
        } catch {
            try? files.removeItem(atPath: part)
            let isFull = PlainFile.freeBytes(beside: path) ?? .max < StoreCopy.bytes(of: path)
            throw StoreError(
                isFull ? .diskFull : .diskFault, during: "open", detail: "the damaged log \(path) cannot be copied")
        }
        return aside
    }

    private static let mostKept = 5

    /// Nil when there is no log, or nothing in it. What the disk cannot read is a fault of the disk and no damage.
    func reading() throws(StoreError) -> JournalReading? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        do {
            let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? file.close() }
            guard let header = try file.read(upToCount: JournalReading.headerBytes), header.count == JournalReading.headerBytes
            else { return nil }
            var reading = JournalReading(header: Array(header))
            let frame = (reading.pageBytes ?? Self.usualPage) + JournalReading.frameHeaderBytes
            let block = frame * max(1, Self.blockBytes / frame)
            while let data = try file.read(upToCount: block), !data.isEmpty {
                let bytes = Array(data)
                for first in stride(from: 0, through: bytes.count - frame, by: frame) { reading.take(bytes[first..<(first + frame)]) }
            }
            return reading
        } catch {
            throw StoreError(.diskFault, during: "read the log", detail: "\(path) cannot be read")
        }
    }

    private static let usualPage = 4096
    /// So much of the log is in memory at once.
    private static let blockBytes = 1 << 20
}
