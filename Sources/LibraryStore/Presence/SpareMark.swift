internal import Glibc

/// Where a doubt waits that the disk of the store does not take, such as one that is mounted read-only: a file in memory that
/// outlives the program and not the machine.
struct SpareMark: Sendable {
    /// Nil where there is no place for it.
    private let path: String?

    /// - Parameter folder: of files of this run of the machine, such as one below `/run`; nil for none.
    init(of store: String, in folder: String?) {
        path = folder.map { "\($0)/doubted-\(Fingerprint.of(store))" }
    }

    var isThere: Bool { path.map { PlainFile.size(of: $0) != nil } ?? false }

    /// Whether it could be written.
    func write() -> Bool { path.map { PlainFile.write("doubted\n", to: $0) == nil } ?? false }

    func remove() {
        if let path { _ = unsafe unlink(path) }
    }
}
