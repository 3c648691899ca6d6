import Hummingbird

/// `GET /api/v1/events`.
struct EventDesk: Sendable {
    let hub: EventHub
    private let streams: StreamDesk
    private let door: StatusDoor

    init(streams: StreamDesk, door: StatusDoor, sheets: StatusSheets) {
        (self.streams, self.door) = (streams, door)
        hub = EventHub(streams.parts, sheets: sheets)
    }

    func events(_ ask: Ask) async throws -> Response {
        try Query(ask, []).check()
        let (tellsAll, isKnown) = try await door.tells(ask)
        let welcome: LiveBody.Welcome = { _ = try await door.tellsAll(ask) }
        return try streams.events(
            ask, stranger: isKnown ? nil : ask.caller, welcome: isKnown ? welcome : nil, hub.watch(ask, isExact: tellsAll))
    }
}
