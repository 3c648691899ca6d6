import Foundation
import GateHardware
import Glibc
import LibraryModel
import StatusMQTT
import Synchronization
import Testing

/// Somebody who listens at a broker: Debian's `mosquitto_sub`.
final class Listener: Sendable {
    /// A message as it came.
    struct Heard: Sendable {
        let topic: String
        let payload: String
        let isRetained: Bool
        /// Seconds that it has left to live.
        let expiry: Int?

        /// The payload as JSON.
        var json: [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(payload.utf8)) as? [String: Any]) ?? [:]
        }
    }

    /// Beyond this something that should have been heard never comes.
    static let patience = Duration.seconds(30)

    private let process = Process()
    private let heard = Mutex<[Heard]>([])
    private let news: AsyncStream<Void>
    private let new: AsyncStream<Void>.Continuation

    /// Listens from when this returns.
    init(at broker: Broker, to topic: String = "#", with more: [String] = []) async throws {
        (news, new) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let output = Pipe()
        // Without stdbuf it would keep what it hears until there is a page of it.
        process.executableURL = URL(fileURLWithPath: try #require(Broker.find("stdbuf")))
        process.arguments = ["-oL", try #require(Broker.find("mosquitto_sub")), "-d", "-V", "mqttv5"]
            + ["-h", "127.0.0.1", "-p", "\(broker.port)", "-t", topic, "-q", "1", "-F", "%j"] + more
        (process.standardOutput, process.standardError) = (output, output)
        let (ready, isReady) = AsyncStream.makeStream(of: Void.self)
        try process.run()
        // A thread, since a handler that is taken off while its pipe goes brings libdispatch down now and then.
        Thread.detachNewThread { [weak self] in
            var rest = ""
            while case let chunk = output.fileHandleForReading.availableData, !chunk.isEmpty {
                rest += String(decoding: chunk, as: UTF8.self)
                var lines = rest.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
                rest = lines.removeLast()
                for line in lines {
                    if line.hasPrefix("Subscribed") { isReady.finish() }
                    self?.take(line)
                }
            }
            isReady.finish()
        }
        for await _ in ready {}
    }

    /// Killed: one that is only asked to end first says goodbye, and looks for a broker that is gone for ever.
    deinit { kill(process.processIdentifier, SIGKILL) }

    var all: [Heard] { heard.withLock { $0 } }

    /// Waits for a message that is wanted, the earliest of those heard so far or to come.
    func wait(for what: String, where isWanted: @escaping @Sendable (Heard) -> Bool) async throws -> Heard {
        try await withThrowingTaskGroup(of: Heard?.self) { group in
            group.addTask { [self] in
                var iterator = news.makeAsyncIterator()
                while true {
                    if let found = all.first(where: isWanted) { return found }
                    guard await iterator.next() != nil else { return nil }
                }
            }
            group.addTask {
                let time = LinuxTime()
                try await time.sleep(until: time.now() + Self.patience)
                return nil
            }
            defer { group.cancelAll() }
            return try #require(try await group.next() ?? nil, "never heard: \(what); heard \(all.map(\.topic))")
        }
    }

    /// The newest message of a topic that satisfies `isWanted`, as soon as there is one.
    func wait(on topic: String, _ isWanted: @escaping @Sendable (Heard) -> Bool = { _ in true }) async throws -> Heard {
        try await wait(for: topic) { $0.topic == topic && isWanted($0) }
    }

    private func take(_ line: String) {
        guard line.hasPrefix("{"), let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
            let topic = object["topic"] as? String
        else { return }
        let properties = object["properties"] as? [String: Any]
        let message = Heard(
            topic: topic, payload: object["payload"] as? String ?? "", isRetained: object["retain"] as? Int == 1,
            expiry: properties?["message-expiry-interval"] as? Int)
        heard.withLock { $0.append(message) }
        new.yield()
    }
}
