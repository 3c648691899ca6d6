import Foundation
import LibraryModel
import LibraryStore
import Testing

@Suite("gatehouse violations and waive")
struct ViolationCommandTests {
    static let first = "000000000000b001"
    static let second = "000000000000b002"
    let library: Library
    let yesterday = Library.day(-1)

    /// Two patrons who did not come yesterday, at 10:00 and at 15:00. The window of this library is four hours,
    /// so each was missed when its booking ended.
    init() async throws {
        library = try Library()
        let rows = [(Self.first, "20210001", "10:00", "11:00"), (Self.second, "20210002", "15:00", "16:00")].enumerated()
        let day = yesterday
        let missed = try rows.map { line, row in
            try BookingRow(
                line: line, booking: #require(BookingID(row.0)), patron: #require(PatronID(rawValue: row.1)),
                campus: Library.east, start: #require(LocalTime(rfc3339: "\(day)T\(row.2):00+08:00")).instant,
                end: #require(LocalTime(rfc3339: "\(day)T\(row.3):00+08:00")).instant)
        }
        // Made in time: whoever hears of a booking too late has missed nothing.
        _ = try await library.store().importBookings(missed, at: Library.now - .hours(72))
    }

    private func violations(_ more: String...) throws -> [[String: Any]] {
        let answer = try Program.run(["violations", "--json", "--trust-clock", "--config", library.config] + more)
        #expect(answer.status == 0, "\(answer.errors)")
        return try #require(try answer.json()["violations"] as? [[String: Any]])
    }

    private func ids(_ violations: [[String: Any]]) -> [String] { violations.compactMap { $0["booking"] as? String } }

    private func waive(_ more: String...) throws -> Program.Answer {
        try Program.run(["waive", "--config", library.config, "--trust-clock", "--why", "a power cut", "--by", "anna"] + more)
    }

    @Test("violations are shown newest first, masked, and by patron, campus and day")
    func list() throws {
        let all = try violations()
        #expect(ids(all) == [Self.second, Self.first])
        #expect(all.allSatisfy { $0["kind"] as? String == "no_show" && $0["counts"] as? Bool == true })
        #expect(all.map { $0["patron"] as? String } == ["2021****02", "2021****01"])
        #expect(try ids(violations("--patron", "20210001")) == [Self.first])
        #expect(try ids(violations("--campus", "east", "--from", "\(yesterday)", "--until", "\(yesterday)")) == ids(all))
        #expect(try violations("--from", "\(Library.day(0))").isEmpty)
        let words = try library.run("violations", "--trust-clock")
        #expect(words.lines.first?.hasPrefix("\(Self.second)  east  \(yesterday) 16:00:00  2021****02  no_show  counts") == true, "\(words.output)")
    }

    @Test("one violation is waived with who and why, and again without harm")
    func waiveOne() throws {
        #expect(try waive(Self.first, "--dry-run").output.hasPrefix("would waive 1 violation"))
        #expect(try violations("--patron", "20210001").first?["counts"] as? Bool == true)
        #expect(try waive(Self.first).output.hasPrefix("waived 1 violation"))
        let waiver = try #require(try violations("--patron", "20210001").first?["waiver"] as? [String: Any])
        #expect(waiver["by"] as? String == "anna" && waiver["why"] as? String == "a power cut")
        #expect(try waive(Self.first).output.hasPrefix("waived 0 violations"))
        #expect(try waive("00000000000000ff").status == 65)
    }

    @Test("an outage waives the violations whose window it touches, and is declared once")
    func waiveOutage() async throws {
        // 10:00 with four hours to either side reaches to 14:00; 15:00 begins at 11:00.
        let span = ["--campus", "east", "--from", "\(yesterday)T09:00:00+08:00", "--until", "\(yesterday)T10:30:00+08:00"]
        let arguments = { (more: [String]) in
            ["waive", "--config", library.config, "--trust-clock", "--why", "a power cut", "--by", "anna"] + span + more
        }
        let dry = try Program.run(arguments(["--dry-run", "--json"]))
        #expect(ids(try #require(try dry.json()["violations"] as? [[String: Any]])) == [Self.first])
        #expect(try violations().allSatisfy { $0["counts"] as? Bool == true })
        for count in ["waived 1 violation\n", "waived 0 violations\n"] {
            let answer = try Program.run(arguments([]))
            #expect(answer.status == 0 && answer.output.contains(count), "\(answer.output) \(answer.errors)")
        }
        #expect(try violations("--patron", "20210002").first?["counts"] as? Bool == true)
        let from = try #require(LocalTime(rfc3339: "\(yesterday)T09:00:00+08:00")?.instant)
        let faults = try await library.store().faults(of: Library.east, from: from, until: from + .hours(1))
        #expect(faults.map(\.kind) == [.outage] && faults.first?.until == from + .minutes(90))
    }

    @Test("an appeal is shown to the desk and answered once; a granted one waives")
    func appeals() async throws {
        // Waiving one writes down what is due, as a running gate does.
        #expect(try waive(Self.second).status == 0)
        let store = try library.store()
        let patron = try #require(PatronID(rawValue: "20210001"))
        let outcome = try await store.appeal(Appeal(
            booking: #require(BookingID(Self.first)), patron: patron, at: Library.now, words: "the lane\nwas shut"))
        #expect(outcome == .taken)
        let shown = try library.run("violations", "appeals")
        #expect(shown.lines.count == 1 && shown.output.contains("2021****01  the lane was shut"), "\(shown.output)")
        let listed = try library.run("violations", "appeals", "--json")
        #expect((try listed.json()["appeals"] as? [[String: String]])?.first?["booking"] == Self.first)
        let answer = { try library.run("violations", "answer", Self.first, "--grant", "--words", "You are right.", "--by", "anna") }
        #expect(try answer().status == 0)
        #expect(try answer().status == 65)
        #expect(try violations("--patron", "20210001").first?["counts"] as? Bool == false)
        #expect(try library.run("violations", "appeals").output.isEmpty)
    }
}
