import ArgumentParser

/// Placeholder of the lead until the measurements are in.
struct BenchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "bench", abstract: "Measure speed and memory on this machine.")
}
