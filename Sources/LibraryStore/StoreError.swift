/// Why the store could not do what was asked. Nothing was changed.
public struct StoreError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of failure it was; stable words.
    public enum Code: String, Sendable, CaseIterable {
        /// Another program held the store longer than the store waits.
        case locked
        /// More changes wait for the store than it takes in.
        case busy
        case diskFull = "disk_full"
        /// The file is not a store, or its pages contradict one another.
        case damaged
        case readOnly = "read_only"
        /// Written by a newer version of this program.
        case tooNew = "too_new"
        case missingFolder = "missing_folder"
        /// The name of the store is a link: SQLite keeps the log beside the file, where nobody else would look for it.
        case isLink = "is_link"
        /// What was to take the store's place is no whole copy of one.
        case badCopy = "bad_copy"
        /// The disk answered with an error.
        case diskFault = "disk_fault"
        /// The file is gone, empty or another one than it was: nothing that is written into it would be found again.
        case lost
        /// What cannot be undone was asked for at an instant that is far from the last written time (R26).
        case clockDoubted = "clock_doubted"
        case other
    }

    /// Whether no other change can be written either.
    public var stopsEveryChange: Bool {
        switch code {
        case .locked, .diskFull, .damaged, .readOnly, .tooNew, .missingFolder, .isLink, .diskFault, .lost: true
        case .busy, .badCopy, .clockDoubted, .other: false
        }
    }

    public let code: Code
    /// The transaction that failed, such as `admit`.
    public let statement: String
    /// What the database said; never a value from a row.
    public let detail: String

    public init(_ code: Code, during statement: String, detail: String = "") {
        (self.code, self.statement, self.detail) = (code, statement, detail)
    }

    /// Plain words: what is wrong and what to do.
    public var advice: String {
        switch code {
        case .locked: "another program holds the store; close it, such as an open sqlite3 shell, and try again"
        case .busy: "more waits to be written than the store takes in; try again shortly"
        case .diskFull: "the disk is full or the store has reached its largest size; free some space or delete old records"
        case .damaged: "the store is damaged; set it aside, start with a new one or a backup, and keep the file for repair"
        case .readOnly: "the store cannot be written; check who owns the file and its folder, and how the disk is mounted"
        case .tooNew: "a newer version of gatehouse wrote this store; install that version"
        case .missingFolder: "the folder of the store does not exist; create it and give it to the gatehouse account"
        case .isLink: "the store is a link to a file elsewhere; say the folder of that file in `store.folder`"
        case .badCopy: "this is no whole copy of a store, so nothing was changed; restore another copy"
        case .diskFault: "the disk reports errors; replace the card or disk soon and check its cables"
        case .lost: "the store is not the one that was here; `gatehouse restore` puts a copy in its place, `gatehouse store new` begins an empty one, `gatehouse store accept` takes the file that is there; then start again and recount"
        case .clockDoubted: "the clock is far from the last written time, so nothing is deleted or reset; compare it with a right one and accept it: `gatehouse clock accept`"
        case .other: "the store refused the change; report this line with the log"
        }
    }

    public var description: String {
        "store, \(statement): \(advice) (\(code.rawValue)\(detail.isEmpty ? "" : ", \(detail)"))"
    }
}
