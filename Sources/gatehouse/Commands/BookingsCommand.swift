import ArgumentParser

/// `gatehouse bookings`: claims on a campus.
struct BookingsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bookings", abstract: "Show, make, cancel and import bookings.",
        subcommands: [List.self, Add.self, Cancel.self, Import.self])
}
