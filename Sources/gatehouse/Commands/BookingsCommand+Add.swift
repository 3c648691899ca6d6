import ArgumentParser
import GateControl
import LibraryModel
import LibraryRules
import LibraryStore

extension BookingsCommand {
    /// `gatehouse bookings add`.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a booking for a patron, through the same rules as the page.",
            discussion: "Exit status 1 when the rules refuse it; the reason is printed in both languages.")

        @OptionGroup var house: HouseOptions
        @Option(name: .long, help: "The card number.") var patron: String
        @Option(name: .long, help: "The campus, such as east.") var campus: String
        @Option(name: .long, help: "When it begins, such as 2026-11-21T09:00:00+08:00.") var start: String
        @Option(name: .long, help: "When it ends.") var end: String
        @Flag(name: .long, help: "Print JSON.") var json = false

        func run() async throws {
            let patron = try Given.patron(patron)
            let (start, end) = (try Time.read(start), try Time.read(end))
            guard start < end else { throw ValidationError("--start must be before --end") }
            let desk = try await house.open()
            let request = BookingRequest(campus: try Given.campus(campus, in: desk.settings).id, start: start, end: end)
            var chance = SystemRandomNumberGenerator()
            let id = BookingID(at: desk.now, using: &chance)
            let outcome = try await HouseDesk.ask { () throws(StoreError) in
                try await desk.store.book([request], for: patron, ids: [id], once: nil, at: desk.clock, under: desk.terms)
            }
            switch outcome {
            case .booked(let bookings, _):
                let lines = BookingLines(bookings, at: desk)
                print(json ? try JSONText.of(lines) : lines.text)
            case .refused(let refusal, _): throw try RefusalText(refusal, at: desk).end(json: json)
            case .keyTaken: preconditionFailure("a submission without a key cannot meet another")
            }
        }
    }
}
