internal import Foundation
internal import Glibc
public import LibraryModel

/// The folder in which copies are kept, a bounded number of them: `gatehouse-000042-2026-11-21T030000Z.db`.
///
/// The number counts on in the folder and says which is newer. The time is for people: a clock that was wrong for a night
/// neither keeps a copy nor removes one.
public struct BackupFolder: Sendable {
    private let path: String

    public init(path: String) { self.path = path }

    /// Takes the place of the next copy, made at `time`, for whoever asks: nobody else is given it.
    public func reserve(at time: WallTime) -> String {
        var number = names.compactMap { CopyName($0)?.number }.max() ?? 0
        while true {
            number += 1
            let place = "\(path)/\(CopyName(number: number, time: time).text)"
            // Another one may have begun since the names were read.
            guard PlainFile.makePrivate(place + StoreCopy.part) || errno != EEXIST else { continue }
            return place
        }
    }

    private var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] }

    /// The newest first.
    public var copies: [String] {
        names.compactMap(CopyName.init).filter { $0.rest.isEmpty }.sorted { $1 < $0 }.map { "\(path)/\($0.text)" }
    }

    /// Begins a copy in this folder, which must be there; to be held until the copy has its name. What backups have left that
    /// were killed is removed first, unless another one runs beside this one.
    public func begin() -> BackupTurn {
        let left = ([""] + StoreCopy.companions).map { StoreCopy.part + $0 }
        return BackupTurn(in: path) {
            // What cannot be removed costs room and nothing else.
            for name in names where CopyName(name).map({ left.contains($0.rest) }) == true {
                try? FileManager.default.removeItem(atPath: "\(path)/\(name)")
            }
        }
    }

    /// Removes all but the newest; answers which. Nothing else in the folder is touched.
    public func prune(keeping count: Int) throws(StoreError) -> [String] {
        let old = Array(copies.dropFirst(max(1, count)))
        do {
            for copy in old { try FileManager.default.removeItem(atPath: copy) }
        } catch {
            throw StoreError(.readOnly, during: "remove old copies", detail: path)
        }
        return old
    }
}

/// A name that copies have, and nothing that a person calls so.
private struct CopyName: Comparable {
    let number: Int
    /// `2026-11-21T030000Z`.
    let time: String
    /// What follows the name of a copy: empty, or `.part` and the like while it is being made.
    let rest: String

    private static let (prefix, suffix) = ("gatehouse-", ".db")
    private static let (digits, mostDigits, timeLength) = (6, 12, 18)

    init(number: Int, time: WallTime) {
        (self.number, rest) = (number, "")
        self.time = "\(LocalTime(time, at: .utc))".prefix(19).filter { $0 != ":" } + "Z"
    }

    /// Nil for anything else.
    init?(_ name: String) {
        let parts = name.dropFirst(Self.prefix.count).split(separator: "-", maxSplits: 1)
        guard parts.count == 2, parts[0].count <= Self.mostDigits, let number = Int(parts[0]), number >= 0 else { return nil }
        let (time, rest) = (parts[1].prefix(Self.timeLength), parts[1].dropFirst(Self.timeLength))
        guard time.count == Self.timeLength, time.last == "Z", rest.hasPrefix(Self.suffix),
            time.dropLast().allSatisfy({ "0123456789-T".contains($0) })
        else { return nil }
        (self.number, self.time, self.rest) = (number, String(time), String(rest.dropFirst(Self.suffix.count)))
        // Written any other way it is somebody's own.
        guard text == name else { return nil }
    }

    var text: String {
        let figures = "\(number)"
        let padding = String(repeating: "0", count: max(0, Self.digits - figures.count))
        return Self.prefix + padding + figures + "-" + time + Self.suffix + rest
    }

    static func < (one: Self, other: Self) -> Bool { (one.number, one.time) < (other.number, other.time) }
}
