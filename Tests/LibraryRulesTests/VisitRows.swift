import LibraryModel
import LibraryRules

/// Seats that the patron holds or has taken (R6, R7, R11, R13).
enum VisitRows {
    static let all: [Row] = held + inside + stays

    private static let held: [Row] = [
        Row("B21: the same pass within 3 s keeps its seat", .reopened) {
            $0.books(.checkedIn)
            $0.records.passUse = .opened
            $0.visit(.reserved)
        },
        Row("B21: also when the house is full by now", .reopened) {
            $0.books(.checkedIn)
            $0.records.passUse = .opened
            $0.visit(.reserved)
            $0.fill()
        },
        Row("B21: also after the window", .reopened) {
            $0.books(.checkedIn)
            $0.visit(.reserved)
            $0.at("09:20:02")
        },
        Row("B21: also when the pass runs out meanwhile", .reopened) {
            $0.books(.checkedIn)
            $0.records.passUse = .opened
            $0.visit(.reserved)
            $0.reissue(at: time("08:58:59"))
        },
        Row("B21: a renewed pass of the booking", .reopened) {
            $0.books(.checkedIn)
            $0.visit(.reserved)
        },
        Row("B21: an old picture of another pass of the booking", .codeExpired) {
            $0.books(.checkedIn)
            $0.visit(.reserved)
            $0.reissue(at: time("08:50"))
        },
        Row("B21: not when the slot is over", .alreadyEnded) {
            $0.books(.checkedIn)
            $0.records.passUse = .opened
            $0.visit(.reserved)
            $0.at("11:00")
        },
        Row("B21: of a booking unknown here", .reopened) {
            $0.unheard()
            $0.records.passUse = .opened
            $0.visit(.reserved)
        },
        Row("B21: at another lane", Decision(.notPassed, lane: Scene.otherLane)) {
            $0.books(.checkedIn)
            $0.records.passUse = .opened
            $0.visit(.reserved, by: Scene.otherLane)
        },
        Row("a seat held for the patron's other booking here", Decision(.notPassed, lane: Scene.lane)) {
            $0.visit(.reserved, of: Scene.other)
        },
        Row("a seat held at another campus", Decision(.notPassed, campus: Scene.west, lane: Scene.otherLane)) {
            $0.visit(.reserved, of: Scene.other, at: Scene.west, by: Scene.otherLane)
        },
        Row("a seat of this booking held at another campus", Decision(.notPassed, campus: Scene.west, lane: Scene.otherLane)) {
            $0.books(.checkedIn)
            $0.visit(.reserved, at: Scene.west, by: Scene.otherLane)
        },
    ]

    private static let inside: [Row] = [
        Row("B22: same pass after the passage in", .alreadyIn) {
            $0.books(.inUse)
            $0.records.passUse = .passed
            $0.visit(.inside)
        },
        Row("B22: a renewed pass after the passage in", .alreadyIn) {
            $0.books(.inUse)
            $0.visit(.inside)
        },
        Row("B22: an old picture of the pass", .alreadyIn) {
            $0.books(.inUse)
            $0.visit(.inside)
            $0.reissue(at: time("08:50"))
        },
        Row("B22: of a booking unknown here", .alreadyIn) {
            $0.unheard()
            $0.records.passUse = .passed
            $0.visit(.inside)
        },
        Row("inside beyond the slot, sign-out missed", .alreadyIn) {
            $0.books(.notSignedOut)
            $0.visit(.inside)
            $0.at("12:00")
        },
        Row("inside West with a booking of West, here with one of East", Decision(.signOutFirst, campus: Scene.west)) {
            $0.visit(.inside, of: Scene.other, at: Scene.west)
        },
        Row("inside here with another booking", Decision(.signOutFirst, campus: Scene.east)) {
            $0.visit(.inside, of: Scene.other, until: "08:30")
        },
        Row("inside here with a booking whose end is unknown", Decision(.signOutFirst, campus: Scene.east)) {
            $0.visit(.inside, of: Scene.other)
        },
    ]

    private static let stays: [Row] = [
        Row("R7: back to back here, before the boundary", .alreadyIn) {
            $0.visit(.inside, of: Scene.other, until: "09:00")
            $0.at("08:45")
        },
        Row("R7: back to back here, at the boundary", .alreadyIn) {
            $0.visit(.inside, of: Scene.other, until: "09:00")
        },
        Row("R7: back to back, but inside West", Decision(.signOutFirst, campus: Scene.west)) {
            $0.visit(.inside, of: Scene.other, at: Scene.west, until: "09:00")
        },
    ]
}
