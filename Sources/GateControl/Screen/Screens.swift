public import GateHardware
public import LibraryModel
import LibraryRules
public import LibraryStore
public import ServiceLifecycle
import Synchronization

/// The screens of all lanes: hears what happens at them, and knows the house as it was a moment ago. Nobody who looks at
/// a screen waits for the store.
public final class Screens: Service {
    /// What stands beside the state of every lane of a campus.
    public struct Glance: Hashable, Sendable {
        public fileprivate(set) var count: CountReading
        /// When the house opens next, or opened today while it is open.
        public let opens: WallTime?
        public let closes: WallTime?
        public let house: ScreenHouse
    }

    /// How often the house is looked at while somebody watches a screen.
    static let period = Duration.seconds(1)

    public let lanes: [LanePlace]
    private let campuses: [CampusID: Campus]
    private let store: any GateStore
    private let hours: HouseHours
    private let time: any TimeSource
    /// Locked because controllers tell on their threads what watchers read on theirs; held for one step of a machine.
    private let state: Mutex<State>

    private struct State {
        var screens: [LaneID: LaneScreen]
        var glances: [CampusID: Glance] = [:]
        /// Why nothing can be written now, as whoever keeps house found.
        var refusal: StoreError?
        var bells: [UInt64: (lane: LaneID, ring: @Sendable () -> Void)] = [:]
        var lastBell: UInt64 = 0
    }

    public init(
        lanes: [LanePlace], campuses: [Campus], times: LaneScreen.Times, store: any GateStore, hours: HouseHours,
        time: any TimeSource
    ) {
        (self.lanes, self.store, self.hours, self.time) = (lanes, store, hours, time)
        let known = Dictionary(uniqueKeysWithValues: campuses.map { ($0.id, $0) })
        self.campuses = known
        let name: @Sendable (CampusID) -> BilingualText = { known[$0]?.name ?? BilingualText(zh: "\($0.rawValue)", en: "\($0.rawValue)") }
        state = Mutex(State(screens: Dictionary(uniqueKeysWithValues: lanes.map { place in
            let offset = known[place.campus]?.hours.offset ?? .shanghai
            return (place.lane, LaneScreen(direction: place.direction, times: times, offset: offset, campusName: name))
        })))
    }

    /// Something happened at a lane; returns at once.
    public func hear(_ news: LaneNews, at lane: LaneID) {
        let rings = state.withLock { state in
            state.screens[lane]?.hear(news, at: time.now())
            return state.bells.values.filter { $0.lane == lane }.map(\.ring)
        }
        rings.forEach { $0() }
    }

    /// What the screen of a lane shows now, and the house beside it; nil when there is no such lane.
    public func state(of lane: LaneID) -> (screen: ScreenState, glance: Glance?)? {
        guard let place = lanes.first(where: { $0.lane == lane }) else { return nil }
        return state.withLock { state in
            guard let screen = state.screens[lane] else { return nil }
            var glance = state.glances[place.campus]
            var house = glance?.house ?? ScreenHouse(now: time.wall().time)
            house.canRecord = house.canRecord && state.refusal == nil
            // Passages may be among what waits.
            if !screen.standing.canRecord, let count = glance?.count { glance?.count = count.lateIfExact }
            return (screen.state(at: time.now(), house: house), glance)
        }
    }

    /// What the store said to whoever keeps house; nil for nothing that concerns an entry.
    public func hear(refusal: StoreError?) { state.withLock { $0.refusal = refusal } }

    /// Calls `ring` whenever something happens at the lane, until the answer is let go of; it must return at once.
    public func watch(_ lane: LaneID, _ ring: @escaping @Sendable () -> Void) -> ScreenBell {
        let name = state.withLock { state in
            state.lastBell += 1
            state.bells[state.lastBell] = (lane, ring)
            return state.lastBell
        }
        return ScreenBell { [weak self] in self?.state.withLock { $0.bells[name] = nil } }
    }

    /// How many watch a screen.
    public var watchers: Int { state.withLock { $0.bells.count } }

    /// Looks at the house again and again while somebody watches.
    public func run() async throws {
        try? await cancelWhenGracefulShutdown { [self] in
            while !Task.isCancelled {
                if state.withLock({ !$0.bells.isEmpty || $0.glances.isEmpty }) { await refresh() }
                try await time.sleep(until: time.now() + Self.period)
            }
        }
    }

    /// Looks at the house now.
    public func refresh() async {
        for campus in campuses.values {
            let before = state.withLock { $0.glances[campus.id]?.count }
            let count = await CountReading.take(of: campus, from: store, at: time.wall().time, after: before)
            let opening = await hours.hours(of: campus)
            let glance = Self.glance(count, opening, time.wall())
            state.withLock { $0.glances[campus.id] = glance }
        }
    }

    private static func glance(_ count: CountReading, _ hours: OpeningHours, _ clock: ClockReading) -> Glance {
        let isTrusted = clock.trust == .trusted
        let today = isTrusted ? hours.opening(onDayOf: clock.time).flatMap { $0.contains(clock.time) ? $0 : nil } : nil
        let next = isTrusted ? hours.nextOpening(after: clock.time) : nil
        return Glance(
            count: count, opens: today?.opens ?? next?.opens, closes: (today ?? next)?.closes,
            house: ScreenHouse(
                now: clock.time, isOpen: isTrusted ? today != nil : nil, nextOpening: next?.opens,
                isFull: count.occupancy?.isFull ?? false, canRecord: count.isFresh))
    }
}

/// Somebody's wish to hear of a lane; it ends when this is let go of.
public final class ScreenBell: Sendable {
    private let end: @Sendable () -> Void

    init(end: @escaping @Sendable () -> Void) { self.end = end }

    deinit { end() }
}
