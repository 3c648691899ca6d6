import ArgumentParser
import GateControl
import GateHardware
import LibraryModel
import LibraryStore

/// `gatehouse clock`: whether the clock is believed, and accepting one that is right.
struct ClockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clock", abstract: "Say whether the clock is believed, or accept one that is right.",
        subcommands: [Show.self, Accept.self], defaultSubcommand: Show.self)

    /// `gatehouse clock show`: only looks.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say what the clock shows, what was written last, and whether it is believed.",
            discussion: "Exit status 0 when it is believed, 1 when not.")

        @OptionGroup var file: ConfigurationFile

        func run() async throws {
            let settings = try file.settings()
            let glance: StoreGlance?
            do { glance = try StoreGlance.look(at: settings.store.database) } catch {
                throw Failure.exit(Failure.disk, "\(error)")
            }
            let written = glance?.lastWritten
            let clock = LinuxTime(lastKnown: { written }).wall()
            print("the clock shows \(Time.text(clock.time)); last written: \(written.map { Time.text($0) } ?? "never")")
            guard let doubt = ClockDoubt(clock, lastWritten: written) else { return print("it is believed") }
            print(doubt.words.en)
            throw ExitCode(1)
        }
    }

    /// `gatehouse clock accept`: staff say that the clock is right.
    struct Accept: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say that the clock is right, although it is far from the last written time.",
            discussion: """
                Compare it with a right clock first: what is old by it is then deleted, and bookings that are past by it end.
                A gate that runs goes by it within seconds. Who and why are kept with the staff acts. A clock that is near the last
                written time needs nobody's word: if it is not believed, no time service keeps it.
                """)

        @OptionGroup var file: ConfigurationFile

        @Option(name: .long, help: "Who says so.")
        var by: String

        @Option(name: .long, help: "Why, such as what it was compared with.")
        var why: String

        func run() async throws {
            let (who, why) = (try Given.name(by, "--by"), try Given.sentence(why, "--why"))
            let store = try file.settings().openStore()
            let written = try await HouseDesk.ask { () throws(StoreError) in try await store.lastKnownTime() }
            let clock = LinuxTime(lastKnown: { written }).wall()
            var chance = SystemRandomNumberGenerator()
            let act = OverrideRecord(
                id: RecordID(at: clock.time, using: &chance), at: clock.time, lane: nil, who: who,
                action: DeskDeed.acceptClock.rawValue, why: why, needed: true)
            let doubt = try await HouseDesk.ask { () throws(StoreError) in try await store.accept(clock, by: act) }
            guard let doubt else { return print("the clock is believed already: \(Time.text(clock.time))") }
            guard doubt.canBeAccepted else {
                throw Failure.exit(Failure.unavailable, "no time service keeps this clock, so nobody can accept it; start one, such as chrony")
            }
            print("accepted: it is \(Time.text(clock.time))")
            // A person's word is no time service.
            let now = LinuxTime(lastKnown: { clock.time }).wall()
            if let left = ClockDoubt(now, lastWritten: clock.time) { print("but \(left.words.en)") }
        }
    }
}
