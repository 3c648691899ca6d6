import ArgumentParser
import Foundation
import LibraryModel

/// Wall time for commands that a person runs; the gate itself is handed its clock.
enum Time {
    static var now: WallTime { WallTime(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }

    static func text(_ time: WallTime, at offset: TimeZoneOffset = .shanghai) -> String {
        LocalTime(time, at: offset).description
    }

    /// RFC 3339 with an offset.
    static func read(_ text: String) throws -> WallTime {
        guard let time = LocalTime(rfc3339: text) else {
            throw ValidationError("`\(text)` is no time such as 2026-11-21T09:00:00+08:00")
        }
        return time.instant
    }
}
