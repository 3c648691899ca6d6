public import GateControl
public import GateHardware
import LibraryModel
public import ServiceLifecycle

/// Says how the gate does, and what happens there, to whoever listens at a broker. It only listens to the feed and asks for
/// the status, at most once a second, so nothing at the gate waits for it.
public struct StatusPublisher: Service {
    /// How soon after something happened the status is said anew, and how often at the most.
    static let rest = Duration.seconds(1)

    private let outlet: any MessageOutlet
    private let feed: EventFeed
    private let report: @Sendable () async -> StatusReport
    private let time: any TimeSource
    private let status: StatusMessages
    private let events: EventMessages
    private let discovery: Discovery

    /// - Parameter report: how the gate does now.
    public init(
        settings: Settings, version: String, to outlet: any MessageOutlet, feed: EventFeed, time: any TimeSource,
        report: @escaping @Sendable () async -> StatusReport
    ) {
        (self.outlet, self.feed, self.time, self.report) = (outlet, feed, time, report)
        status = StatusMessages(settings: settings)
        events = EventMessages(settings: settings)
        discovery = Discovery(settings: settings, version: version)
    }

    /// What the broker is to say when this board goes without a word.
    public static func will(_ settings: Settings) -> Message { StatusTopics(settings: settings).farewell }

    public func run() async {
        let watch = feed.watch()
        let (news, somethingNew) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                group.addTask { await tellEvents(of: watch, somethingNew) }
                group.addTask {
                    for await _ in outlet.openings {
                        for message in discovery.messages() { outlet.send(message) }
                        await tellStatus()
                    }
                }
                group.addTask {
                    for await _ in news {
                        await tellStatus()
                        guard await pause(Self.rest) else { return }
                    }
                }
                group.addTask { while await pause(StatusMessages.period) { somethingNew.yield() } }
            }
        }
        await outlet.close(saying: [status.topics.farewell])
    }

    /// Events go out as they happen; whatever happens may have changed the status.
    private func tellEvents(of watch: FeedWatch?, _ somethingNew: AsyncStream<Void>.Continuation) async {
        guard let watch else { return }
        for await item in watch {
            switch item {
            case .event(let event):
                if let message = events.message(event.happening) { outlet.send(message) }
            case .missed(let count): outlet.send(events.missed(count))
            }
            somethingNew.yield()
        }
    }

    private func tellStatus() async {
        guard outlet.isOpen else { return }
        for message in status.messages(await report()) { outlet.send(message) }
    }

    /// False when the program stops.
    private func pause(_ length: Duration) async -> Bool {
        do { try await time.sleep(until: time.now() + length) } catch { return false }
        return !Task.isCancelled
    }
}
