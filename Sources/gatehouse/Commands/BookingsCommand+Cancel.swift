import ArgumentParser
import Foundation
import GateControl
import LibraryModel
import LibraryRules
import LibraryStore

extension BookingsCommand {
    /// `gatehouse bookings cancel`.
    struct Cancel: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Cancel a booking for its patron; the reason is kept with the staff acts.",
            discussion: "Exit status 1 when the rules do not allow it any more (R16).")

        @OptionGroup var house: HouseOptions
        @Argument(help: "The booking, 16 hexadecimal digits.") var id: String
        @Option(name: .long, help: "Why, for the record.") var why: String
        @Option(name: .long, help: "Who cancels; the account of the shell if left out.") var by: String?
        @Flag(name: .long, help: "Print JSON.") var json = false

        func run() async throws {
            let (id, why) = (try Given.booking(id), try Given.sentence(why, "--why"))
            let who = try Given.name(by ?? "shell:\(NSUserName())", "--by")
            let desk = try await house.open()
            let outcome = try await HouseDesk.ask { () throws(StoreError) in
                try await desk.store.cancel(id, by: nil, at: desk.clock, under: desk.terms)
            }
            switch outcome {
            case .cancelled(let booking):
                var chance = SystemRandomNumberGenerator()
                let act = OverrideRecord(
                    id: RecordID(at: desk.now, using: &chance), at: desk.now, lane: nil, campus: booking.campus, who: who,
                    action: "cancel_booking", why: why, needed: true, subject: "\(id)")
                try await HouseDesk.ask { () throws(StoreError) in try await desk.store.record(act) }
                let lines = BookingLines([booking], at: desk)
                print(json ? try JSONText.of(lines) : lines.text)
            case .refused(let refusal) where refusal.code == .noSuchBooking:
                throw Failure.exit(Failure.data, "there is no booking \(id); `gatehouse bookings list` shows them")
            case .refused(let refusal): throw try RefusalText(refusal, at: desk).end(json: json)
            }
        }
    }
}
