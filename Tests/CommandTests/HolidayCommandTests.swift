import Foundation
import LibraryModel
import LibraryStore
import Testing

@Suite("gatehouse holidays")
struct HolidayCommandTests {
    let library: Library
    let tomorrow = Library.day(1)

    init() throws {
        library = try Library()
        try library.write("more.csv", """
            booking,patron,campus,start,end
            000000000000c001,20210001,east,\(tomorrow)T09:00:00+08:00,\(tomorrow)T11:00:00+08:00
            000000000000c002,20210002,east,\(tomorrow)T14:00:00+08:00,\(tomorrow)T16:00:00+08:00

            """)
        let answer = try library.run("bookings", "import", library.folder + "/more.csv")
        guard answer.status == 0 else { throw Library.Refused(words: answer.errors) }
    }

    private func add(_ more: String...) throws -> Program.Answer {
        try Program.run([
            "holidays", "add", "--config", library.config, "--trust-clock", "--campus", "east", "--day", "\(tomorrow)",
            "--why", "Spring Festival",
        ] + more)
    }

    @Test("shorter hours release the bookings that no longer fit, and print them")
    func hours() async throws {
        let answer = try add("--hours", "12:00-18:00")
        #expect(answer.lines.first == "east \(tomorrow): open 12:00-18:00; 1 booking released", "\(answer.output) \(answer.errors)")
        #expect(answer.lines.last == "000000000000c001  east  \(tomorrow) 09:00-11:00  2021****01  released")
        let kept = try await library.store().booking(#require(BookingID("000000000000c002")))
        #expect(kept?.state == .booked)
        #expect(try library.run("violations").output.isEmpty)
        #expect(try library.run("holidays").output == "\(tomorrow)  east  12:00-18:00  Spring Festival\n")
    }

    @Test("a closed day releases all, is listed for programs too, and can be given back once")
    func closed() throws {
        let released = try #require(try add("--closed", "--json").json()["released"] as? [[String: Any]])
        #expect(released.compactMap { $0["booking"] as? String } == ["000000000000c001", "000000000000c002"])
        #expect(released.allSatisfy { $0["releasedWhy"] as? String == "closed" })
        let days = try #require(try library.run("holidays", "list", "--json").json()["holidays"] as? [[String: String]])
        #expect(days.count == 1 && days.first?["date"] == "\(tomorrow)" && days.first?["hours"] == nil && days.first?["setBy"] == "staff")
        let remove = { try library.run("holidays", "remove", "--campus", "east", "--day", "\(tomorrow)") }
        #expect(try remove().status == 0)
        #expect(try remove().status == 65)
        #expect(try library.run("holidays").output.isEmpty)
    }

    @Test("a day of the configuration file is shown with where it stands")
    func configured() throws {
        let text = try String(contentsOfFile: library.config, encoding: .utf8)
        let hours = #"hours: { daily: "00:00-24:00", exceptions: { 2027-01-01: closed } }"#
        try library.write("gatehouse.yaml", text.replacingOccurrences(of: #"hours: { daily: "00:00-24:00" }"#, with: hours))
        #expect(try library.run("holidays").output == "2027-01-01  east  closed  (configuration)\n")
    }
}
