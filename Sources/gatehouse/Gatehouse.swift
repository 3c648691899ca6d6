import ArgumentParser

/// The command line. One file a command, in `Commands`.
struct Gatehouse: AsyncParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "gatehouse",
        abstract: "The front door of a library: reads passes, decides, and drives the turnstile.",
        discussion: """
            Without a camera and a GPIO chip, `gatehouse run` plays a demonstration on a simulated board.
            Exit status: 0 done, 64 wrong use, 65 bad data, 66 a file cannot be read, 69 hardware is missing or busy,
            71 the system gives too few files, threads or too little memory, 74 disk or store, 78 configuration.
            """,
        version: version,
        subcommands: [
            RunCommand.self, DemoCommand.self, SimulateCommand.self, ScanCommand.self, StatusCommand.self,
            DoctorCommand.self, KeysCommand.self, PassCommand.self, PatronsCommand.self, BookingsCommand.self,
            AccountsCommand.self, StaffCommand.self, TokensCommand.self, ViolationsCommand.self, WaiveCommand.self, HolidaysCommand.self,
            ClockCommand.self, StoreCommand.self, ReplayCommand.self, BackupCommand.self, RestoreCommand.self, RelaysCommand.self,
            BenchCommand.self,
        ])
}
