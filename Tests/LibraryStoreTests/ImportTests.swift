import LibraryModel
import LibraryStore
import Testing

@Suite("patrons and bookings come from files, all or none")
struct ImportTests {
    private static func campus(_ number: UInt8, _ slug: String) throws -> Campus {
        let (opens, closes) = (try #require(TimeOfDay("08:00")), try #require(TimeOfDay("22:00")))
        let span = try #require(OpeningHours.Span(opens: opens, closes: closes))
        let centre = try #require(GeoPoint(latitude: 31, longitude: 121))
        return Campus(
            id: CampusID(rawValue: number), slug: slug, name: BilingualText(zh: "东", en: "East"), cap: 300,
            hours: OpeningHours(daily: span),
            fence: Geofence(shape: .circle(centre: centre, radius: Metres(100)), datum: .wgs84))
    }

    private static func bookings(_ text: String) throws -> ImportFile<BookingRow> {
        BookingRow.parse(Array(text.utf8), campuses: [try campus(1, "east"), try campus(2, "west")])
    }

    @Test("patrons.csv is read")
    func patrons() {
        let file = PatronRow.parse(Array("patron,name,standing\n00123,安娜,active\n2021100002,\"bo, the\",inactive\n".utf8))
        guard case .rows(let rows) = file else { return #expect(Bool(false), "\(file)") }
        #expect(rows.map(\.patron.rawValue) == ["00123", "2021100002"])
        #expect(rows.map(\.name) == ["安娜", "bo, the"])
        #expect(rows.map(\.standing) == [.active, .inactive])
        #expect(rows.map(\.line) == [2, 3])
    }

    @Test("bad patrons are named by line", arguments: [
        ("0 1,anna,active", "patron is not 1 to 20 letters and digits"),
        (",anna,active", "patron is not 1 to 20 letters and digits"),
        ("\(String(repeating: "1", count: 21)),anna,active", "patron is not 1 to 20 letters and digits"),
        ("1,,active", "name is empty, longer than 200 bytes or has control characters"),
        ("1, ,active", "name is empty, longer than 200 bytes or has control characters"),
        ("1,\"an\nna\",active", "name is empty, longer than 200 bytes or has control characters"),
        ("1,\(String(repeating: "东", count: 67)),active", "name is empty, longer than 200 bytes or has control characters"),
        ("1,anna,Active", "standing is neither active nor inactive"),
        ("2021100009,bo,active", "patron 2021****09 stands on line 2 already"),
    ])
    func badPatrons(record: String, reason: String) {
        let file = PatronRow.parse(Array("patron,name,standing\n2021100009,bo,active\n\(record)\n".utf8))
        #expect(file == .problems([RowProblem(line: 3, reason: reason)]))
    }

    @Test("bookings.csv is read; an id is made where none is given, and always the same one")
    func bookingsFile() throws {
        let text = """
            booking,patron,campus,start,end,state
            00000000000000ff,1,east,2026-11-21T09:00:00+08:00,2026-11-21T11:00:00+08:00,
            ,1,west,2026-11-21T12:00:00+08:00,2026-11-21T06:30:00Z,cancelled
            ,2,west,2026-11-21T12:00:00+08:00,2026-11-22T00:00:00+08:00,booked

            """
        guard case .rows(let rows) = try Self.bookings(text), case .rows(let again) = try Self.bookings(text) else {
            return #expect(Bool(false), "a good file")
        }
        #expect(rows == again)
        #expect(rows[0].booking == BookingID(rawValue: 255))
        #expect(rows[0].start == House.nine)
        #expect(rows.map(\.isCancelled) == [false, true, false])
        #expect(rows[1].end - rows[1].start == .hours(2) + .seconds(1800))
        #expect(Set(rows.map(\.booking)).count == 3)
    }

    @Test("bad bookings are named by line", arguments: [
        ("xyz,1,east,2026-11-21T09:00:00+08:00,2026-11-21T11:00:00+08:00,", "booking is not 16 hexadecimal digits"),
        (",1,north,2026-11-21T09:00:00+08:00,2026-11-21T11:00:00+08:00,", "campus is none of east, west"),
        (",1,east,2026-11-21T09:00:00,2026-11-21T11:00:00+08:00,", "start is not a time such as 2026-11-21T09:00:00+08:00"),
        (",1,east,2026-02-29T09:00:00+08:00,2026-11-21T11:00:00+08:00,", "start is not a time such as 2026-11-21T09:00:00+08:00"),
        (",1,east,2026-11-21T09:00:01+08:00,2026-11-21T11:00:00+08:00,", "start is not a whole minute"),
        (",1,east,2026-11-21T11:00:00+08:00,2026-11-21T11:00:00+08:00,", "start is not before end"),
        (",1,east,2026-11-21T22:00:00+08:00,2026-11-22T00:01:00+08:00,", "start and end are not on one day of the campus"),
        (",1,east,2026-11-20T23:00:00Z,2026-11-21T17:00:00Z,", "start and end are not on one day of the campus"),
        (",1,east,2026-11-21T09:00:00+08:00,2026-11-21T11:00:00+08:00,in_use", "state is neither booked nor cancelled"),
        (
            "00000000000000FF,1,east,2026-11-21T09:00:00+08:00,2026-11-21T11:00:00+08:00,",
            "booking 00000000000000ff stands on line 2 already"
        ),
    ])
    func badBookings(record: String, reason: String) throws {
        let first = "00000000000000ff,9,east,2026-11-21T09:00:00+08:00,2026-11-21T11:00:00+08:00,"
        let file = try Self.bookings("booking,patron,campus,start,end,state\n\(first)\n\(record)\n")
        #expect(file == .problems([RowProblem(line: 3, reason: reason)]))
    }

    @Test("a second import of the same file changes nothing; a changed row changes one")
    func idempotent() async throws {
        let store = try SQLiteStore(inMemory: .init())
        let patrons = (1...3).map(House.patronRow)
        #expect(try await store.importPatrons(patrons) == ImportCounts(added: 3))
        #expect(try await store.importPatrons(patrons) == ImportCounts(unchanged: 3))
        let left = PatronRow(line: 2, patron: House.patron(1), name: "anna 1", standing: .inactive)
        #expect(try await store.importPatrons([left] + patrons.dropFirst()) == ImportCounts(changed: 1, unchanged: 2))
        #expect(try await store.patron(House.patron(1))?.standing == .inactive)
        let bookings = (1...3).map { House.bookingRow($0) }
        #expect(try await store.importBookings(bookings, at: House.nine) == .imported(ImportCounts(added: 3)))
        #expect(try await store.importBookings(bookings, at: House.nine) == .imported(ImportCounts(unchanged: 3)))
        let longer = [House.bookingRow(1, hours: 3)] + bookings.dropFirst()
        #expect(try await store.importBookings(longer, at: House.nine)
            == .imported(ImportCounts(changed: 1, unchanged: 2)))
        #expect(try await store.booking(House.booking(1))?.end == House.nine + .hours(3))
    }

    @Test("bookings of unknown or other patrons refuse the whole file, by line")
    func refused() async throws {
        let house = try await House.inMemory(patrons: 1)
        let stolen = BookingRow(
            line: 9, booking: House.booking(1), patron: House.patron(2), campus: House.east, start: House.nine,
            end: House.nine + .hours(1))
        let answer = try await house.store.importBookings(
            [House.bookingRow(1, hours: 4), House.bookingRow(7), stolen], at: House.nine)
        #expect(answer == .refused([
            RowProblem(line: 8, reason: "patron 2021****07 is not known"),
            RowProblem(line: 9, reason: "booking 0000000000000001 belongs to another patron"),
        ]))
        #expect(try await house.store.booking(House.booking(1))?.end == House.nine + .hours(2))
    }

    /// One row of the table: how far the booking has come, and what the file may still do.
    struct Stage: CustomTestStringConvertible {
        let state: Booking.State
        let afterMove: Booking.State
        let moves: Bool
        let afterCancel: Booking.State
        var testDescription: String { state.rawValue }
    }

    @Test("a file moves and cancels only what nobody has begun to use", arguments: [
        Stage(state: .booked, afterMove: .booked, moves: true, afterCancel: .cancelled),
        Stage(state: .checkedIn, afterMove: .checkedIn, moves: false, afterCancel: .checkedIn),
        Stage(state: .inUse, afterMove: .inUse, moves: false, afterCancel: .inUse),
        Stage(state: .completed, afterMove: .completed, moves: false, afterCancel: .completed),
        Stage(state: .cancelled, afterMove: .cancelled, moves: false, afterCancel: .cancelled),
    ])
    func stages(stage: Stage) async throws {
        let house = try await House.inMemory(patrons: 1)
        try await Self.bring(house, to: stage.state)
        _ = try await house.store.importBookings([House.bookingRow(1, hours: 4)], at: House.nine)
        let moved = try await house.store.booking(House.booking(1))
        #expect(moved?.state == stage.afterMove)
        #expect(moved?.end == House.nine + .hours(stage.moves ? 4 : 2))
        _ = try await house.store.importBookings([House.bookingRow(1, cancelled: true, hours: 4)], at: House.nine)
        #expect(try await house.store.booking(House.booking(1))?.state == stage.afterCancel)
    }

    private static func bring(_ house: House, to state: Booking.State) async throws {
        switch state {
        case .checkedIn: _ = try await house.present(1)
        case .inUse: try await house.enter(1)
        case .completed: _ = try await house.store.passedOut(house.enter(1), by: house.passage(1))
        case .cancelled:
            _ = try await house.store.importBookings([House.bookingRow(1, cancelled: true)], at: House.nine)
        default: break
        }
        #expect(try await house.store.booking(House.booking(1))?.state == state)
    }
}
