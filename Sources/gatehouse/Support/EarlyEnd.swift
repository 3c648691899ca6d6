import GateHardware
import LibraryModel
import ServiceLifecycle

/// Ends the program by itself, in the order of a stop.
struct EarlyEnd: Service {
    private let ends: AsyncStream<Duration>
    private let tray: AsyncStream<Duration>.Continuation

    init() { (ends, tray) = AsyncStream.makeStream(of: Duration.self, bufferingPolicy: .bufferingNewest(1)) }

    /// So long from now.
    func come(after rest: Duration) { tray.yield(rest) }

    func run() async throws {
        for await rest in ends.cancelOnGracefulShutdown() {
            let time = LinuxTime()
            try? await time.sleep(until: time.now() + rest)
            return
        }
    }
}
