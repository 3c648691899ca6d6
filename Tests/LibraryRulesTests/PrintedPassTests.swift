import LibraryModel
import LibraryRules
import Testing

@Suite("Passes on paper (R23)")
struct PrintedPassTests {
    /// 2026-11-21T09:00:00+08:00.
    private static let nine = WallTime(milliseconds: 1_795_222_800_000)
    private static let centre = GeoPoint(latitude: 31.2, longitude: 121.5)

    private static func campus(_ shape: Geofence.Shape) throws -> Campus {
        Campus(
            id: CampusID(rawValue: 1), slug: "east", name: BilingualText(zh: "东", en: "East"), cap: 300,
            hours: OpeningHours(week: Array(repeating: nil, count: 7)), fence: Geofence(shape: shape, datum: .gcj02))
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let what: String
        var isAccepted = true
        var state = Booking.State.booked
        var needsPlace = true
        /// From the printing to the end of the booking.
        let life: Duration
        let refusal: PrintRefusal?
        var testDescription: String { what }
    }

    static let rows = [
        Row(what: "to the end of the booking", life: .hours(3), refusal: nil),
        Row(what: "for the last second", life: .seconds(1), refusal: nil),
        Row(what: "not for a booking that has ended", life: .zero, refusal: .ended),
        Row(what: "nor for one that is not open", state: .cancelled, life: .hours(3), refusal: .ended),
        Row(what: "with a place, the longest", life: .seconds(65_535), refusal: nil),
        Row(what: "and no longer", life: .seconds(65_536), refusal: .tooEarly),
        Row(what: "without a place, the longest", needsPlace: false, life: .seconds(86_400), refusal: nil),
        Row(what: "and no longer than that", needsPlace: false, life: .seconds(86_401), refusal: .tooEarly),
        Row(what: "not where paper is not accepted", isAccepted: false, life: .hours(3), refusal: .off),
    ]

    @Test(arguments: rows)
    func lives(_ row: Row) throws {
        var policy = AdmissionPolicy()
        (policy.printedPasses, policy.location) = (row.isAccepted, row.needsPlace ? .required : .off)
        let point = try #require(Self.centre)
        let booking = Booking(
            id: BookingID(rawValue: 7), patron: try #require(PatronID(rawValue: "1")), campus: CampusID(rawValue: 1),
            start: Self.nine - .hours(1), end: Self.nine + row.life, state: row.state, createdAt: Self.nine - .hours(48))
        do throws(PrintRefusal) {
            let pass = try policy.printedPass(
                of: booking, at: try? Self.campus(.circle(centre: point, radius: Metres(100))), issuedAt: Self.nine + .milliseconds(400))
            #expect(row.refusal == nil && pass.expiresAt == booking.end && pass.issuedAt == Self.nine)
            #expect(pass.fix?.point == (row.needsPlace ? point : nil))
        } catch { #expect(error == row.refusal) }
    }
}
