public import GateHardware
public import LibraryModel
import QRReader
import Synchronization

/// One lane's camera and decoder, on a thread of their own: decoding takes tens of milliseconds and waits for nobody.
public final class CodeReader: Sendable {
    /// What the thread has to say.
    public enum Event: Sendable {
        /// A code begins a presentation; `seen` is the instant of its first successful decode (R10).
        case code([UInt8], seen: Instant)
        /// How the camera does has changed.
        case health(CameraHealth)
    }

    /// The most events that wait for the controller; the oldest is dropped beyond, which a patron answers by holding on.
    public static let mostWaiting = 32
    /// How long the camera may be quiet before the thread looks whether it should end.
    static let patience = Duration.milliseconds(200)

    /// Presentations and health; ends after ``stop()`` or when no more pictures will come.
    public let events: AsyncStream<Event>
    /// What the camera gives.
    public let tally: FrameTally
    private let source: any FrameSource
    private let beats: Beats
    private let thread: OwnThread

    /// Starts at once. `budget` bounds the decoding of one frame; `viewfinder` is offered each of them. Throws when the
    /// decoder or a thread cannot be had.
    public init(
        lane: LaneID, source: any FrameSource, budget: Duration, time: any TimeSource, viewfinder: Viewfinder? = nil
    ) throws {
        let (events, tray) = AsyncStream.makeStream(of: Event.self, bufferingPolicy: .bufferingNewest(Self.mostWaiting))
        let (beats, tally) = (Beats(time: time), FrameTally())
        (self.events, self.source, self.beats, self.tally) = (events, source, beats, tally)
        _ = try DecoderChain.kiosk()
        thread = try OwnThread(for: "reading codes at \(lane)") {
            Self.read(source, budget: budget, time: time, beats: beats, tally: tally, viewfinder: viewfinder, into: tray)
        }
    }

    deinit { stop() }

    /// Ends the thread and lets go of the camera.
    public func stop() {
        beats.end()
        source.close()
    }

    /// When the thread last asked the camera: what the watchdog looks at.
    public var lastBeat: Instant { beats.last }

    private static func read(
        _ source: any FrameSource, budget: Duration, time: any TimeSource, beats: Beats, tally: FrameTally,
        viewfinder: Viewfinder?,
        into tray: AsyncStream<Event>.Continuation
    ) {
        defer { tray.finish() }
        // The chain holds a scanner that belongs to one thread, so it is made on it.
        guard var chain = try? DecoderChain.kiosk() else { return }
        var filter = PresentationFilter()
        var health = CameraHealth.starting
        func note(_ new: CameraHealth) {
            if new != health { tray.yield(.health(new)) }
            health = new
        }
        while beats.beat() {
            switch source.next(waitingAtMost: patience) {
            case .frame(let frame):
                note(.seeing)
                viewfinder?.offer(frame.image, at: time.now())
                let payloads = chain.read(frame.image, taken: frame.taken, budget: budget, now: { time.now() })
                let fresh = filter.see(payloads, at: time.now())
                for code in fresh { tray.yield(.code(code.bytes, seen: time.now())) }
                tally.count(at: time.now(), codes: fresh.count)
            case .quiet: break
            case .fault(let error): note(.fault(error.description))
            case .ended:
                note(.ended)
                return
            }
        }
    }
}

/// The sign of life of a reader's thread, and the word that ends it.
private final class Beats: Sendable {
    private let time: any TimeSource
    /// Locked because the thread and its owner both look; the lock is held for two assignments.
    private let state: Mutex<(last: Instant, ended: Bool)>

    init(time: any TimeSource) {
        self.time = time
        state = Mutex((time.now(), false))
    }

    /// Notes that the thread lives; false when it should end.
    func beat() -> Bool {
        let now = time.now()
        return state.withLock { state in
            state.last = now
            return !state.ended
        }
    }

    func end() { state.withLock { $0.ended = true } }
    var last: Instant { state.withLock { $0.last } }
}
