public import StrictYAML
import LaneControl
import LibraryModel
import LibraryRules

/// Reads a whole configuration, or says everything that is wrong with it.
public enum SettingsFile {
    /// The most campuses, gates and lanes a file may list.
    static let mostCampuses = 16
    static let mostGates = 16
    static let mostLanes = 16

    /// Parses `text`; `name` stands in front of each problem.
    public static func read(_ text: String, name: String) throws(ConfigurationProblems) -> Settings {
        let file = YAMLFile(name: name)
        let top = file.parse(text)
        try file.finish()
        let settings = read(top)
        top.close()
        try file.finish()
        return settings
    }

    private static func read(_ top: YAMLSection) -> Settings {
        let names = TakenNames()
        let campuses = top.sections("campuses", atLeast: 1, atMost: mostCampuses).map { CampusReader.read($0, names) }
        let gates = top.sections("gates", atLeast: 1, atMost: mostGates)
            .compactMap { GateReader.read($0, campuses: campuses, names) }
        let passes = passes(top.section("passes"))
        var admission = RulesReader.admission(top.section("rules"))
        admission.phoneLifetime = passes.lifetime
        return Settings(
            campuses: campuses.compactMap(\.campus), gates: gates,
            house: HousePolicy(
                admission: admission, booking: BookingReader.read(top.section("booking")),
                violations: ViolationReader.read(top.section("violations"))),
            location: RulesReader.location(top.section("location")), passes: passes,
            store: store(top.section("store")), web: WebReader.read(top.section("web")),
            kiosk: kiosk(top.section("kiosk")), log: log(top.section("log")), mqtt: MQTTReader.read(top.section("mqtt")))
    }

    private static func passes(_ section: YAMLSection) -> PassSettings {
        var passes = PassSettings(keys: "/etc/gatehouse/keys")
        section.optional("keys", .text(), into: &passes.keys)
        section.optional("lifetime", .duration(in: .seconds(10)...(.seconds(300))), into: &passes.lifetime)
        section.close()
        return passes
    }

    private static func store(_ section: YAMLSection) -> StoreSettings {
        var store = StoreSettings(folder: "/var/lib/gatehouse")
        let days = Duration.seconds(86_400)...(Duration.seconds(3650 * 86_400))
        section.optional("folder", .text(), into: &store.folder)
        section.optional("largest", largest, into: &store.largest)
        section.optional("keep-facts", .duration(in: days), into: &store.keepFacts)
        section.optional("keep-records", .duration(in: days), into: &store.keepRecords)
        let weeks = Duration.seconds(StoreSettings.leastViolationDays * 86_400)...days.upperBound
        section.optional("keep-violations", .duration(in: weeks), into: &store.keepViolations)
        if store.keepRecords < store.keepFacts {
            section.report("must not be shorter than `keep-facts`", at: "keep-records")
        }
        section.close()
        return store
    }

    /// A bound below what a year of a small library takes would only stop it.
    private static let largest = YAMLValue<Int64?>("`disk` or a size from 1 GiB to 1024 GiB, such as `8 GiB`") { text in
        if text == "disk" { return .some(nil) }
        guard text.hasSuffix(" GiB"), let size = Int64(text.dropLast(4)), (1...1024).contains(size) else { return nil }
        return .some(size << 30)
    }

    private static func kiosk(_ section: YAMLSection) -> KioskSettings {
        var kiosk = KioskSettings()
        section.optional("admit-shown", .duration(in: .seconds(2)...(.seconds(15))), into: &kiosk.times.admit)
        section.optional("refuse-shown", .duration(in: .seconds(3)...(.seconds(30))), into: &kiosk.times.refuse)
        section.optional("viewfinder", .flag, into: &kiosk.viewfinder)
        section.close()
        return kiosk
    }

    private static func log(_ section: YAMLSection) -> LogSettings {
        var log = LogSettings()
        section.optional("level", .choice, into: &log.level)
        section.close()
        return log
    }
}
