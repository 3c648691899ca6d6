import LibraryModel
import LibraryRules

/// Hours (R21, B10) and the cap (R15, B19).
enum HouseRows {
    static let all: [Row] = opening + clipped + closed + cap

    /// A booking of 08:00 to 10:00, the first of the day.
    private static func first(_ scene: inout Scene, at now: String) {
        scene.books(from: "08:00", to: "10:00")
        scene.at(now)
    }

    private static let opening: [Row] = [
        Row("B10: 07:45 is recorded, the gate opens 08:00", Decision(.closed, effects: [.checkIn], opensAt: time("08:00"))) {
            first(&$0, at: "07:45")
        },
        Row("B10: 07:39:59.999", Decision(.tooEarly, opensAt: time("07:40"))) { first(&$0, at: "07:39:59.999") },
        Row("B10: 08:00 without a scan before", .entered) { first(&$0, at: "08:00") },
        Row("B10: a second scan at 07:50", Decision(.closed, opensAt: time("08:00"))) {
            first(&$0, at: "07:50")
            $0.records.booking?.state = .checkedIn
        },
        Row("B10: at 08:00 after the scan at 07:45 it is the first entry", Decision(.entry, effects: [.reserveSeat])) {
            first(&$0, at: "08:00")
            $0.records.booking?.state = .checkedIn
            $0.records.booking?.checkedInAt = time("07:45")
        },
        Row("B10: at 09:30 after the scan at 07:45", Decision(.entry, effects: [.reserveSeat])) {
            first(&$0, at: "09:30")
            $0.records.booking?.state = .checkedIn
            $0.records.booking?.checkedInAt = time("07:45")
        },
        Row("B10: checked in after the opening, it is not the first", .again) {
            first(&$0, at: "08:10")
            $0.records.booking?.state = .checkedIn
            $0.records.booking?.checkedInAt = time("08:05")
        },
        Row("B10: needs a location like every check-in", .noLocation) {
            first(&$0, at: "07:45")
            $0.circumstances.location = .missing
        },
        Row("B10: a second scan needs no location", Decision(.closed, opensAt: time("08:00"))) {
            first(&$0, at: "07:50")
            $0.records.booking?.state = .checkedIn
            $0.circumstances.location = .missing
        },
        Row("B10: nothing to record for a booking unknown here", Decision(.closed, opensAt: time("09:00"))) {
            $0.unheard()
            $0.at("08:50")
            $0.opens("09:00")
        },
    ]

    private static let clipped: [Row] = [
        Row("B10, clipped: 07:45", Decision(.tooEarly, opensAt: time("08:00"))) {
            $0.policy.earlyHouse = .clip
            first(&$0, at: "07:45")
        },
        Row("B10, clipped: 07:30 says 08:00 too", Decision(.tooEarly, opensAt: time("08:00"))) {
            $0.policy.earlyHouse = .clip
            first(&$0, at: "07:30")
        },
        Row("B10, clipped: 08:00", .entered) {
            $0.policy.earlyHouse = .clip
            first(&$0, at: "08:00")
        },
        Row("B10, clipped: a window after the opening is whole", .entered) {
            $0.policy.earlyHouse = .clip
            $0.at("08:40")
        },
        Row("B10, clipped: the house opens after the window", .turnedAway(.closed, opensAt: time("10:00"))) {
            $0.policy.earlyHouse = .clip
            $0.opens("10:00")
        },
    ]

    private static let closed: [Row] = [
        Row("R21: a closed day, the patron is on time", .turnedAway(.closed)) { $0.circumstances.opening = nil },
        Row("R21: an early closing", .turnedAway(.closed)) { $0.opens("08:00", closes: "09:00") },
        Row("R21: a moment before the closing", .entered) { $0.opens("08:00", closes: "09:00:00.001") },
        Row("R21: a late opening within the slot", Decision(.closed, effects: [.checkIn], opensAt: time("10:59"))) {
            $0.opens("10:59")
        },
        Row("R21: a late opening at the end of the slot", .turnedAway(.closed, opensAt: time("11:00"))) {
            $0.opens("11:00")
        },
        Row("R21: on a closed day no location is asked for", .turnedAway(.closed)) {
            $0.circumstances.opening = nil
            $0.circumstances.location = .missing
        },
    ]

    private static let cap: [Row] = [
        Row("R15: the last seat", .entered) { $0.records.occupancy = Occupancy(inside: 299, reserved: 0, cap: 300) },
        Row("B19: 300 inside, on-time patron", .turnedAway(.full)) {
            $0.records.occupancy = Occupancy(inside: 300, reserved: 0, cap: 300)
        },
        Row("B19: seats held count too", .turnedAway(.full)) {
            $0.records.occupancy = Occupancy(inside: 298, reserved: 2, cap: 300)
        },
        Row("B19: at 09:20, the last instant", .turnedAway(.full)) {
            $0.at("09:20")
            $0.fill()
        },
        Row("B19: more inside than the cap, after overrides", .turnedAway(.full)) {
            $0.records.occupancy = Occupancy(inside: 305, reserved: 0, cap: 300)
        },
        Row("B19: checked in before, so nothing to note", .full) {
            $0.books(.checkedIn)
            $0.fill()
        },
        Row("B19: a booking unknown here", .full) {
            $0.unheard()
            $0.fill()
        },
        Row("B19: a patron who is early is not turned away", Decision(.tooEarly, opensAt: time("08:40"))) {
            $0.at("08:30")
            $0.fill()
        },
        Row("R15 B: only bookings are counted", .entered) {
            $0.policy.capAtGate = false
            $0.fill()
        },
    ]
}
