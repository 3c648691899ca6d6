import ArgumentParser
import Foundation
import GateControl
import LibraryModel
import LibraryStore

/// Reads the words of a command line. What is wrong is said with an example, exit status 64.
enum Given {
    static func patron(_ text: String) throws -> PatronID {
        guard let patron = PatronID(rawValue: text) else {
            throw ValidationError("a patron is a card number of 1 to 20 letters and digits")
        }
        return patron
    }

    static func booking(_ text: String) throws -> BookingID {
        guard let booking = BookingID(text) else {
            throw ValidationError("`\(text)` is no booking: 16 hexadecimal digits, as `gatehouse bookings list` shows them")
        }
        return booking
    }

    static func campus(_ slug: String, in settings: Settings) throws -> Campus {
        guard let campus = settings.campus(slug: slug) else {
            throw ValidationError("there is no campus `\(slug)`; there are \(settings.campuses.map(\.slug).joined(separator: ", "))")
        }
        return campus
    }

    static func day(_ text: String) throws -> CivilDate {
        guard let date = CivilDate(text) else { throw ValidationError("`\(text)` is no day such as 2026-11-21") }
        return date
    }

    /// Such as `10:00-16:00`.
    static func hours(_ text: String) throws -> OpeningHours.Span {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { TimeOfDay($0) }
        guard ends.count == 2, let opens = ends[0], let closes = ends[1], let span = OpeningHours.Span(opens: opens, closes: closes)
        else { throw ValidationError("`\(text)` is no span of a day such as 10:00-16:00") }
        return span
    }

    /// A sentence that is kept: why something was done.
    static func sentence(_ text: String, _ option: String) throws -> String {
        let words = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !words.isEmpty, words.count <= StoreLimits.sentence else {
            throw ValidationError("\(option) must say something, in at most \(StoreLimits.sentence) characters")
        }
        return words
    }

    /// The name of whoever acts, as it is kept with the act.
    static func name(_ text: String, _ option: String) throws -> String {
        let words = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !words.isEmpty, words.count <= StoreLimits.word else {
            throw ValidationError("\(option) must be a name of at most \(StoreLimits.word) characters")
        }
        return words
    }
}
