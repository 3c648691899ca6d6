import GateHardware
import LibraryModel

/// The clocks of this machine with a wall time that is believed, so that a machine without time servers admits too.
struct BenchTime: TimeSource {
    private let linux = LinuxTime()

    func now() -> Instant { linux.now() }
    func wall() -> ClockReading { ClockReading(time: linux.wall().time, trust: .trusted) }
    func sleep(until deadline: Instant) async throws { try await linux.sleep(until: deadline) }

    /// How long `work` takes, and what it answers.
    func span<Answer>(_ work: () throws -> Answer) rethrows -> (Duration, Answer) {
        let start = now()
        let answer = try work()
        return (now() - start, answer)
    }
}
