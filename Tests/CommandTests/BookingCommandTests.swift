import Foundation
import LibraryModel
import LibraryStore
import Testing

@Suite("gatehouse bookings")
struct BookingCommandTests {
    let library: Library
    let tomorrow = Library.day(1)

    init() throws { library = try Library() }

    private func add(_ patron: String, from: String = "09:00", until: String = "11:00", _ more: String...) throws -> Program.Answer {
        try Program.run([
            "bookings", "add", "--config", library.config, "--trust-clock", "--patron", patron, "--campus", "east",
            "--start", "\(tomorrow)T\(from):00+08:00", "--end", "\(tomorrow)T\(until):00+08:00",
        ] + more)
    }

    private func firstBooking(_ answer: Program.Answer) throws -> String {
        let bookings = try #require(try answer.json()["bookings"] as? [[String: Any]])
        return try #require(bookings.first?["booking"] as? String)
    }

    @Test("a booking is made through the rules, listed with its day, and stored")
    func addAndList() async throws {
        let made = try add("20210001", "--json")
        #expect(made.status == 0, "\(made.errors)")
        let id = try firstBooking(made)
        let listed = try library.run("bookings", "list", "--day", "\(tomorrow)")
        #expect(listed.lines == ["\(id)  east  \(tomorrow) 09:00-11:00  2021****01  booked"])
        #expect(try firstBooking(library.run("bookings", "list", "--day", "\(tomorrow)", "--campus", "east", "--json")) == id)
        let own = try library.run("bookings", "list", "--patron", "20210001", "--day", "\(tomorrow)")
        #expect(own.lines == listed.lines)
        #expect(try library.run("bookings", "list", "--day", "\(Library.day(2))").output.isEmpty)
        let stored = try await library.store().booking(#require(BookingID(id)))
        #expect(stored?.patron.rawValue == "20210001")
    }

    @Test("a refusal is status 1 and gives code, rule and both languages")
    func refusal() throws {
        #expect(try add("20210001").status == 0)
        // The one that is under way, and the one above: a third is too many.
        let words = try add("20210001", from: "12:00", until: "14:00")
        #expect(words.status == 1 && words.output.isEmpty)
        #expect(words.errors.contains("quota (R5)"), "\(words.errors)")
        #expect(words.errors.contains { ("\u{4E00}"..."\u{9FFF}").contains($0) })
        let json = try add("20210001", from: "12:00", until: "14:00", "--json")
        let refusal = try #require(try json.json()["refusal"] as? [String: Any])
        #expect(json.status == 1 && refusal["code"] as? String == "quota" && refusal["rule"] as? String == "R5")
        #expect((refusal["message"] as? [String: String])?.keys.sorted() == ["en", "zh"])
    }

    @Test("nobody whom the library does not know gets a booking")
    func stranger() throws {
        let answer = try add("99999999")
        #expect(answer.status == 1 && answer.errors.contains("unknown_patron (R1)"), "\(answer.errors)")
        #expect(try library.run("bookings", "list", "--patron", "99999999").status == 65)
    }

    @Test("a booking is cancelled with a reason that is kept, and again without harm")
    func cancel() async throws {
        let id = try firstBooking(add("20210001", "--json"))
        for _ in 1...2 {
            let answer = try library.run("bookings", "cancel", id, "--trust-clock", "--why", "asked by telephone", "--by", "anna")
            #expect(answer.status == 0 && answer.output.contains("cancelled"), "\(answer.errors)")
        }
        #expect(try await library.store().booking(#require(BookingID(id)))?.state == .cancelled)
        let gone = try library.run("bookings", "cancel", "00000000000000ff", "--trust-clock", "--why", "asked")
        #expect(gone.status == 65)
    }

    @Test("bookings and patrons come as JSON too, whole or not at all, and again without change")
    func json() throws {
        try library.write("patrons.json", #"{"patrons": [{"patron": "20217777", "name": "Eva", "standing": "active"}]}"#)
        #expect(try library.run("patrons", "import", library.folder + "/patrons.json").output.contains("1 added"))
        let record = #"{"patron": "20217777", "campus": "east", "start": "\#(tomorrow)T09:00:00+08:00", "end": "\#(tomorrow)T10:00:00+08:00"}"#
        try library.write("bookings.json", #"{"bookings": [\#(record)]}"#)
        #expect(try library.run("bookings", "import", library.folder + "/bookings.json").output.contains("1 added"))
        #expect(try library.run("bookings", "import", library.folder + "/bookings.json").output.contains("1 as they were"))
        try library.write("bad.json", #"{"bookings": [\#(record), {"patron": "20217777", "seat": "4"}]}"#)
        let bad = try library.run("bookings", "import", library.folder + "/bad.json")
        #expect(bad.status == 65 && bad.errors.contains("/bookings/1/seat: is not known here"), "\(bad.errors)")
    }

    @Test("what is no JSON of bookings is refused and named", arguments: [
        "", "[]", "{}", #"{"bookings": 5}"#, #"{"bookings": [], "more": 1}"#, #"{"bookings": [5]}"#,
        #"{"bookings": [{"patron": "20210001", "campus": "east", "start": 5, "end": 6}]}"#,
        #"{"bookings": [{"patron": "20210001", "campus": "east", "start": "2026-11-21T09:00:00", "end": "x"}]}"#,
    ])
    func badJSON(_ text: String) throws {
        try library.write("bad.json", text)
        let answer = try library.run("bookings", "import", library.folder + "/bad.json")
        #expect(answer.status == 65 && answer.errors.contains("nothing was imported"), "\(answer.errors)")
    }
}
