internal import Foundation
public import LibraryModel

/// The folder in which copies are kept: `gatehouse-2026-11-21T030000Z.db`, a bounded number of them.
public struct BackupFolder: Sendable {
    private static let prefix = "gatehouse-"
    private static let suffix = ".db"

    private let path: String

    public init(path: String) { self.path = path }

    /// Where a copy of this instant goes; the names sort by time.
    public func place(at time: WallTime) -> String {
        let text = "\(LocalTime(time, at: .utc))".prefix(19).filter { $0 != ":" }
        return "\(path)/\(Self.prefix)\(text)Z\(Self.suffix)"
    }

    /// The newest first.
    public var copies: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { $0.hasPrefix(Self.prefix) && $0.hasSuffix(Self.suffix) }.sorted(by: >).map { "\(path)/\($0)" }
    }

    /// Removes all but the newest; answers which. Nothing else in the folder is touched, and the copy that was made just now
    /// stays, whatever a clock that was wrong has named the others.
    public func prune(keeping count: Int, made place: String? = nil) throws(StoreError) -> [String] {
        let old = copies.dropFirst(max(1, count)).filter { $0 != place }
        do {
            for copy in old { try FileManager.default.removeItem(atPath: copy) }
        } catch {
            throw StoreError(.readOnly, during: "remove old copies", detail: path)
        }
        return old
    }
}
