import ArgumentParser
import GateControl
import LibraryModel
import LibraryStore

/// `gatehouse holidays`: days on which a campus opens at other hours than its week says (R21).
struct HolidaysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "holidays", abstract: "Show and set the days that differ from the week.",
        subcommands: [List.self, Add.self, Remove.self], defaultSubcommand: List.self)

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the days that differ, those of the configuration file too.")

        @OptionGroup var house: HouseOptions
        @Flag(name: .long, help: "Print JSON.") var json = false

        func run() async throws {
            let desk = try await house.open()
            let set = try await HouseDesk.ask { () throws(StoreError) in try await desk.store.exceptions() }
            let lines = HolidayLine.all(set, at: desk)
            if json { return print(try JSONText.of(["holidays": lines])) }
            for line in lines { print(line.text) }
        }
    }

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Set the hours of a day, or close it.",
            discussion: """
                Bookings that no longer fit are released without a violation, and printed. It takes effect at once, also
                in a running gate, and goes before the configuration file.
                """)

        @OptionGroup var house: HouseOptions
        @Option(name: .long, help: "The campus, such as east.") var campus: String
        @Option(name: .long, help: "The day, such as 2027-01-01.") var day: String
        @Flag(name: .long, help: "The campus does not open.") var closed = false
        @Option(name: .long, help: "When it opens and closes, such as 10:00-16:00.") var hours: String?
        @Option(name: .long, help: "Why, for patrons.") var why: String
        @Flag(name: .long, help: "Print JSON.") var json = false

        func validate() throws {
            guard closed != (hours != nil) else { throw ValidationError("give either --closed or --hours") }
        }

        func run() async throws {
            let (date, span) = (try Given.day(day), try hours.map(Given.hours))
            let why = try Given.sentence(why, "--why")
            let desk = try await house.open()
            let campus = try Given.campus(campus, in: desk.settings)
            let exception = DatedException(campus: campus.id, date: date, span: span, why: why)
            let released = try await HouseDesk.ask { () throws(StoreError) in
                try await desk.store.except(exception, at: desk.clock, under: desk.terms)
            }
            let lines = BookingLines(released, at: desk)
            if json { return print(try JSONText.of(["released": lines.bookings])) }
            let hours = span.map { "open \($0.opens)-\($0.closes)" } ?? "closed"
            print("\(campus.slug) \(date): \(hours); \(released.count) \(released.count == 1 ? "booking" : "bookings") released")
            if !released.isEmpty { print(lines.text) }
        }
    }

    struct Remove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give a day back the hours of the configuration file.",
            discussion: "Bookings that were released stay released.")

        @OptionGroup var house: HouseOptions
        @Option(name: .long, help: "The campus, such as east.") var campus: String
        @Option(name: .long, help: "The day, such as 2027-01-01.") var day: String

        func run() async throws {
            let date = try Given.day(day)
            let desk = try await house.open()
            let campus = try Given.campus(campus, in: desk.settings)
            let was = try await HouseDesk.ask { () throws(StoreError) in try await desk.store.unexcept(campus.id, date) }
            guard was else {
                throw Failure.exit(Failure.data, "\(campus.slug) \(date) was not set here; `gatehouse holidays` shows the days, and those of the configuration file are changed there")
            }
            print("\(campus.slug) \(date): the hours of the configuration file again")
        }
    }
}

/// A day that differs, as it is printed.
struct HolidayLine: Encodable {
    let campus, date: String
    /// Nil for a closed day.
    let hours: String?
    let why: String
    /// `staff` for those set by command, `configuration` for those of the file.
    let setBy: String

    private init(_ exception: DatedException, setBy: String, at desk: HouseDesk) {
        (campus, date, why) = (desk.slug(exception.campus), "\(exception.date)", exception.why)
        hours = exception.span.map { "\($0.opens)-\($0.closes)" }
        self.setBy = setBy
    }

    /// By day. One that staff set hides the one of the file.
    static func all(_ set: [DatedException], at desk: HouseDesk) -> [Self] {
        var lines = set.map { Self($0, setBy: "staff", at: desk) }
        for campus in desk.settings.campuses {
            for (date, span) in campus.hours.exceptions where !set.contains(where: { $0.campus == campus.id && $0.date == date }) {
                let exception = DatedException(campus: campus.id, date: date, span: span, why: "")
                lines.append(Self(exception, setBy: "configuration", at: desk))
            }
        }
        return lines.sorted { ($0.date, $0.campus) < ($1.date, $1.campus) }
    }

    var text: String { "\(date)  \(campus)  \(hours ?? "closed")  \(why.isEmpty ? "(\(setBy))" : why)" }
}
