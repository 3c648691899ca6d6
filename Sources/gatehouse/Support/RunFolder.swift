import Foundation

/// A folder of files in memory that outlive the program and not the machine: that of the service, or one of this account.
enum RunFolder {
    /// Nil where there is none that may be written.
    static let path: String? = {
        let environment = ProcessInfo.processInfo.environment
        let known = [environment["RUNTIME_DIRECTORY"], environment["XDG_RUNTIME_DIR"], "/run"].compactMap(\.self)
        return known.first { $0.hasPrefix("/") && FileManager.default.isWritableFile(atPath: $0) }
    }()
}
