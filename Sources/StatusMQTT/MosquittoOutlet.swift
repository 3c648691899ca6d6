public import GateControl
public import GateHardware
import LibraryModel
import Synchronization

/// A broker reached by libmosquitto, on a thread of its own. While it cannot be reached nothing is kept, and it is tried
/// again ever more seldom; a broker that takes nothing makes messages drop, never wait.
public final class MosquittoOutlet: MessageOutlet {
    /// What whoever looks after the gate may want to know.
    public enum News: Hashable, Sendable {
        case connected
        /// The connection ended or could not be made. Said once for the same reason.
        case lost(BrokerError)
        /// So many messages were dropped since a connection began, because the broker was too slow.
        case dropped(Int)
        /// The broker is there and does not let the account say what it says; its words. Said once a connection.
        case refused(String)
    }

    /// The most messages that wait for the thread.
    static let mostWaiting = 512
    /// The most messages that the broker has not confirmed.
    static let mostUnconfirmed = 20
    /// How long the broker has to let us in.
    static let patience = Duration.seconds(10)
    /// How long last words may take.
    static let lastPatience = Duration.seconds(2)

    public let openings: AsyncStream<Void>
    private let line: Line
    /// Declared last: it goes, and is waited for, after the line was told to end.
    private let thread: OwnThread

    /// Begins to connect at once. `will` is what the broker says when this board goes without a word.
    public init(
        to settings: MQTTSettings, called name: String, will: Message, time: any TimeSource, backoff: Backoff = Backoff(),
        tell: @escaping @Sendable (News) -> Void
    ) throws(LineError) {
        let (openings, opening) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        self.openings = openings
        let line = try Line(
            settings: settings, name: name, will: will, time: time, tell: tell, opening: opening, bell: WakeUp())
        self.line = line
        thread = try OwnThread(for: "MQTT") { line.run(backoff) }
    }

    deinit { line.end(saying: []) }

    public var isOpen: Bool { line.isOpen }
    public func send(_ message: Message) { line.send(message) }

    public func close(saying last: [Message]) async {
        line.end(saying: last)
        for await _ in line.ended {}
    }
}

/// What the thread and its outlet share.
private final class Line: Sendable {
    private struct Box {
        var isOpen = false
        var isEnding = false
        var waiting: [Message] = []
        var dropped = 0
    }

    private let settings: MQTTSettings
    private let name: String
    private let will: Message
    private let time: any TimeSource
    private let tell: @Sendable (MosquittoOutlet.News) -> Void
    private let opening: AsyncStream<Void>.Continuation
    private let bell: WakeUp
    /// Locked because messages come from tasks and go on the thread.
    private let box = Mutex(Box())
    /// Ends with the thread's work.
    let ended: AsyncStream<Void>
    private let end: AsyncStream<Void>.Continuation

    init(
        settings: MQTTSettings, name: String, will: Message, time: any TimeSource,
        tell: @escaping @Sendable (MosquittoOutlet.News) -> Void, opening: AsyncStream<Void>.Continuation,
        bell: consuming WakeUp
    ) {
        (self.settings, self.name, self.will, self.time) = (settings, name, will, time)
        (self.tell, self.opening) = (tell, opening)
        self.bell = bell
        (ended, end) = AsyncStream.makeStream(of: Void.self)
    }

    var isOpen: Bool { box.withLock { $0.isOpen && !$0.isEnding } }

    func send(_ message: Message) {
        let isTaken = box.withLock { box in
            guard box.isOpen, !box.isEnding else { return false }
            guard box.waiting.count < MosquittoOutlet.mostWaiting, message.payload.utf8.count <= Message.largestPayload else {
                box.dropped += 1
                return false
            }
            box.waiting.append(message)
            return true
        }
        if isTaken { bell.signal() }
    }

    func end(saying last: [Message]) {
        box.withLock { box in
            if box.isOpen, !box.isEnding { box.waiting += last }
            box.isEnding = true
        }
        bell.signal()
    }

    // MARK: On the thread

    func run(_ first: Backoff) {
        var (backoff, told) = (first, BrokerError?.none)
        while !box.withLock({ $0.isEnding }) {
            do throws(BrokerError) {
                try talk {
                    backoff.reset()
                    told = nil
                }
            } catch {
                if told != error { tell(.lost(error)) }
                told = error
            }
            let dropped = box.withLock { box in
                defer { (box.isOpen, box.waiting, box.dropped) = (false, [], 0) }
                return box.dropped
            }
            if dropped > 0 { tell(.dropped(dropped)) }
            let next = time.now() + backoff.next()
            while !box.withLock({ $0.isEnding }), case let left = next - time.now(), left > .zero {
                _ = bell.wait(atMost: left)
            }
        }
        opening.finish()
        end.finish()
    }

    /// One connection from its beginning to its end; returns when it was told to end, throws when it broke.
    private func talk(_ opened: () -> Void) throws(BrokerError) {
        let session = try MosquittoSession.begin(to: settings, called: name, will: will)
        let deadline = time.now() + MosquittoOutlet.patience
        while !session.isOpen {
            if box.withLock({ $0.isEnding }) { return }
            guard time.now() < deadline else {
                throw BrokerError(call: "connect to \(settings.host):\(settings.port)", words: "nobody answers")
            }
            // Short, since a connection that is only just made is polled for nothing in particular.
            _ = bell.wait(or: session.descriptor, atMost: .milliseconds(50))
            try session.step()
        }
        opened()
        box.withLock { $0.isOpen = true }
        tell(.connected)
        opening.yield()
        try converse(session)
    }

    private func converse(_ session: borrowing MosquittoSession) throws(BrokerError) {
        var (end, refusal) = (Instant?.none, String?.none)
        while true {
            if refusal == nil, let words = session.refusal {
                refusal = words
                tell(.refused(words))
            }
            while session.unconfirmed < MosquittoOutlet.mostUnconfirmed, let message = nextMessage() { try session.publish(message) }
            let (isEnding, isEmpty) = box.withLock { ($0.isEnding, $0.waiting.isEmpty) }
            if isEnding {
                let limit = end ?? time.now() + MosquittoOutlet.lastPatience
                end = limit
                if (isEmpty && session.unconfirmed == 0) || time.now() >= limit { break }
            }
            _ = bell.wait(
                or: session.descriptor, writable: session.wantsWrite, atMost: isEnding ? .milliseconds(100) : .seconds(1))
            try session.step()
        }
        session.leave()
        try session.step()
    }

    private func nextMessage() -> Message? {
        box.withLock { $0.waiting.isEmpty ? nil : $0.waiting.removeFirst() }
    }
}
