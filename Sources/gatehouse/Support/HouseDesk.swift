import ArgumentParser
import Foundation
import GateControl
import GateHardware
import LibraryModel
import LibraryRules
import LibraryStore

/// What the commands about bookings and violations are given.
struct HouseOptions: ParsableArguments {
    @OptionGroup var file: ConfigurationFile

    @Flag(name: .long, help: "Take this machine's clock as right, although nothing has set it since boot (R26).")
    var trustClock = false

    /// The store of this configuration with the clock that the rules are asked with.
    func open() async throws -> HouseDesk {
        let settings = try file.settings()
        let store = try settings.openStore()
        let lastKnown = try await HouseDesk.ask { () throws(StoreError) in try await store.lastKnownTime() }
        let clock = LinuxTime(lastKnown: { lastKnown }).wall()
        return HouseDesk(
            settings: settings, store: store, clock: trustClock ? try clock.taken(lastWritten: lastKnown) : clock)
    }
}

extension ClockReading {
    /// Taken as right because a person says so, which is enough where nothing has set the clock, but not against what was
    /// written last.
    func taken(lastWritten: WallTime?) throws -> ClockReading {
        switch ClockDoubt(self, lastWritten: lastWritten) {
        case .ahead(_)?, .apart(_)?:
            throw Failure.exit(Failure.unavailable, "the clock is far from the last written time, so --trust-clock is not enough; see `gatehouse clock`")
        case .notSynchronised?, nil: return ClockReading(time: time, trust: .trusted)
        }
    }
}

/// A library as staff at a shell see it.
struct HouseDesk {
    let settings: Settings
    let store: SQLiteStore
    let clock: ClockReading

    var now: WallTime { clock.time }
    var terms: HouseTerms { settings.terms }
    var offset: TimeZoneOffset { settings.campuses.first?.hours.offset ?? .shanghai }

    func slug(_ id: CampusID) -> String { settings.campus(id)?.slug ?? "\(id.rawValue)" }

    func campusName(_ id: CampusID) -> BilingualText { settings.campus(id)?.name ?? BilingualText(zh: slug(id), en: slug(id)) }

    func offset(of id: CampusID) -> TimeZoneOffset { settings.campus(id)?.hours.offset ?? offset }

    /// An instant as the clock of a campus shows it.
    func text(_ time: WallTime, at campus: CampusID) -> String { Time.text(time, at: offset(of: campus)) }

    /// Asks the store; a store that cannot answer ends the command with status 74.
    static func ask<Answer>(_ question: () async throws(StoreError) -> Answer) async throws -> Answer {
        do { return try await question() } catch { throw Failure.exit(Failure.disk, "\(error)") }
    }
}
