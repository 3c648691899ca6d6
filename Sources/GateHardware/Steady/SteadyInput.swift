public import LibraryModel
internal import Synchronization

/// An input that comes back, watched by a thread of its own: its edges and levels, and why it cannot be read.
public final class SteadyInput: Sendable {
    /// The most news that wait for a slow reader; the oldest beyond are dropped, and the newest level tells the truth.
    public static let mostWaiting = 256

    /// One reader; a second one would share the news with the first. A level or a fault comes each ``InputWatch/period``.
    public let news: AsyncStream<InputNews>
    private let watch: Watch
    /// Declared last: it goes, and is waited for, after the watch was told to end.
    private let thread: OwnThread

    /// Begins to watch the line `name` of `bank`, whether it can be had or not. Throws only when the system has no thread or
    /// file to spare.
    public init(_ name: String, on bank: any LineBank, time: any TimeSource) throws(LineError) {
        let (news, tray) = AsyncStream.makeStream(of: InputNews.self, bufferingPolicy: .bufferingNewest(Self.mostWaiting))
        let watch = Watch(InputWatch(name, on: bank, time: time), time: time, wake: try WakeUp())
        (self.news, self.watch) = (news, watch)
        thread = try OwnThread(for: name) {
            watch.run { tray.yield($0) }
            tray.finish()
        }
    }

    deinit { watch.wake.signal() }

    /// The level now.
    public func read() throws(LineError) -> Bool {
        try watch.state.withLock { (state) throws(LineError) in try state.watch.read() }
    }

    /// When the thread last looked; it does so each ``InputWatch/period``.
    public var lastBeat: Instant { watch.state.withLock { $0.beat } }
}

/// What the watching thread and the input share.
private final class Watch: Sendable {
    struct State {
        var watch: InputWatch
        var beat: Instant
    }

    /// Locked because `read()` may be called while the thread looks. The thread waits outside the lock.
    let state: Mutex<State>
    let wake: WakeUp
    private let time: any TimeSource

    init(_ watch: sending InputWatch, time: any TimeSource, wake: consuming WakeUp) {
        state = Mutex(State(watch: watch, beat: time.now()))
        self.time = time
        self.wake = wake
    }

    /// Tells what is new until it is woken.
    func run(_ tell: (InputNews) -> Void) {
        while true {
            let (news, descriptor) = state.withLock { state in
                state.beat = time.now()
                return (state.watch.look(), state.watch.descriptor)
            }
            for item in news { tell(item) }
            if wake.wait(or: descriptor, atMost: InputWatch.period) == .woken { return }
        }
    }
}
