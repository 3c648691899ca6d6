import Hummingbird

/// `GET /api/v1/events`.
struct EventDesk: Sendable {
    let hub: EventHub
    private let streams: StreamDesk
    private let door: StatusDoor
    private let everybody = Watchers(room: WebLimits.publicWatchers)

    init(streams: StreamDesk, door: StatusDoor, sheets: StatusSheets) {
        (self.streams, self.door) = (streams, door)
        hub = EventHub(streams.parts, sheets: sheets)
    }

    func events(_ ask: Ask) async throws -> Response {
        try Query(ask, []).check()
        guard try await door.tellsAll(ask) else {
            let seat = try everybody.enter()
            return try streams.events(
                ask, welcome: nil, hub.watch(ask, isExact: false).map { event in withExtendedLifetime(seat) { event } })
        }
        return try streams.events(ask, welcome: { _ = try await door.tellsAll(ask) }, hub.watch(ask, isExact: true))
    }
}
