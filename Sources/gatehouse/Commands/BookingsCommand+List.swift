import ArgumentParser
import GateControl
import LibraryModel
import LibraryStore

extension BookingsCommand {
    /// `gatehouse bookings list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show bookings, patrons masked.",
            discussion: """
                Those that begin on a day, or with --patron all of one patron. Of a day it shows what is written down; a \
                running gate writes what the clock has made of a booking within seconds.
                """)

        @OptionGroup var house: HouseOptions
        @Option(name: .long, help: "The day, such as 2026-11-21; today if left out.") var day: String?
        @Option(name: .long, help: "Only those at this campus, such as east.") var campus: String?
        @Option(name: .long, help: "Only those of this card number.") var patron: String?
        @Flag(name: .long, help: "Print JSON.") var json = false

        func run() async throws {
            let desk = try await house.open()
            let (date, patron) = (try day.map(Given.day), try patron.map(Given.patron))
            let only = try campus.map { try Given.campus($0, in: desk.settings) }
            let campuses = only.map { [$0] } ?? desk.settings.campuses
            let lines: BookingLines
            if let patron {
                let own = try await bookings(of: patron, at: desk).filter { booking in
                    campuses.contains { $0.id == booking.campus }
                        && (date.map { LocalTime(booking.start, at: desk.offset(of: booking.campus)).date == $0 } ?? true)
                }
                lines = BookingLines(own, at: desk)
            } else {
                var all: [Booking] = []
                for campus in campuses {
                    all += try await bookings(on: date ?? LocalTime(desk.now, at: campus.hours.offset).date, at: campus, desk)
                }
                lines = BookingLines(all, at: desk)
            }
            if json { print(try JSONText.of(lines)) } else if !lines.bookings.isEmpty { print(lines.text) }
        }

        private func bookings(of patron: PatronID, at desk: HouseDesk) async throws -> [Booking] {
            let found = try await HouseDesk.ask { () throws(StoreError) in
                try await desk.store.overview(of: patron, at: desk.clock, under: desk.terms)
            }
            guard let found else { throw Failure.unknown(patron) }
            return found.bookings
        }

        /// Page by page: a busy day has more bookings than one question answers.
        private func bookings(on date: CivilDate, at campus: Campus, _ desk: HouseDesk) async throws -> [Booking] {
            let midnight = LocalTime(date, .midnight, at: campus.hours.offset).instant
            let end = midnight + .hours(24)
            var (all, from, seen) = ([Booking](), midnight, Set<BookingID>())
            while true {
                let start = from
                let page = try await HouseDesk.ask { () throws(StoreError) in
                    try await desk.store.bookings(at: campus.id, from: start, until: end)
                }
                all += page.filter { seen.insert($0.id).inserted }
                guard page.count == StoreLimits.page, let last = page.last?.start else { return all }
                from = last > from ? last : from + .milliseconds(1)
            }
        }
    }
}
