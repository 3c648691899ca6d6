import LibraryModel
import LibraryRules
import Testing

@Suite("making a booking")
struct BookingTableTests {
    static let rows: [BookingRow] =
        AccountBookingRows.all + SlotRows.all + HorizonRows.all + OtherBookingRows.all + CapRows.all

    @Test("answers", arguments: rows)
    func answers(row: BookingRow) {
        #expect(row.decision == row.expected)
    }

    @Test("has a row for every code that a rule can give")
    func everyCode() {
        let given = Set(Self.rows.compactMap(\.expected.code))
        // The store knows whose booking it is; the rest is about cancelling.
        let elsewhere: Set<BookingCode> = [.noSuchBooking, .tooLateToCancel, .cancellationsADay, .checkedIn, .ended]
        #expect(Set(BookingCode.allCases).subtracting(given) == elsewhere)
    }

    @Test("rows have names of their own")
    func names() {
        let names = Self.rows.map(\.says)
        #expect(Set(names).count == names.count)
    }

    @Test("a submission of nothing has nothing against it")
    func nothing() {
        var scene = BookingScene()
        scene.requests = []
        #expect(scene.decide() == .accepted)
    }

    @Test("two patrons and one place: who is second in the store's order finds it taken (B20)")
    func lastPlace() {
        var scene = BookingScene()
        scene.taken(299, "09:00", "11:00")
        #expect(scene.decide() == .accepted)
        scene.taken(1, "09:00", "11:00")
        #expect(scene.decide() == .no(.full, limit: 300))
    }
}
