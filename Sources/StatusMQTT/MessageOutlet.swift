/// Where messages go: a broker, or a list in a test. Nothing of it waits for the other side.
public protocol MessageOutlet: Sendable {
    /// Somebody takes messages now.
    var isOpen: Bool { get }

    /// One element for each time that a connection begins: whatever the broker should keep must be said again. For one
    /// reader.
    var openings: AsyncStream<Void> { get }

    /// Hands a message over and returns at once. What cannot be taken now is dropped: while nobody is there, or while too
    /// much waits.
    func send(_ message: Message)

    /// Says what waits and then `last`, as far as it goes within a short time, and ends the connection in good order.
    func close(saying last: [Message]) async
}
