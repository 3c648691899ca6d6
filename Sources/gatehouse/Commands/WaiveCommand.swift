import ArgumentParser
import GateControl
import LibraryModel
import LibraryRules
import LibraryStore

/// `gatehouse waive`: makes violations void (R20), one, or all of an outage.
struct WaiveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "waive", abstract: "Make a violation void, or all those of an outage.",
        discussion: """
            With a booking: its violation. With --campus, --from and --until: an outage, such as a power cut. Violations \
            whose check-in window or time for signing out the outage touches are waived, and the outage is declared, so \
            that no other one comes of it. Suspensions follow at once. Repeating it changes nothing.
            """)

    @OptionGroup var house: HouseOptions
    @Argument(help: "The booking of the violation, 16 hexadecimal digits.") var id: String?
    @Option(name: .long, help: "The campus of the outage, such as east.") var campus: String?
    @Option(name: .long, help: "When it began, such as 2026-11-21T09:00:00+08:00.") var from: String?
    @Option(name: .long, help: "When it ended, or will.") var until: String?
    @Option(name: .long, help: "Why, for patrons and for the record.") var why: String
    @Option(name: .long, help: "Who waives.") var by: String
    @Flag(name: .long, help: "Only show what it would do.") var dryRun = false
    @Flag(name: .long, help: "Print JSON.") var json = false

    func validate() throws {
        let bulk = [campus, from, until]
        guard id == nil ? bulk.allSatisfy({ $0 != nil }) : bulk.allSatisfy({ $0 == nil }) else {
            throw ValidationError("give a booking, or all of --campus, --from and --until")
        }
    }

    func run() async throws {
        let (why, who) = (try Given.sentence(why, "--why"), try Given.name(by, "--by"))
        let booking = try id.map(Given.booking)
        let desk = try await house.open()
        let waiver = Violation.Waiver(at: desk.now, who: who, why: why)
        if let booking { return try await waive(booking, with: waiver, at: desk) }
        let outage = try outage(why, at: desk)
        if dryRun {
            let touched = try await Outages.violations(touchedBy: outage, at: desk)
            return try say("would declare an outage at \(words(outage, desk)) and waive", touched, desk)
        }
        var waived = try await Outages.waive(touchedBy: outage, with: waiver, at: desk)
        try await Outages.declare(outage, at: desk)
        // Those that were written in between.
        waived += try await Outages.waive(touchedBy: outage, with: waiver, at: desk)
        try say("declared an outage at \(words(outage, desk)) and waived", waived, desk)
    }

    private func waive(_ booking: BookingID, with waiver: Violation.Waiver, at desk: HouseDesk) async throws {
        let filter = ViolationFilter(booking: booking)
        let found = try await HouseDesk.ask { () throws(StoreError) in
            try await desk.store.violations(filter, at: desk.clock, under: desk.terms)
        }
        guard let violation = found.first else {
            throw Failure.exit(Failure.data, "booking \(booking) has no violation; `gatehouse violations` shows them")
        }
        if dryRun { return try say("would waive", violation.counts ? [violation] : [], desk) }
        let waived = try await HouseDesk.ask { () throws(StoreError) in
            try await desk.store.waive(filter, with: waiver, at: desk.clock, under: desk.terms)
        }
        try say("waived", waived, desk)
    }

    private func outage(_ why: String, at desk: HouseDesk) throws -> HouseFault {
        let campus = try Given.campus(campus ?? "", in: desk.settings)
        let (from, until) = (try Time.read(from ?? ""), try Time.read(until ?? ""))
        guard from < until else { throw ValidationError("--from must be before --until") }
        var chance = SystemRandomNumberGenerator()
        return HouseFault(
            id: RecordID(at: desk.now, using: &chance), campus: campus.id, kind: .outage, from: from, until: until, detail: why)
    }

    private func words(_ outage: HouseFault, _ desk: HouseDesk) -> String {
        let end = outage.until.map { desk.text($0, at: outage.campus) } ?? "now on"
        return "\(desk.slug(outage.campus)) from \(desk.text(outage.from, at: outage.campus)) to \(end)"
    }

    private func say(_ what: String, _ violations: [Violation], _ desk: HouseDesk) throws {
        let lines = ViolationLines(violations, at: desk)
        if json { return print(try JSONText.of(lines)) }
        print("\(what) \(violations.count) \(violations.count == 1 ? "violation" : "violations")")
        if !violations.isEmpty { print(lines.text) }
    }
}
