import ServiceLifecycle

/// Says that the program is about to end, before the services that stop after it.
struct StopNotice: Service {
    let tell: @Sendable () -> Void

    func run() async throws {
        try? await gracefulShutdown()
        tell()
    }
}
