import ArgumentParser
import GateControl
import LibraryModel
import LibraryStore

/// `gatehouse violations`: missed check-ins and sign-outs, and what patrons say about them (R17 to R20).
struct ViolationsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "violations", abstract: "Show violations, and answer appeals against them.",
        subcommands: [List.self, Appeals.self, Answer.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show violations, newest first, patrons masked; waived ones too.",
            discussion: "The first word of a line is the booking: `gatehouse waive` takes it.")

        @OptionGroup var house: HouseOptions
        @Option(name: .long, help: "Only those of this card number.") var patron: String?
        @Option(name: .long, help: "Only those at this campus, such as east.") var campus: String?
        @Option(name: .long, help: "From this day on, such as 2026-11-16.") var from: String?
        @Option(name: .long, help: "To this day, which is included.") var until: String?
        @Flag(name: .long, help: "Print JSON.") var json = false

        func run() async throws {
            let desk = try await house.open()
            let (first, last) = (try from.map(Given.day), try until.map(Given.day))
            if let first, let last, last < first { throw ValidationError("--from must not be after --until") }
            var filter = ViolationFilter()
            filter.patron = try patron.map(Given.patron)
            filter.campus = try campus.map { try Given.campus($0, in: desk.settings).id }
            filter.from = first.map { LocalTime($0, .midnight, at: desk.offset).instant }
            filter.until = last.map { LocalTime($0, .midnight, at: desk.offset).instant + .hours(24) }
            let wanted = filter
            let found = try await HouseDesk.ask { () throws(StoreError) in
                try await desk.store.violations(wanted, at: desk.clock, under: desk.terms)
            }
            let lines = ViolationLines(found, at: desk)
            if json { print(try JSONText.of(lines)) } else if !found.isEmpty { print(lines.text) }
            if found.count == StoreLimits.page {
                Failure.complain("these are the newest \(found.count); give --from and --until for others")
            }
        }
    }

    struct Appeals: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the appeals that nobody has answered, oldest first.")

        @OptionGroup var house: HouseOptions
        @Flag(name: .long, help: "Print JSON.") var json = false

        func run() async throws {
            let desk = try await house.open()
            let appeals = try await HouseDesk.ask { () throws(StoreError) in try await desk.store.openAppeals() }
            let lines = appeals.map { AppealLine($0, at: desk) }
            if json { return print(try JSONText.of(["appeals": lines])) }
            for line in lines { print(line.text) }
        }
    }

    struct Answer: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Answer an appeal; a granted one waives its violation.")

        /// What the desk says.
        enum Verdict: String, EnumerableFlag { case grant, decline }

        @OptionGroup var house: HouseOptions
        @Argument(help: "The booking of the violation, 16 hexadecimal digits.") var id: String
        @Flag(help: "Whether the violation is waived.") var verdict: Verdict
        @Option(name: .long, help: "What the patron reads.") var words: String
        @Option(name: .long, help: "Who answers.") var by: String

        func run() async throws {
            let id = try Given.booking(id)
            let (words, who) = (try Given.sentence(words, "--words"), try Given.name(by, "--by"))
            let desk = try await house.open()
            let answer = Appeal.Answer(at: desk.now, who: who, isGranted: verdict == .grant, words: words)
            let taken = try await HouseDesk.ask { () throws(StoreError) in
                try await desk.store.answer(appealAgainst: id, with: answer)
            }
            guard taken else {
                throw Failure.exit(Failure.data, "there is no open appeal against \(id); `gatehouse violations appeals` shows them")
            }
            print(verdict == .grant ? "granted: the violation of \(id) is waived" : "declined: the violation of \(id) stands")
        }
    }
}

/// An appeal as it is printed.
struct AppealLine: Encodable {
    let booking, patron, at, words: String

    init(_ appeal: Appeal, at desk: HouseDesk) {
        (booking, patron) = ("\(appeal.booking)", appeal.patron.masked)
        (at, words) = (Time.text(appeal.at, at: desk.offset), appeal.words)
    }

    /// One line, whatever the patron wrote.
    var text: String {
        let plain = words.split(whereSeparator: \.isNewline).joined(separator: " ")
        return "\(booking)  \(at.prefix(10)) \(at.dropFirst(11).prefix(5))  \(patron)  \(plain)"
    }
}
