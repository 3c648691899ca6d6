public import GateHardware
public import LibraryModel
public import LibraryStore

/// Puts the status together when somebody asks, and remembers the last count for when the store does not answer.
public actor StatusBoard {
    /// A passage that has waited to be written for longer makes the count late.
    static let patience = Duration.milliseconds(500)
    /// A store grows slowly, but a disk fills and is freed within seconds.
    static let roomEvery = Duration.seconds(5)

    private let settings: Settings
    private let gates: [GateController]
    private let store: any GateStore
    private let time: any TimeSource
    private let version: String
    private let hours: HouseHours
    private let tallies: [LaneID: FrameTally]
    private let refusal: @Sendable () async -> StoreError?
    private let started: Instant
    private var lastCounts: [CampusID: CountReading] = [:]
    private var lastRoom: (room: StoreRoom, at: Instant)?

    /// `hours` nil: those of the settings. `tallies` are of the lanes that have a camera. `refusal` is what the store said to
    /// whoever writes again and again: one that another program holds answers every question, and takes nothing.
    public init(
        settings: Settings, gates: [GateController], store: any GateStore, time: any TimeSource, version: String,
        hours: HouseHours? = nil, tallies: [LaneID: FrameTally] = [:],
        refusal: @escaping @Sendable () async -> StoreError? = { nil }
    ) {
        (self.settings, self.gates, self.store, self.time) = (settings, gates, store, time)
        (self.version, self.tallies, self.refusal) = (version, tallies, refusal)
        self.hours = hours ?? HouseHours(bookings: nil, time: time)
        started = time.now()
    }

    /// The status of this moment.
    public func report() async -> StatusReport {
        let wall = time.wall()
        let trusted = wall.trust == .trusted
        let offset = settings.campuses.first?.hours.offset ?? .shanghai
        var gates: [GateStatus] = []
        var late = Set<CampusID>()
        var refusal = await self.refusal()
        var record = StatusReport.Record(waiting: 0, lost: 0, problem: nil)
        for gate in self.gates {
            gates.append(await gate.status(offset: offset, tallies: tallies))
            let backlog = await gate.backlog()
            record.waiting += backlog.waiting
            record.lost += backlog.lost
            record.problem = record.problem ?? backlog.lastError?.description
            if isLate(backlog) { late.insert(gate.plan.campus) }
            if let said = backlog.refusal, said.stopsEveryChange { refusal = refusal ?? said }
        }
        var campuses: [CampusStatus] = []
        for campus in settings.campuses {
            campuses.append(await status(of: campus, at: wall, isLate: late.contains(campus.id)))
        }
        let doubt = trusted ? nil : ClockDoubt(wall, lastWritten: (try? await store.lastKnownTime()) ?? nil)
        let room = await room()
        let troubles = await troubles(refusal).map(StatusReport.Trouble.init)
        let well = trusted && record.waiting == 0 && record.lost == 0 && room?.isNearlyFull != true && troubles.isEmpty
            && campuses.allSatisfy { $0.quality == .exact || $0.source == .elsewhere }
            && !gates.flatMap(\.lanes).contains(where: \.needsCare)
        return StatusReport(
            asOf: LocalTime(wall.time, at: offset).description, version: version,
            uptimeSeconds: Int((time.now() - started).components.seconds), health: well ? .healthy : .degraded,
            clock: trusted ? .trusted : .untrusted, clockDoubt: doubt.map(StatusReport.Doubt.init), record: record,
            store: room.map(StatusReport.Room.init), storeTroubles: troubles.isEmpty ? nil : troubles, campuses: campuses,
            gates: gates)
    }

    private func troubles(_ refusal: StoreError?) async -> [StoreTrouble] {
        do {
            return try await store.troubles() + (refusal.map { [.unanswered($0)] } ?? [])
        } catch { return [.unanswered(error)] }
    }

    private func room() async -> StoreRoom? {
        let now = time.now()
        if let lastRoom, now - lastRoom.at < Self.roomEvery { return lastRoom.room }
        lastRoom = nil
        guard let room = try? await store.room() else { return nil }
        lastRoom = (room, now)
        return room
    }

    /// A passage is on its way to the disk for milliseconds; what the store has refused, or not taken for longer, makes the
    /// count late.
    private func isLate(_ backlog: RecordKeeper.Backlog) -> Bool {
        guard let since = backlog.passagesSince else { return false }
        return backlog.lastError != nil || time.now() - since >= Self.patience
    }

    /// The newest count and where it comes from; nil for one that is counted elsewhere.
    private func count(_ campus: Campus, at now: WallTime, isLate: Bool) async -> (CampusStatus.Source, CountReading?) {
        guard settings.countedCampuses.contains(where: { $0.id == campus.id }) else { return (.elsewhere, nil) }
        let reading = await CountReading.take(of: campus, from: store, at: now, after: lastCounts[campus.id])
        lastCounts[campus.id] = reading
        let source: CampusStatus.Source = reading.isFresh ? .visits : reading.occupancy == nil ? .unknown : .lastKnown
        return (source, isLate ? reading.lateIfExact : reading)
    }

    private func status(of campus: Campus, at wall: ClockReading, isLate: Bool) async -> CampusStatus {
        let now = wall.time
        let (source, reading) = await count(campus, at: now, isLate: isLate)
        let count = reading?.occupancy ?? Occupancy(inside: 0, reserved: 0, cap: campus.cap)
        let (asOf, quality) = (reading?.asOf ?? now, reading?.quality ?? .unknown)
        let opening = await hours.hours(of: campus).opening(onDayOf: now)
        let offset = campus.hours.offset
        let open = opening?.contains(now) ?? false
        return CampusStatus(
            campus: campus.slug, name: campus.name, inside: count.inside, reserved: count.reserved, cap: campus.cap,
            state: open ? (count.isFull ? .full : .open) : .closed,
            opens: opening.map { LocalTime($0.opens, at: offset).description },
            closes: opening.map { LocalTime($0.closes, at: offset).description },
            asOf: LocalTime(asOf, at: offset).description, source: source, quality: quality,
            level: FillLevel(
                taken: count.taken, cap: campus.cap, isOpen: open, quality: quality,
                clockIsTrusted: wall.trust == .trusted))
    }
}
