import LibraryModel
import LibraryRules
import Testing

/// Exit opens for everybody; only the record differs (R14, R21, B13, B23).
enum ExitRows {
    static let all: [Row] = [
        leaving("an open visit here", .exit) { $0.visit(.inside) },
        leaving("the visit of a back-to-back booking", .exit) { $0.visit(.inside, of: Scene.other, until: "09:00") },
        leaving("B12: 12:20:00.001 after an end at 12:00", .exit) {
            $0.books(.inUse, from: "10:00", to: "12:00")
            $0.visit(.inside)
            $0.at("12:20:00.001")
        },
        leaving("B13: 22:10 after an end at 22:00", .exit) {
            $0.books(.inUse, from: "20:00", to: "22:00")
            $0.visit(.inside)
            $0.at("22:10")
        },
        leaving("B23: in an emergency", .exit) {
            $0.visit(.inside)
            $0.circumstances.mode = .emergency
        },
        leaving("while staff hold the entry", .exit) {
            $0.visit(.inside)
            $0.circumstances.mode = .hold
        },
        leaving("through a lane that reports a fault", .exit) {
            $0.visit(.inside)
            $0.circumstances.laneFit = false
        },
        leaving("with a pass that ran out and was used", .exit) {
            $0.visit(.inside)
            $0.records.passUse = .passed
            $0.reissue(at: time("06:00"))
        },
        leaving("with a pass withdrawn meanwhile", .exit) {
            $0.visit(.inside)
            $0.records.revoked = true
        },
        leaving("without a location", .exit) {
            $0.visit(.inside)
            $0.circumstances.location = .missing
        },
        leaving("while the clock is untrusted", .exit) {
            $0.visit(.inside)
            $0.distrustClock(lastKnown: "03:00")
        },
        leaving("when the visit is at another campus", .exitUnmatched) { $0.visit(.inside, at: Scene.west) },
        leaving("when the seat is only held", .exitUnmatched) { $0.visit(.reserved) },
        leaving("without a visit", .exitUnmatched) { _ in },
        leaving("with a bad code", .exitUnmatched) { $0.circumstances.pass = .rejected(.badSignature) },
        leaving("after many bad codes", .exitUnmatched) {
            $0.circumstances.pass = .rejected(.notAPass)
            $0.circumstances.recentBadCodes = 100
        },
        leaving("with a booking unknown here", .exitUnmatched) { $0.unheard() },
    ]

    private static func leaving(
        _ says: String, _ code: DecisionCode, _ change: @escaping @Sendable (inout Scene) -> Void
    ) -> Row {
        Row("leaving \(says)", code) { scene in
            scene.circumstances.direction = .exit
            change(&scene)
        }
    }
}

@Suite("exit")
struct ExitTests {
    @Test("opens", arguments: ExitRows.all)
    func opens(row: Row) {
        #expect(row.decision == row.expected)
        #expect(row.decision.admits)
    }
}
