public import GateHardware
import LibraryModel
public import LibraryStore
public import ServiceLifecycle

/// Whether an entry could be decided and recorded at this moment: what `/readyz` answers.
///
/// The disk is asked by writing, and only when somebody asks: an answer stands for ``freshness``, and a disk that takes
/// longer than an entry may take is one that does not answer.
public actor Readiness: Service {
    static let freshness = Duration.seconds(2)
    /// How often it is looked whether somebody has waited long enough.
    static let period = Duration.seconds(1)

    private let gates: [GateController]
    private let store: any GateStore
    private let time: any TimeSource
    /// The last answer of the disk, and when it was asked.
    private var answer: (isGood: Bool, at: Instant)?
    /// Since when a probe is under way.
    private var probing: Instant?
    private var waiting: [CheckedContinuation<Bool, Never>] = []
    private var hasEnded = false
    private let asks: AsyncStream<Void>
    private let ask: AsyncStream<Void>.Continuation

    public init(of gates: [GateController], store: any GateStore, time: any TimeSource) {
        (self.gates, self.store, self.time) = (gates, store, time)
        (asks, ask) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// False as well once the program is stopping. Answers within ``GateController/longestDecision`` and a second.
    public func isReady() async -> Bool {
        for gate in gates where await !gate.couldRecord { return false }
        let now = time.now()
        if let answer, now - answer.at < Self.freshness { return answer.isGood }
        if hasEnded || probing.map({ now - $0 > GateController.longestDecision }) ?? false { return false }
        return await withCheckedContinuation { waiting in
            self.waiting.append(waiting)
            ask.yield()
        }
    }

    /// Asks the disk whenever somebody wants to know, until the program stops.
    public func run() async throws {
        await cancelWhenGracefulShutdown { [self] in
            await withDiscardingTaskGroup { group in
                group.addTask { await self.probeWhenAsked() }
                while !Task.isCancelled {
                    await giveUpWaiting()
                    do { try await time.sleep(until: time.now() + Self.period) } catch { break }
                }
                group.cancelAll()
            }
        }
    }

    private func probeWhenAsked() async {
        for await _ in asks {
            let begin = time.now()
            probing = begin
            let isGood = (try? await store.probe()) != nil
            probing = nil
            answer = (isGood && time.now() - begin <= GateController.longestDecision, begin)
            tell(answer?.isGood ?? false)
        }
        (hasEnded, answer) = (true, nil)
        tell(false)
    }

    /// Whoever waits for a disk that does not answer is told so.
    private func giveUpWaiting() {
        guard let probing, time.now() - probing > GateController.longestDecision else { return }
        tell(false)
    }

    private func tell(_ isReady: Bool) {
        let waiting = waiting
        self.waiting = []
        for one in waiting { one.resume(returning: isReady) }
    }
}

extension GateController {
    /// It has not stopped, what the last run left is taken up, and nothing that happened waits for a disk that refuses it.
    var couldRecord: Bool { hasResumed && !hasStopped && keeper.backlog.refusal == nil }
}
