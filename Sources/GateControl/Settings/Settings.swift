public import LibraryModel
public import LibraryRules
public import LibraryStore

/// Everything that a library chooses, checked as a whole (``SettingsFile``). Each field is a key of `deploy/gatehouse.yaml`.
public struct Settings: Sendable {
    public var campuses: [Campus]
    public var gates: [GateSettings]
    /// The readings of the rules, at the gate and on the phone.
    public var house: HousePolicy
    public var location: LocationPolicy
    public var passes: PassSettings
    public var store: StoreSettings
    public var web: WebSettings
    public var kiosk: KioskSettings
    public var log: LogSettings
    public var mqtt: MQTTSettings

    public init(
        campuses: [Campus], gates: [GateSettings], house: HousePolicy, location: LocationPolicy,
        passes: PassSettings, store: StoreSettings, web: WebSettings, kiosk: KioskSettings = KioskSettings(),
        log: LogSettings, mqtt: MQTTSettings = MQTTSettings()
    ) {
        (self.campuses, self.gates, self.house, self.location) = (campuses, gates, house, location)
        (self.passes, self.store, self.web, self.kiosk) = (passes, store, web, kiosk)
        (self.log, self.mqtt) = (log, mqtt)
    }

    /// The part of ``house`` that decides at a gate.
    public var admission: AdmissionPolicy {
        get { house.admission }
        set { house.admission = newValue }
    }

    /// What the store decides about bookings by.
    public var terms: HouseTerms { HouseTerms(policy: house, campuses: campuses) }

    public func campus(_ id: CampusID) -> Campus? { campuses.first { $0.id == id } }
    public func campus(slug: String) -> Campus? { campuses.first { $0.slug == slug } }
    /// Those with a gate on this board; who is inside the others is counted elsewhere.
    public var countedCampuses: [Campus] { campuses.filter { campus in gates.contains { $0.campus == campus.id } } }
}

/// Where keys lie and how long passes live (design section 4).
public struct PassSettings: Hashable, Sendable {
    /// The folder of the key files.
    public var keys: String
    public var lifetime: Duration = .seconds(60)

    public init(keys: String) { self.keys = keys }
}

/// Where the records lie and how long each kind is kept.
public struct StoreSettings: Hashable, Sendable {
    public var folder: String
    /// Facts of a decision, for disputes and replay.
    public var keepFacts: Duration = .seconds(30 * 86_400)
    /// Presentations, visits, staff acts and lane events.
    /// The most bytes of the store; nil for as many as the disk has room for.
    public var largest: Int64?
    public var keepRecords: Duration = .seconds(90 * 86_400)
    /// Violations with their appeals and bookings, and faults of the house.
    public var keepViolations: Duration = .seconds(180 * 86_400)

    /// A suspension may rest on a violation of the week before last (R19).
    static let leastViolationDays = 28

    public init(folder: String) { self.folder = folder }

    /// The database file.
    public var database: String { folder + "/gatehouse.db" }
}

/// The screens beside the lanes.
public struct KioskSettings: Hashable, Sendable {
    public var times = LaneScreen.Times()
    /// Whether a screen shows what its lane's camera sees, small and grey, so that one can aim.
    public var viewfinder = true

    public init() {}
}

/// What goes to the log.
public struct LogSettings: Hashable, Sendable {
    /// The least that is written, finest first.
    public enum Level: String, Sendable, CaseIterable { case debug, info, notice, warning, error }

    public var level: Level = .info

    public init() {}
}
