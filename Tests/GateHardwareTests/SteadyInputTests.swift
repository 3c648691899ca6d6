import GateHardware
import LibraryModel
import Testing

@Suite("An input that comes back, with its thread", .timeLimit(.minutes(2)))
struct SteadyInputTests {
    let time = LinuxTime()
    let bank: SimulatedBank

    init() { bank = SimulatedBank(time: time) }

    /// Waits for the first news that are as wanted.
    private func first(_ news: AsyncStream<InputNews>, where wanted: (InputNews) -> Bool) async -> Bool {
        for await item in news where wanted(item) { return true }
        return false
    }

    @Test
    func `edges and levels arrive, a loss is told, and what is back begins with its level`() async throws {
        let input = try SteadyInput("ready", on: bank, time: time)
        #expect(await first(input.news) { if case .level(false, _) = $0 { true } else { false } })
        let edge = LineEdge(active: true, at: time.now())
        bank.drive("ready", true, at: edge.at)
        #expect(await first(input.news) { $0 == .edge(edge) })
        #expect(try input.read())
        bank.unplug()
        #expect(await first(input.news) { if case .fault = $0 { true } else { false } })
        #expect(throws: LineError.self) { try input.read() }
        bank.drive("ready", false, at: time.now())
        bank.plugIn()
        #expect(await first(input.news) { if case .level(false, _) = $0 { true } else { false } })
        #expect(try !input.read())
    }

    @Test
    func `the thread gives a sign of life though nothing happens`() async throws {
        let input = try SteadyInput("ready", on: bank, time: time)
        for _ in 0..<2 { #expect(await first(input.news) { if case .level = $0 { true } else { false } }) }
        #expect(time.now() - input.lastBeat < .seconds(60))
    }

    @Test
    func `its line is free when it goes`() throws {
        var input: SteadyInput? = try SteadyInput("fire", on: bank, time: time)
        _ = try input?.read()
        #expect(bank.heldLines == ["fire"])
        input = nil
        #expect(bank.heldLines == [])
    }
}
