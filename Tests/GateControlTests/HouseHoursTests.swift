import GateControl
import GateHardware
import LibraryModel
import LibraryStore
import Testing

@Suite("exceptions that staff set while the gate runs (R21)")
struct HouseHoursTests {
    private let gate: GateUnderTest
    private let bookings = NotingBookings()
    private let hours: HouseHours
    private let holiday: DatedException

    init() async throws {
        gate = try await GateUnderTest()
        hours = HouseHours(bookings: bookings, time: gate.time)
        holiday = DatedException(
            campus: GateUnderTest.east, date: LocalTime(GateUnderTest.nine, at: .shanghai).date, span: nil, why: "holiday")
    }

    private func isOpen() async -> Bool {
        await hours.hours(of: gate.settings.campuses[0]).opening(onDayOf: GateUnderTest.nine) != nil
    }

    @Test func `are asked for at most every 30 s, and known from then on`() async {
        #expect(await isOpen())
        bookings.say([holiday])
        gate.time.advance(by: .seconds(29))
        #expect(await isOpen())
        #expect(bookings.calls.count == 1)
        gate.time.advance(by: .seconds(1))
        #expect(await isOpen() == false)
        #expect(bookings.calls.count == 2)
    }

    @Test func `stay as they were known last while the store fails`() async {
        bookings.say([holiday])
        #expect(await isOpen() == false)
        bookings.fail(.diskFault)
        gate.time.advance(by: .minutes(5))
        #expect(await isOpen() == false)
        bookings.fail(nil)
        bookings.say([])
        gate.time.advance(by: .seconds(30))
        #expect(await isOpen())
    }

    @Test func `show in the status`() async {
        let status = StatusBoard(
            settings: gate.settings, gates: gate.controllers, store: gate.store, time: gate.time, version: "1", hours: hours)
        gate.time.advance(by: .minutes(10))
        #expect(await status.report().campuses.first?.state == .open)
        bookings.say([holiday])
        gate.time.advance(by: .seconds(30))
        let campus = await status.report().campuses.first
        #expect(campus?.state == .closed && campus?.opens == nil)
    }

    @Test func `of another campus change nothing, and without bookings there are none`() async {
        bookings.say([DatedException(campus: CampusID(rawValue: 2), date: holiday.date, span: nil, why: "holiday")])
        #expect(await isOpen())
        let plain = HouseHours(bookings: nil, time: gate.time)
        let campus = gate.settings.campuses[0]
        #expect(await plain.hours(of: campus) == campus.hours)
    }
}
