internal import Foundation

extension SQLiteStore {
    /// Sets aside what is left of a store, so that the next opening begins an empty one whose count nobody believes until a
    /// recount. Answers where it was put; nil when nothing was left.
    public static func beginAnew(path: String, mark: String) throws(StoreError) -> String? {
        let isThere = ["", "-wal", "-shm"].contains { FileManager.default.fileExists(atPath: path + $0) }
        let aside = isThere ? try setAside(path: path, mark: mark) : nil
        try StoreMark(of: path).forget()
        return aside
    }

    /// Takes the file that is there for the store from now on; its count is believed after a recount.
    public static func accept(path: String) throws(StoreError) {
        guard let size = PlainFile.size(of: path), size > 0 else {
            throw StoreError(.lost, during: "accept", detail: "\(path) is not there or empty")
        }
        try StoreMark(of: path).forget()
    }
}
