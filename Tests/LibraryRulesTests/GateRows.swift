import LibraryModel
import LibraryRules

/// What keeps everybody out, and codes that are no pass.
enum GateRows {
    static let all: [Row] = [
        Row("B23: fire input active, nothing changes", .emergencyOpen) { $0.circumstances.mode = .emergency },
        Row("B23: fire input active, a bad code too", .emergencyOpen) {
            $0.circumstances.mode = .emergency
            $0.circumstances.pass = .rejected(.notAPass)
        },
        Row("B23: fire input active and the lane unfit", .emergencyOpen) {
            $0.circumstances.mode = .emergency
            $0.circumstances.laneFit = false
        },
        Row("staff hold the entry, the patron is on time", .turnedAway(.lockdown)) { $0.circumstances.mode = .hold },
        Row("staff hold the entry, the patron is early", .lockdown) {
            $0.circumstances.mode = .hold
            $0.at("08:30")
        },
        Row("staff opened both ways, passes are still decided", .entered) { $0.circumstances.mode = .open },
        Row("lane unfit, the patron is on time", .turnedAway(.gateFault)) { $0.circumstances.laneFit = false },
        Row("lane unfit, booking of West", .gateFault) {
            $0.circumstances.laneFit = false
            $0.books(at: Scene.west)
        },
        Row("lane unfit, pass withdrawn", .gateFault) {
            $0.circumstances.laneFit = false
            $0.records.revoked = true
        },
        Row("lane unfit, pass run out", .gateFault) {
            $0.circumstances.laneFit = false
            $0.reissue(at: time("08:58"))
        },
        Row("lane unfit, booking checked in already", .gateFault) {
            $0.circumstances.laneFit = false
            $0.books(.checkedIn)
        },
        Row("lane unfit, booking unknown here", .gateFault) {
            $0.circumstances.laneFit = false
            $0.unheard()
        },
        Row("a fifth bad code", .malformed) {
            $0.circumstances.pass = .rejected(.malformed)
            $0.circumstances.recentBadCodes = 4
        },
        Row("a sixth bad code", .rateLimited) {
            $0.circumstances.pass = .rejected(.malformed)
            $0.circumstances.recentBadCodes = 5
        },
        Row("a good pass after many bad codes", .entered) { $0.circumstances.recentBadCodes = 1000 },
        Row("setting: one bad code is allowed", .rateLimited) {
            $0.policy.badCodesAllowed = 1
            $0.circumstances.pass = .rejected(.notAPass)
            $0.circumstances.recentBadCodes = 1
        },
        Row("some other QR code", .notAPass) { $0.circumstances.pass = .rejected(.notAPass) },
        Row("a damaged pass", .malformed) { $0.circumstances.pass = .rejected(.malformed) },
        Row("a pass of another version", .unsupportedVersion) { $0.circumstances.pass = .rejected(.unsupportedVersion) },
        Row("a pass of an unknown key", .unknownKey) { $0.circumstances.pass = .rejected(.unknownKey) },
        Row("a forged pass", .badSignature) { $0.circumstances.pass = .rejected(.badSignature) },
    ]
}
