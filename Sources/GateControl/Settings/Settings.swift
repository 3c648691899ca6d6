public import LibraryModel
public import LibraryRules

/// Everything that a library chooses, checked as a whole (``SettingsFile``). Each field is a key of `deploy/gatehouse.yaml`.
public struct Settings: Sendable {
    public var campuses: [Campus]
    public var gates: [GateSettings]
    public var admission: AdmissionPolicy
    public var location: LocationPolicy
    public var passes: PassSettings
    public var store: StoreSettings
    public var web: WebSettings
    public var log: LogSettings

    public init(
        campuses: [Campus], gates: [GateSettings], admission: AdmissionPolicy, location: LocationPolicy,
        passes: PassSettings, store: StoreSettings, web: WebSettings, log: LogSettings
    ) {
        (self.campuses, self.gates, self.admission, self.location) = (campuses, gates, admission, location)
        (self.passes, self.store, self.web, self.log) = (passes, store, web, log)
    }

    public func campus(_ id: CampusID) -> Campus? { campuses.first { $0.id == id } }
    public func campus(slug: String) -> Campus? { campuses.first { $0.slug == slug } }
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
    public var keepRecords: Duration = .seconds(90 * 86_400)

    public init(folder: String) { self.folder = folder }

    /// The database file.
    public var database: String { folder + "/gatehouse.db" }
}

/// The HTTP service. It listens on loopback; TLS and the outside belong to a reverse proxy.
public struct WebSettings: Hashable, Sendable {
    public var address: String = "127.0.0.1"
    public var port: Int = 8080

    public init() {}
}

/// What goes to the log.
public struct LogSettings: Hashable, Sendable {
    /// The least that is written, finest first.
    public enum Level: String, Sendable, CaseIterable { case debug, info, notice, warning, error }

    public var level: Level = .info

    public init() {}
}
