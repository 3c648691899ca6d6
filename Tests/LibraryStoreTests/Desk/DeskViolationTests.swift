import LibraryModel
import LibraryRules
import LibraryStore
import Testing

@Suite("Violations and appeals at the desk")
struct DeskViolationTests {
    /// Three bookings from nine that nobody came for, and the evening of that day.
    private static let evening = House.nine + .hours(10)

    private func desk() async throws -> Desk {
        let desk = try await Desk()
        var time = House.nine - .minutes(1)
        // Somebody keeps the house, or nobody would be blamed.
        while time < House.nine + .hours(3) {
            _ = try await desk.store.settle(at: vouched(time), under: desk.terms)
            time = time + .minutes(2)
        }
        return desk
    }

    private func counting(_ desk: Desk) async throws -> [BookingID] {
        try await desk.store.violations(
            ViolationFilter(counts: true), at: ClockReading(time: House.nine + .hours(3), trust: .trusted), under: desk.terms
        ).map(\.booking)
    }

    private func counted(_ desk: Desk) async throws -> [String] {
        let day = try #require(CivilDate("2026-11-21"))
        let query = CountQuery([.violation, .waived], from: day, through: day, by: .day)
        return try await desk.store.counts(query).map { "\($0.kind.rawValue) \($0.code) \($0.count)" }
    }

    @Test("one violation is waived and counts again when that is taken back; the counters follow")
    func waive() async throws {
        let desk = try await desk()
        #expect(try await counting(desk).count == 3)
        #expect(try await counted(desk) == ["violation no_show 3"])
        let act = try await desk.act(.waive(House.booking(1)), as: 1, at: House.nine + .hours(3))
        #expect(try await counting(desk).count == 2)
        #expect(try await counted(desk) == ["violation no_show 3", "waived no_show 1"])
        #expect(try await desk.perform(.waive(House.booking(1)), as: 2, at: House.nine + .hours(3)) == .refused(.alreadySo))
        try await desk.act(.undo(act.id), as: 3, at: House.nine + .hours(3))
        #expect(try await counting(desk).count == 3)
        #expect(try await counted(desk) == ["violation no_show 3"])
        #expect(try await desk.perform(.waive(House.booking(9)), as: 4, at: House.nine + .hours(3)) == .refused(.nothingThere))
    }

    @Test("an outage waives all that it touches and is declared once")
    func outage() async throws {
        let desk = try await desk()
        let (from, until) = (House.nine - .minutes(30), House.nine + .minutes(10))
        let early = try await desk.act(.waiveOutage(House.east, from: from - .hours(3), until: from - .hours(2)), as: 1, at: House.nine + .hours(3))
        #expect(early.difference == 0)
        let act = try await desk.act(.waiveOutage(House.east, from: from, until: until), as: 2, at: House.nine + .hours(3))
        #expect(act.difference == 3 && act.needed)
        #expect(try await counting(desk).isEmpty)
        let again = try await desk.act(.waiveOutage(House.east, from: from, until: until), as: 3, at: House.nine + .hours(3))
        #expect(again.difference == 0 && !again.needed)
        let faults = try await desk.store.faults(of: House.east, from: from, until: until)
        #expect(faults.filter { $0.kind == .outage && $0.from == from }.count == 1)
        #expect(try await desk.perform(.undo(act.id), as: 4) == .refused(.cannotBeUndone))
    }

    @Test("an appeal is answered once; a granted one waives its violation", arguments: [true, false])
    func appeal(_ isGranted: Bool) async throws {
        let desk = try await desk()
        let appeal = Appeal(booking: House.booking(2), patron: House.patron(2), at: House.nine + .hours(3), words: "the lane was shut")
        #expect(try await desk.store.appeal(appeal) == .taken)
        let act = try await desk.act(.answerAppeal(House.booking(2), isGranted: isGranted, words: "seen"), as: 1, at: House.nine + .hours(3))
        #expect(act.subject == "\(House.booking(2))" && act.campus == House.east)
        #expect(try await counting(desk).count == (isGranted ? 2 : 3))
        #expect(try await desk.store.appeals().first?.answer?.who == "desk:bo")
        let again = try await desk.perform(.answerAppeal(House.booking(2), isGranted: true, words: "x"), as: 2)
        #expect(again == .refused(.alreadySo))
        #expect(try await desk.perform(.answerAppeal(House.booking(1), isGranted: true, words: "x"), as: 3) == .refused(.nothingThere))
    }

    @Test("a violation that the rules take back is counted as none")
    func takenBack() async throws {
        let desk = try await desk()
        let fault = HouseFault(
            id: House.id(500), campus: House.east, kind: .gateFault, from: House.nine - .minutes(10), until: House.nine + .minutes(20))
        try await desk.store.begin(fault)
        #expect(try await counting(desk).isEmpty)
        #expect(try await counted(desk).isEmpty)
    }
}
