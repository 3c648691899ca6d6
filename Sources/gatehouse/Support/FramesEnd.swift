import GateHardware
import LibraryModel
import ServiceLifecycle

/// Ends the program some seconds after the last picture of a folder, so that the last lane comes to rest.
struct FramesEnd: Service {
    static let rest = Duration.seconds(6)

    private let isAwaited: Bool
    private let end: AsyncStream<Void>
    private let tray: AsyncStream<Void>.Continuation

    init(isAwaited: Bool) {
        self.isAwaited = isAwaited
        (end, tray) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// The last picture has been read.
    func come() { if isAwaited { tray.yield(()) } }

    func run() async throws {
        for await _ in end.cancelOnGracefulShutdown() {
            let time = LinuxTime()
            try? await time.sleep(until: time.now() + Self.rest)
            return
        }
    }
}
