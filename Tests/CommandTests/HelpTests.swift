import Testing

@Suite("Help and wrong use")
struct HelpTests {
    @Test("every command has a help text", arguments: [
        "run", "demo", "simulate", "scan", "status", "doctor", "keys", "keys create", "keys list", "keys add", "keys drop",
        "pass", "pass issue", "patrons", "patrons import", "bookings", "bookings list", "bookings add", "bookings cancel",
        "bookings import", "violations", "violations list", "violations appeals", "violations answer", "waive", "holidays",
        "holidays list", "holidays add", "holidays remove", "accounts", "accounts import", "accounts reset", "staff", "staff add", "staff list", "staff role", "staff reset", "staff close", "tokens",
        "tokens add", "tokens list", "tokens withdraw", "clock", "clock show", "clock accept", "store", "store new", "store accept",
        "replay", "backup", "restore", "relays", "relays off", "bench",
    ])
    func help(_ command: String) throws {
        let answer = try Program.run(command.split(separator: " ").map(String.init) + ["--help"])
        #expect(answer.status == 0 && answer.output.contains("OVERVIEW: ") && answer.output.contains("USAGE: gatehouse \(command)"))
    }

    /// Arguments that no configuration makes right, and a word of the answer.
    struct Wrong: CustomTestStringConvertible, Sendable {
        let arguments: String
        let word: String
        var testDescription: String { arguments }
    }

    static let wrong = [
        Wrong(arguments: "bookings list --day 2026-02-30", word: "2026-02-30"),
        Wrong(arguments: "bookings list --campus north", word: "east"),
        Wrong(arguments: "bookings list --patron 2021/001", word: "card number"),
        Wrong(arguments: "bookings add --patron 20210001 --campus east --start 09:00 --end 10:00", word: "+08:00"),
        Wrong(
            arguments: "bookings add --patron 20210001 --campus east --start 2026-11-21T10:00:00+08:00 --end 2026-11-21T09:00:00+08:00",
            word: "--start must be before --end"),
        Wrong(arguments: "bookings cancel 12 --why x", word: "16 hexadecimal digits"),
        Wrong(arguments: "bookings cancel 000000000000a001 --why .", word: "--why"),
        Wrong(arguments: "violations --from 2026-11-22 --until 2026-11-21", word: "--from"),
        Wrong(arguments: "violations answer 000000000000a001 --words x --by anna", word: "--grant"),
        Wrong(arguments: "waive --why x --by anna", word: "--campus, --from and --until"),
        Wrong(arguments: "waive 000000000000a001 --campus east --why x --by anna", word: "--campus, --from and --until"),
        Wrong(
            arguments: "waive --campus east --from 2026-11-21T10:00:00+08:00 --until 2026-11-21T10:00:00+08:00 --why x --by anna",
            word: "--from must be before --until"),
        Wrong(arguments: "holidays add --campus east --day 2027-01-01 --why x", word: "--closed or --hours"),
        Wrong(arguments: "holidays add --campus east --day 2027-01-01 --closed --hours 10:00-16:00 --why x", word: "--closed or --hours"),
        Wrong(arguments: "holidays add --campus east --day 2027-01-01 --hours 16:00-10:00 --why x", word: "10:00-16:00"),
        Wrong(arguments: "accounts reset 2021/001", word: "card number"),
        Wrong(arguments: "staff add Anna --name Anna --role desk", word: "small letters"),
        Wrong(arguments: "staff add anna --name Anna --role boss", word: "supervisor"),
        Wrong(arguments: "tokens add door --scope everything", word: "import, kiosk or status"),
    ]

    @Test("wrong use is status 64 and says what is right", arguments: wrong)
    func wrongUse(_ row: Wrong) throws {
        let library = try Library()
        let arguments = row.arguments.split(separator: " ").map { $0 == "." ? " " : String($0) }
        let answer = try Program.run(arguments + ["--config", library.config])
        #expect(answer.status == 64)
        #expect(answer.errors.contains(row.word), "\(answer.errors)")
        #expect(answer.output.isEmpty)
    }
}
