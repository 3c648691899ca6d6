/// One watcher's way through an ``EventFeed``; it ends when this is let go of.
public final class FeedWatch: Sendable, AsyncSequence {
    public typealias Element = EventFeed.Item
    private let tray: FeedTray
    private let end: @Sendable () -> Void

    init(tray: FeedTray, end: @escaping @Sendable () -> Void) { (self.tray, self.end) = (tray, end) }

    deinit {
        end()
        tray.close()
    }

    /// Items in their order; nil when the task was cancelled. One task at a time may ask.
    public struct Iterator: AsyncIteratorProtocol {
        fileprivate let watch: FeedWatch

        public mutating func next() async -> EventFeed.Item? { await watch.tray.take() }
    }

    public func makeAsyncIterator() -> Iterator { Iterator(watch: self) }

    /// The next item that is there already; nil when none waits.
    public func waiting() -> EventFeed.Item? { tray.takeWaiting() }
}
