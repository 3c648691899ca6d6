import GateHardware
import LibraryModel
import LibraryStore

/// Counts each campus every five minutes while it is open, or while somebody is in it, and keeps the count.
actor SampleKeeper {
    /// How often it looks: a count that the store refuses is taken a little later on the same grid.
    static let look = Duration.seconds(20)

    private let campuses: [Campus]
    private let store: any GateStore
    private let samples: any SampleStore
    private let hours: HouseHours
    private let time: any TimeSource
    private var last: [CampusID: WallTime] = [:]

    init(
        campuses: [Campus], store: any GateStore, samples: any SampleStore, hours: HouseHours, time: any TimeSource
    ) {
        (self.campuses, self.store, self.samples) = (campuses, store, samples)
        (self.hours, self.time) = (hours, time)
    }

    /// Takes what is due. A clock that nobody believes leaves a gap: a count at a wrong hour would be worse.
    func takeDue() async throws(StoreError) {
        let clock = time.wall()
        guard clock.trust == .trusted else { return }
        for campus in campuses {
            let due = OccupancySample(campus: campus.id, at: clock.time, inside: 0, reserved: 0).at
            guard last[campus.id] != due else { continue }
            let count = try await store.occupancy(of: campus.id, cap: campus.cap)
            let isOpen = await hours.hours(of: campus).opening(onDayOf: clock.time)?.contains(clock.time) ?? false
            if isOpen || count.taken > 0 {
                try await samples.keep(OccupancySample(
                    campus: campus.id, at: due, inside: count.inside, reserved: count.reserved))
            }
            last[campus.id] = due
        }
    }
}
