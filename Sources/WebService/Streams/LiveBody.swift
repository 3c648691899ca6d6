import Hummingbird
import LibraryModel
import NIOCore
import ServiceLifecycle

/// The body of an answer that goes on for as long as somebody reads it.
///
/// It holds one chunk besides what the connection holds. A client that takes nothing for
/// ``WebLimits/streamPatience`` is dropped; a stop of the program ends the body at once, and the withdrawal of what let the
/// client in does so within ``WebLimits/streamWelcome``.
struct LiveBody: Sendable {
    /// What is written when nothing came for so long.
    struct Heartbeat: Sendable {
        let every: Duration
        let bytes: ByteBuffer
    }

    /// What is called again and again while the body is written.
    struct Tick: Sendable {
        let every: Duration
        let work: @Sendable () -> Void

        init(every: Duration, _ work: @escaping @Sendable () -> Void) { (self.every, self.work) = (every, work) }
    }

    /// How often a stuck write is looked for.
    static let look = Duration.seconds(1)

    let parts: LiveParts
    let connection: Connection
    /// Free again when the body is let go of.
    let seat: Room<Caller>.Seat
    /// Written before anything else.
    let opening: ByteBuffer
    let heartbeat: Heartbeat
    let tick: Tick?
    /// Whether the client may still listen: throws ``Refused`` when not. Nil for what everybody may hear.
    let welcome: Welcome?

    /// Looks again whether a client may listen.
    typealias Welcome = @Sendable () async throws -> Void

    func body<Chunks: AsyncSequence & Sendable>(_ chunks: Chunks) -> ResponseBody where Chunks.Element == ByteBuffer {
        ResponseBody { writer in
            await connection.prepareForStream(patience: parts.kernelPatience)
            let handover = Handover()
            // Asked beside the watching, since a store that hangs must hold up neither heartbeat nor screen.
            let (askings, askAgain) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
            try await withThrowingTaskGroup(of: Void.self) { group in
                defer { group.cancelAll() }
                group.addTask { try await Self.pump(chunks, into: handover) }
                group.addTask { try await watch(handover, askAgain) }
                group.addTask { await endWhenUnwelcome(handover, askings) }
                group.addTask { try await endAtShutdown(handover) }
                try await writer.write(opening)
                while let taken = await handover.next(now: parts.clock.now) {
                    switch taken {
                    case .chunk(let bytes): try await writer.write(bytes)
                    case .quiet: try await writer.write(heartbeat.bytes)
                    }
                }
                try await writer.finish(nil)
            }
            withExtendedLifetime(seat) {}
        }
    }

    private static func pump<Chunks: AsyncSequence & Sendable>(_ chunks: Chunks, into handover: Handover) async throws
    where Chunks.Element == ByteBuffer {
        defer { handover.end() }
        for try await chunk in chunks {
            guard await handover.give(chunk) else { return }
        }
    }

    /// Beats, and cuts the connection when a write is stuck: that ends the write. The beat is counted in what was waited,
    /// since a client counts the silence by a clock of its own.
    private func watch(_ handover: Handover, _ askAgain: AsyncStream<Void>.Continuation) async throws {
        var sinceBeat = Duration.zero
        var lastAsked = parts.clock.now()
        let step = min(Self.look, heartbeat.every, tick?.every ?? Self.look)
        while true {
            try await parts.wait(step)
            let now = parts.clock.now()
            if handover.isStuck(at: now) { return connection.cut() }
            tick?.work()
            sinceBeat += step
            if sinceBeat >= heartbeat.every {
                handover.beat()
                sinceBeat = .zero
            }
            if now - lastAsked >= WebLimits.streamWelcome {
                askAgain.yield()
                lastAsked = now
            }
        }
    }

    /// While nobody can say, as without the store, the stream goes on.
    private func endWhenUnwelcome(_ handover: Handover, _ askings: AsyncStream<Void>) async {
        guard let welcome else { return }
        for await _ in askings {
            do { try await welcome() } catch is Refused { return handover.end() } catch { continue }
        }
    }

    private func endAtShutdown(_ handover: Handover) async throws {
        try await gracefulShutdown()
        handover.end()
    }
}
