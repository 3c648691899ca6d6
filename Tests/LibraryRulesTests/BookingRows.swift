import LibraryModel
import LibraryRules

/// The states of a booking (R22), its campus (R3), its patron (R1, R18), and bookings that are unknown here (R27).
enum BookingRows {
    static let all: [Row] = states + again + campuses + patrons + unknown + contradictions

    private static let states: [Row] = [
        Row("a cancelled booking", .cancelled) { $0.books(.cancelled) },
        Row("a released booking", .released) { $0.books(.released) },
        Row("a booking signed out of", .alreadyEnded) { $0.books(.completed) },
        Row("a booking never signed out of", .alreadyEnded) { $0.books(.notSignedOut) },
        Row("a booking in use whose visit the closing reset ended", .alreadyEnded) { $0.books(.inUse) },
        Row("a cancelled booking shown at the wrong campus", .cancelled) { $0.books(.cancelled, at: Scene.west) },
        Row("a missed booking shown at the wrong campus", .tooLate) {
            $0.books(at: Scene.west)
            $0.at("09:21")
        },
    ]

    private static let again: [Row] = [
        Row("R13: checked in, nobody passed, after the window", .again) {
            $0.books(.checkedIn)
            $0.at("10:00")
        },
        Row("R13: checked in, nobody passed, in the last instant of the slot", .again) {
            $0.books(.checkedIn)
            $0.at("10:59:59.999")
        },
        Row("R13: checked in, nobody passed, the slot is over", .alreadyEnded) {
            $0.books(.checkedIn)
            $0.at("11:00")
        },
        Row("R13: the same pass after its lane timed out", .again) {
            $0.books(.checkedIn)
            $0.records.passUse = .opened
        },
    ]

    private static let campuses: [Row] = [
        Row("B18: pass of West at East 08:50", Decision(.wrongCampus, campus: Scene.west)) {
            $0.books(at: Scene.west)
            $0.at("08:50")
        },
        Row("too early and at the wrong campus", Decision(.wrongCampus, campus: Scene.west)) {
            $0.books(at: Scene.west)
            $0.at("08:00")
        },
    ]

    private static let patrons: [Row] = [
        Row("R1: a booking of nobody on the list", .unknownPatron) { $0.records.patron = nil },
        Row("R1: an inactive account", .accountInactive) { $0.records.patron?.standing = .inactive },
        Row("R18: a suspension leaves standing bookings alone", .entered) {
            $0.records.patron?.suspendedUntil = time("00:00", on: "2026-11-19")
        },
        Row("setting: a suspension bars entry", Decision(.suspended, opensAt: time("00:00", on: "2026-11-19"))) {
            $0.policy.suspensionBarsEntry = true
            $0.records.patron?.suspendedUntil = time("00:00", on: "2026-11-19")
        },
        Row("setting: a suspension bars entry until its end", .entered) {
            $0.policy.suspensionBarsEntry = true
            $0.records.patron?.suspendedUntil = time("09:00")
        },
    ]

    private static let unknown: [Row] = [
        Row("R27: the pass proves the booking", .enteredOnPass) { $0.unheard() },
        Row("R27: setting: the list here is complete", .noBooking) {
            $0.policy.unknownBooking = .refuse
            $0.unheard()
        },
        Row("R27: setting: the list here may be behind", .notSynced) {
            $0.policy.unknownBooking = .refuseNotSynced
            $0.unheard()
        },
        Row("R27: the pass is too early", Decision(.tooEarly, opensAt: time("08:40"))) {
            $0.unheard()
            $0.at("08:39:59.999")
        },
        Row("R27: the pass is too late", .tooLate) {
            $0.unheard()
            $0.at("09:20:00.001")
        },
        Row("R27: the pass opened a lane, nobody passed, after the window", .enteredOnPass) {
            $0.unheard()
            $0.records.passUse = .opened
            $0.at("09:20:30")
        },
        Row("R27: the pass opened a lane, nobody passed, the slot is over", .alreadyEnded) {
            $0.unheard()
            $0.records.passUse = .opened
            $0.at("11:00")
        },
        Row("R27: the pass is for West", Decision(.wrongCampus, campus: Scene.west)) {
            $0.policy.unknownBooking = .refuse
            $0.unheard()
            guard var pass = $0.circumstances.pass.verified else { return }
            pass.campus = Scene.west
            $0.circumstances.pass = .verified(pass)
        },
    ]

    private static let contradictions: [Row] = [
        Row("the store moved the booking an hour later", Decision(.tooEarly, opensAt: time("09:40"))) {
            $0.books(from: "10:00", to: "12:00")
        },
        Row("the store moved the booking an hour earlier", .tooLate) { $0.books(from: "08:00", to: "10:00") },
        Row("the store moved the booking to this campus", .entered) {
            guard var pass = $0.circumstances.pass.verified else { return }
            pass.campus = Scene.west
            $0.circumstances.pass = .verified(pass)
        },
        Row("the store shortened the booking", .alreadyEnded) {
            $0.books(.checkedIn, to: "10:00")
            $0.at("10:00")
        },
    ]
}
