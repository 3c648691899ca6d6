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

    private var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] }

    /// The newest first.
    public var copies: [String] {
        names.filter { $0.hasPrefix(Self.prefix) && $0.hasSuffix(Self.suffix) }.sorted(by: >).map { "\(path)/\($0)" }
    }

    /// Begins a copy in this folder, which must be there; to be held until the copy has its name. What backups have left that
    /// were killed is removed first, unless another one runs beside this one.
    public func begin() -> BackupTurn {
        BackupTurn(in: path) {
            // What cannot be removed costs room and nothing else.
            for name in names where isPart(name) { try? FileManager.default.removeItem(atPath: "\(path)/\(name)") }
        }
    }

    /// A name of a copy that is being made, or of what SQLite puts beside it; nothing that a person calls so.
    private func isPart(_ name: String) -> Bool {
        let endings = ([""] + StoreCopy.companions).map { Self.suffix + StoreCopy.part + $0 }
        guard name.hasPrefix(Self.prefix), let ending = endings.first(where: { name.hasSuffix($0) }) else { return false }
        let time = name.dropFirst(Self.prefix.count).dropLast(ending.count)
        return time.count == Self.timeLength && time.last == "Z" && time.dropLast().allSatisfy { "0123456789-T".contains($0) }
    }

    /// Of `2026-11-21T030000Z`.
    private static let timeLength = 18

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
