import LibraryModel
import LibraryRules
import Testing

@Suite("what the clock makes of a ledger (R22)")
struct SettlementTests {
    static let rows: [SettlementRow] = CheckInRows.all + SignOutRows.all + StandingRows.all

    @Test("is this", arguments: rows)
    func answers(row: SettlementRow) {
        #expect(row.happened == row.expected)
    }

    @Test("rows have names of their own")
    func names() {
        let names = Self.rows.map(\.says)
        #expect(Set(names).count == names.count)
    }

    @Test("is written on the booking: its end, and why it was released")
    func written() {
        var scene = LedgerScene()
        scene.has("09:00", "11:00")
        scene.fault("09:00", "09:01")
        let booking = scene.settled(at: "12:00").ledger.bookings[0]
        #expect(booking.state == .released)
        #expect(booking.endedAt == time("09:20"))
        #expect(booking.releasedWhy == .houseFault)
    }

    @Test("leaves a continued booking open, with no check-in that never was")
    func continued() {
        var scene = LedgerScene()
        scene.has(.inUse, "08:00", "12:00")
        scene.has("12:00", "16:00")
        let next = scene.settled(at: "13:00").ledger.bookings[1]
        #expect(next.state == .inUse)
        #expect(next.endedAt == nil && next.checkedInAt == nil)
    }

    @Test("takes the hours of each campus")
    func hours() {
        var scene = LedgerScene()
        scene.policy.violations.signOut = .closing
        scene.has(.inUse, "09:00", "12:00")
        scene.has(.inUse, "14:00", "16:00", at: Scene.west)
        let settlement = settle(
            scene.ledger, at: time("20:00"), faults: [],
            hours: { $0 == Scene.east ? BookingScene.daily("08:00", "18:00") : BookingScene.daily("08:00", "19:00") },
            under: scene.policy)
        #expect(settlement.ledger.violations.map(\.at) == [time("18:00"), time("19:00")])
    }
}
