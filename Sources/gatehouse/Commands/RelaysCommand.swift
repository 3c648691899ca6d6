import ArgumentParser
import GateControl
import GateHardware

/// `gatehouse relays`.
struct RelaysCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "relays", abstract: "Switch the relays off by hand.", subcommands: [Off.self])

    /// `gatehouse relays off`: what the service manager runs after every end of the gate.
    struct Off: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "off", abstract: "Switch every relay line of the configuration off.",
            discussion: """
                Takes each relay line as an output at rest and gives it back. A gate that runs holds its lines, which are then
                left alone and said to be busy. Exit status 0 when every relay is off, 69 when one could not be had.
                """)

        @OptionGroup var file: ConfigurationFile

        func run() async throws {
            var isLeft = false
            for gate in try file.settings().gates {
                guard gate.board != "simulated" else {
                    print("\(gate.id): its board is simulated; there is no relay")
                    continue
                }
                let board = try BoardHardware.board(gate.board, in: [file.folder, file.folder + "/boards", "/usr/share/gatehouse/boards"])
                for (name, error) in gate.restRelays(on: GPIOBank(board: board)) {
                    print(error.map { "\(gate.id) \(name): left as it is: \($0)" } ?? "\(gate.id) \(name): off")
                    if error != nil { isLeft = true }
                }
            }
            if isLeft { throw ExitCode(Failure.unavailable) }
        }
    }
}
