import GateControl
import HTTPTypes
import Hummingbird
import LibraryModel
import NIOCore

/// Answers that go on: counts who watches, and writes events (WHATWG HTML section 9.2).
struct StreamDesk: Sendable {
    /// How long a client waits before it comes back after a stream broke.
    static let retry = Duration.seconds(1)

    let parts: LiveParts
    private let watchers = Room<Caller>(
        WebLimits.watchers, strangers: WebLimits.publicWatchers, each: WebLimits.publicWatchersEach)

    init(_ parts: LiveParts) { self.parts = parts }

    /// A stream of events; 503 when too many watch. The sequence is asked for one event at a time, so what a slow client
    /// leaves stays in the sequence: one that has a bound must say itself what is dropped. `welcome` is asked again and
    /// again, where not everybody may listen; `stranger` is who asks where nobody knows.
    func events<Events: AsyncSequence & Sendable>(
        _ ask: Ask, stranger: Caller? = nil, heartbeat: Duration = .seconds(15), tick: LiveBody.Tick? = nil,
        welcome: LiveBody.Welcome?, _ events: Events
    ) throws -> Response where Events.Element == ServerSentEvent {
        let body = LiveBody(
            parts: parts, connection: ask.connection, seat: try seat(for: stranger),
            opening: ServerSentEvent.retry(after: Self.retry),
            heartbeat: LiveBody.Heartbeat(every: heartbeat, bytes: ServerSentEvent.heartbeat), tick: tick,
            welcome: welcome)
        return Response(status: .ok, headers: Self.headers("text/event-stream"), body: body.body(events.map(\.bytes)))
    }

    /// A stream of whatever `type` says, chunk by chunk; 503 when too many watch.
    func chunks<Chunks: AsyncSequence & Sendable>(
        _ ask: Ask, _ type: String, heartbeat: ByteBuffer, welcome: LiveBody.Welcome?, _ chunks: Chunks
    ) throws -> Response where Chunks.Element == ByteBuffer {
        let body = LiveBody(
            parts: parts, connection: ask.connection, seat: try seat(for: nil), opening: ByteBuffer(),
            heartbeat: LiveBody.Heartbeat(every: .seconds(5), bytes: heartbeat), tick: nil, welcome: welcome)
        return Response(status: .ok, headers: Self.headers(type), body: body.body(chunks))
    }

    private func seat(for stranger: Caller?) throws(Refused) -> Room<Caller>.Seat {
        guard let seat = watchers.enter(stranger) else { throw Refused(.tooManyWatchers) }
        return seat
    }

    /// What the gates do from the place that the client names in `Last-Event-ID`, or from now on; 503 when too many watch.
    func watch(_ ask: Ask) throws(Refused) -> FeedWatch {
        guard let watch = parts.feed.watch(after: ask.lastEvent) else { throw Refused(.tooManyWatchers) }
        return watch
    }

    /// Nothing on the way may keep a stream, or wait for its end (nginx, `proxy_buffering`).
    static func headers(_ type: String) -> HTTPFields {
        var headers: HTTPFields = [.contentType: type, .cacheControl: "no-cache, no-store"]
        if let name = HTTPField.Name("X-Accel-Buffering") { headers[name] = "no" }
        return headers
    }
}

extension Ask {
    /// Where the client was when its stream broke; nil when it comes for the first time. Words that name no place stand
    /// for one that nobody knows any more.
    var lastEvent: EventFeed.Place? {
        guard let text = HTTPField.Name("Last-Event-ID").flatMap(header) else { return nil }
        return EventFeed.Place(text) ?? .unknown
    }
}

extension StreamDesk? {
    /// Refuses where nothing goes on.
    func orRefused() throws(Refused) -> StreamDesk {
        guard let self else { throw Refused(.notSetUp) }
        return self
    }
}
