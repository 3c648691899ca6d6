extension SQLiteStore {
    /// Sets aside what is left of a store, so that the next opening begins an empty one whose count nobody believes until a
    /// recount. Answers where it was put; nil when nothing was left.
    public static func beginAnew(path: String, mark: String) throws(StoreError) -> String? {
        try checkNobody(has: path)
        // Before anything is moved: a new store that cannot be begun would leave none.
        guard PlainFile.freeBytes(beside: path) ?? .max >= leastRoom else {
            throw StoreError(
                .diskFull, during: "begin a store", detail: "\(leastRoom >> 20) MiB are needed at \(PlainFile.folder(of: path))")
        }
        let aside = try setAside(path: path, mark: mark, as: "replaced")
        try StoreMark(of: path).forget()
        return aside
    }

    /// Bytes for an empty store with its log.
    private static let leastRoom: Int64 = 4 << 20

    /// Takes the file that is there for the store from now on; its count is believed after a recount.
    public static func accept(path: String) throws(StoreError) {
        try checkNobody(has: path)
        guard let size = PlainFile.size(of: path), size > 0 else {
            throw StoreError(.lost, during: "accept", detail: "\(path) is not there or empty")
        }
        try StoreMark(of: path).forget()
    }

    /// Whether there is a store, or was one: a file, or the mark that names it.
    public static func hasBegun(at path: String) -> Bool {
        PlainFile.size(of: path) != nil || StoreMark(of: path).words != nil
    }

    /// The lock of a gate is a file, which somebody may have removed under it.
    private static func checkNobody(has path: String) throws(StoreError) {
        guard !StoreUsers.anyone(has: path) else {
            throw StoreError(.locked, during: "change the store", detail: "a program has \(path) open; stop the gate first")
        }
    }
}
