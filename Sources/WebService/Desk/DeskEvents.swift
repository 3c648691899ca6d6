import GateControl
import Hummingbird
import LaneControl
import LibraryModel
import LibraryRules
import LibraryStore

/// What happens at the gates and at other desks, as it happens.
struct DeskEvents: Sendable {
    /// The longest silence of the stream; its page takes what it shows for old after 8 s of it (`desk.js`).
    static let beat = Duration.seconds(3)

    let desk: DeskHouse
    let streams: StreamDesk?

    func stream(_ ask: Ask) throws -> Response {
        guard let streams else { throw Refused(.notSetUp) }
        let welcome: LiveBody.Welcome = { if try await desk.known(ask, .onFailure) == nil { throw Refused(.signedOut) } }
        return try streams.events(
            ask, heartbeat: Self.beat, welcome: welcome, DeskStream(watch: try streams.watch(ask), desk: desk, ask: ask))
    }

    /// Tells the other desks of an act that belongs to no lane.
    func tell(_ act: ActRecord) {
        guard let streams, let deed = act.deed else { return }
        streams.parts.feed.publish(Happening(
            at: desk.house.clock, gate: Happening.nowhere.gate, lane: Happening.nowhere.lane,
            what: .desk(deed, act.campus)))
    }
}

/// The events of one desk; ends with its session.
struct DeskStream: AsyncSequence, Sendable {
    typealias Element = ServerSentEvent

    let watch: FeedWatch
    let desk: DeskHouse
    let ask: Ask

    struct Iterator: AsyncIteratorProtocol {
        let stream: DeskStream
        private var items: FeedWatch.Iterator
        /// What changed is to be asked for anew, when nothing more waits.
        private var owesNow = false

        init(_ stream: DeskStream) {
            self.stream = stream
            items = stream.watch.makeAsyncIterator()
        }

        mutating func next() async throws -> ServerSentEvent? {
            while true {
                let waiting = stream.watch.waiting()
                if waiting == nil, owesNow {
                    owesNow = false
                    return try ServerSentEvent(name: "now", json: [String: String]())
                }
                guard let item = if let waiting { waiting } else { await items.next() } else { return nil }
                guard try await stream.desk.known(stream.ask, .onFailure) != nil else { return nil }
                if let event = try stream.event(of: item, &owesNow) { return event }
            }
        }
    }

    func makeAsyncIterator() -> Iterator { Iterator(self) }

    /// Nil for what the desk is not told of by itself.
    private func event(of item: EventFeed.Item, _ owesNow: inout Bool) throws -> ServerSentEvent? {
        switch item {
        case .missed(let count):
            owesNow = true
            return try ServerSentEvent(name: "missed", json: ["count": count])
        case .event(let event):
            let told = DeskEvent(event.happening, at: desk.house.parts.lanes, desk.house.terms)
            owesNow = owesNow || told.changesNow
            return try told.name.map { try ServerSentEvent(id: "\(event.place)", name: $0, json: told.data) }
        }
    }
}
