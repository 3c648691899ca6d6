internal import Foundation
internal import GRDB
internal import LibraryModel

extension SQLiteStore {
    /// Really writes, since only that shows a full or failing disk. What it writes is new each time: SQLite leaves a page
    /// alone that would become what it is.
    public func probe() async throws(StoreError) {
        let waits = options.durability == .everyCommit
        try await write("probe", turn: .lane) { database in
            guard try !waits || database.count("PRAGMA synchronous") >= 2 else {
                throw StoreError(.other, during: "probe", detail: "commits do not wait for the disk")
            }
            try database.run(
                """
                INSERT INTO setting (key, value) VALUES ('write_probe', hex(randomblob(8)))
                ON CONFLICT (key) DO UPDATE SET value = excluded.value
                """)
        }
    }

    func fileSize(_ suffix: String) -> Int64 {
        guard let path, let facts = try? FileManager.default.attributesOfItem(atPath: path + suffix) else { return 0 }
        return (facts[.size] as? NSNumber)?.int64Value ?? 0
    }
}

extension SQLiteStore {
    /// Renames a damaged store and its write-ahead log out of the way, so that another can take its place and nothing is lost.
    /// The mark stays: until somebody says what is to be there, a start finds that the store is gone.
    ///
    /// - Parameter mark: goes into the new names, such as `2026-11-21T084000`: letters, digits and `-` only.
    /// - Returns: the new path of the store, or of its log where nothing else was left; nil when nothing was.
    public static func setAside(path: String, mark: String, as why: String = "damaged") throws(StoreError) -> String? {
        let aside = "\(path).\(why)-" + mark.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
        do {
            var moved: [String] = []
            for suffix in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: path + suffix) {
                try FileManager.default.moveItem(atPath: path + suffix, toPath: aside + suffix)
                moved.append(aside + suffix)
            }
            return moved.first
        } catch {
            throw StoreError(.other, during: "set aside", detail: "cannot rename \(path)")
        }
    }
}
