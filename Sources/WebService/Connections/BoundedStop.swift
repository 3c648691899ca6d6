import ServiceLifecycle

/// Serves until the program stops, and ends soon after, whoever is still asking.
///
/// By itself a server waits for each request that it has begun to answer, and one may hang in the store, or send its body bit
/// by bit. What is cut was not answered, so nothing was promised: the client asks again with the same key.
struct BoundedStop<Server: Service>: Service {
    private enum Ending { case over, leftAlone }

    let server: Server
    let connections: Connections
    /// Returns after so long. Nil where no clock is: then the stop waits for all.
    let wait: (@Sendable (Duration) async throws -> Void)?

    func run() async throws {
        guard let wait else { return try await server.run() }
        let (news, tell) = AsyncStream.makeStream(of: Ending.self, bufferingPolicy: .bufferingOldest(1))
        // No child task: whatever waits for its children waits for a request that hangs in the store too.
        let serving = Task {
            defer { tell.yield(.over) }
            try await server.run()
        }
        let ending: Ending? = await withTaskCancellationHandler {
            await withTaskGroup(of: Void.self, returning: Ending?.self) { group in
                defer { group.cancelAll() }
                group.addTask {
                    if await end(serving, wait) { tell.yield(.leftAlone) }
                }
                return await news.first(where: { _ in true })
            }
        } onCancel: {
            serving.cancel()
        }
        guard ending != .leftAlone else { return }
        try await serving.value
    }

    /// True when the program stops and the server does not end by itself in time.
    private func end(_ serving: Task<Void, any Error>, _ wait: @Sendable (Duration) async throws -> Void) async -> Bool {
        guard (try? await gracefulShutdown()) != nil, (try? await wait(WebLimits.stopPatience)) != nil else { return false }
        connections.cut()
        guard (try? await wait(WebLimits.stopRest)) != nil else { return false }
        // An import stops between two steps: one whose rows are all staged goes on at the next start, another comes to nothing.
        serving.cancel()
        return true
    }
}
