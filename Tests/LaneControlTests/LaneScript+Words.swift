import LaneControl
import LibraryModel

/// The words of the stories.
extension LaneScript {
    static func event(_ words: [String]) -> LaneEvent? {
        switch (words.first, words.dropFirst().first, words.dropFirst(2).first) {
        case ("grant", let name?, let way?): direction(way).map { .grant(grant(name, $0)) }
        case ("reopen", let name?, "in"?): .grant(grant(name, .entry, .reopen))
        case ("resume", let name?, let way?): direction(way).map { .resume(grant(name, $0)) }
        case ("level", let name?, let level?): inputs[name].map { .level($0, active: level == "on") }
        case ("resume-hold", nil, nil): .resumeHold
        case ("desk", "admit", nil): .desk(.admitOne)
        case ("desk", "release", nil): .desk(.releaseOne)
        case ("desk", "hold", let level?): .desk(.hold(level == "on"))
        case ("desk", "open", let level?): .desk(.open(level == "on"))
        case ("end", nil, nil), ("late-tick", nil, nil): .tick
        case (let name?, let level?, nil): inputs[name].map { .edge($0, active: level == "on") }
        default: nil
        }
    }

    static func text(_ command: LaneCommand) -> String {
        switch command {
        case .pulse(let way, let duration): "pulse \(word(way)) \(duration.inMilliseconds)"
        case .cut(let way): "cut \(word(way))"
        case .passed(let grant, let at): "passed \(name(grant.id)) since \(at.milliseconds)"
        case .notPassed(let grant): "not-passed \(name(grant.id))"
        case .gaveUp(let grant): "gave-up \(name(grant.id))"
        case .busy(let grant): "busy \(name(grant.id))"
        case .unmatchedPassage(let way, let mode, let at): "unmatched \(word(way)) \(mode.rawValue) since \(at.milliseconds)"
        case .staff(let act):
            "staff \(act.number) \(act.kind.rawValue) by \(act.source.rawValue)\(act.served ? "" : ", not served")"
        case .staffPassed(let act, let at): "staff-passed \(act.number) since \(at.milliseconds)"
        case .staffNotPassed(let act): "staff-not-passed \(act.number)"
        case .modeChanged(let mode, .fire): "mode \(mode.rawValue) by fire"
        case .modeChanged(let mode, .restart): "mode \(mode.rawValue) by restart"
        case .modeChanged(let mode, .staff(let source)): "mode \(mode.rawValue) by \(source.rawValue)"
        case .alarm(let alarm, let raised): "alarm \(alarm.code) \(raised ? "up" : "over")"
        case .show(let way, let signal): "show \(word(way)) \(signal.rawValue)"
        }
    }

    private static let inputs: [String: LaneInput] = [
        "passage-in": .passageIn, "passage-out": .passageOut, "ready": .ready, "fire": .fire, "admit": .buttonAdmit,
        "release": .buttonRelease, "hold": .switchHold, "open": .switchOpen,
    ]

    private static func direction(_ word: String) -> Direction? {
        switch word {
        case "in": .entry
        case "out": .exit
        default: nil
        }
    }

    private static func word(_ direction: Direction) -> String { direction == .entry ? "in" : "out" }

    private static func grant(_ name: String, _ direction: Direction, _ kind: Grant.Kind? = nil) -> Grant {
        Grant(id: id(name), direction: direction, kind: kind ?? (direction == .entry ? .seat : .exit))
    }

    /// Names such as `s1` are ids by their letters.
    private static func id(_ name: String) -> RecordID {
        RecordID(high: 0, low: name.utf8.prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
    }

    private static func name(_ id: RecordID) -> String {
        let bytes = (0..<8).reversed().map { UInt8(truncatingIfNeeded: id.low >> ($0 * 8)) }
        return String(decoding: bytes.drop { $0 == 0 }, as: UTF8.self)
    }
}
