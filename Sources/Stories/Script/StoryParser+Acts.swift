import LibraryModel

extension StoryParser {
    func readAct(_ words: inout StoryWords) throws(StoryProblem) -> StoryAct {
        let verb = try words.word("what happens")
        switch verb {
        case "present": return try present(&words)
        case "passes":
            let direction = try inOrOut(&words)
            return .passes(direction, lane: try lane(&words))
        case "press":
            let button = try words.choice("the button", of: StoryButton.self)
            return .press(button, lane: try lane(&words))
        case "turn":
            let control = try words.choice("the switch", of: StorySwitch.self)
            let on = try onOrOff(&words)
            return .turn(control, on: on, lane: try lane(&words))
        case "fire":
            let on = try onOrOff(&words)
            return .fire(on: on, lane: words.next == "at" ? try lane(&words) : nil)
        case "sensor":
            let direction = try inOrOut(&words)
            let stuck = try either(&words, "stuck", "free")
            return .sensor(direction, stuck: stuck, lane: try lane(&words))
        case "relay":
            let direction = try inOrOut(&words)
            let works = try either(&words, "works", "fails")
            return .relay(direction, works: works, lane: try lane(&words))
        case "turnstile":
            let ready = try either(&words, "ready", "dead")
            return .ready(ready, lane: try lane(&words))
        case "clock":
            if words.take("jumps") {
                try words.expect("to")
                return .clockJumps(to: try words.time("the time of the clock"))
            }
            return .clock(try words.choice("the clock", of: StoryClock.self))
        case "store": return .store(try words.choice("the store", of: StoryStore.self))
        case "power":
            if words.take("cut") { return .powerCut }
            return .power(on: try onOrOff(&words))
        case "wait": return .wait
        case "waive": return .waive(try waiver(&words))
        case "hours": return try hours(&words)
        default:
            if names.patrons.contains(verb) { return try phone(of: verb, &words) }
            throw words.problem(
                "`\(verb)` is nothing that happens; use present, passes, press, turn, fire, sensor, relay, turnstile, clock, store, power, waive, hours, wait, expect, or a patron who does something")
        }
    }

    /// `present anna same dark outside at east-in`
    private func present(_ words: inout StoryWords) throws(StoryProblem) -> StoryAct {
        let patron = try known(&words, "patron", among: names.patrons)
        var pass = StoryPass()
        while let word = words.next, word != "at", word != "->" {
            _ = words.take(word)
            switch word {
            case "of": pass.owner = try known(&words, "patron", among: names.patrons)
            case "same": pass.isSame = true
            case "forged": pass.isForged = true
            case "foreign": pass.isForeign = true
            case "printed": pass.isPrinted = true
            case "dark": pass.isDark = true
            case "badly": pass.isBadlyHeld = true
            case "old": pass.age = .seconds(try words.number("the age in seconds", in: 1...86_400))
            case "text": pass.text = try text(&words)
            default:
                guard let place = StoryPass.Place(rawValue: word) else {
                    throw words.problem("`\(word)` says nothing of a pass; use of NAME, same, forged, foreign, printed, dark, badly, old N, text \"…\", or a place: inside, outside, unknown, vague, stale")
                }
                pass.place = place
            }
        }
        return .present(patron: patron, pass: pass, lane: try lane(&words))
    }

    /// What a camera can be shown in one code; the reader takes no more.
    private func text(_ words: inout StoryWords) throws(StoryProblem) -> String {
        let text = try words.word("the text")
        guard (1...StoryPass.longestText).contains(text.utf8.count) else {
            throw words.problem("the text must have 1 to \(StoryPass.longestText) bytes")
        }
        return text
    }

    func readExpectation(_ words: inout StoryWords, of act: StoryAct) throws(StoryProblem) -> StoryExpectation {
        let verb = try words.word("what is expected")
        switch verb {
        case "accept" where act.isOnPage: return .accepted
        case "refuse" where act.isOnPage: return try bookingRefusal(&words)
        case "admit", "refuse": return try decision(&words, admits: verb == "admit")
        case "inside":
            let inside = try words.number("the patrons inside", in: 0...100_000)
            let reserved = words.take("reserved") ? try words.number("the seats held", in: 0...100_000) : nil
            try words.expect("at")
            return .count(inside: inside, reserved: reserved, campus: try known(&words, "campus", among: names.campuses))
        case "unlocks": return .unlocks(try inOrOut(&words))
        case "shut": return .staysShut
        case "undecided": return .undecided
        case "alarm": return .alarm(try words.word("the alarm"))
        case "behind": return .behind(try words.number("the records that wait", in: 0...10_000))
        default:
            if names.patrons.contains(verb) { return try expectation(of: verb, &words) }
            throw words.problem(
                "`\(verb)` cannot be expected; use admit, refuse, inside, unlocks, shut, undecided, alarm, behind, a patron, or accept where somebody books")
        }
    }

    private func decision(_ words: inout StoryWords, admits: Bool) throws(StoryProblem) -> StoryExpectation {
        let code = try words.choice("the code", of: DecisionCode.self)
        guard code.admits == admits else { throw words.problem("`\(code.rawValue)` \(code.admits ? "admits" : "refuses")") }
        var details: [StoryExpectation.Detail] = []
        while let word = words.next, word != "->" {
            _ = words.take(word)
            switch word {
            case "opens": details.append(.opens(try words.time("the opening")))
            case "campus": details.append(.campus(try known(&words, "campus", among: names.campuses)))
            case "lane": details.append(.lane(try known(&words, "lane", among: names.lanes)))
            default: throw words.problem("`\(word)` is no detail; use opens, campus or lane")
            }
        }
        return .decision(admits: admits, code: code, details: details)
    }

    func lane(_ words: inout StoryWords) throws(StoryProblem) -> String {
        try words.expect("at")
        return try known(&words, "lane", among: names.lanes)
    }

    private func inOrOut(_ words: inout StoryWords) throws(StoryProblem) -> Direction {
        try either(&words, "in", "out") ? .entry : .exit
    }

    private func onOrOff(_ words: inout StoryWords) throws(StoryProblem) -> Bool { try either(&words, "on", "off") }

    private func either(_ words: inout StoryWords, _ yes: String, _ no: String) throws(StoryProblem) -> Bool {
        if words.take(yes) { return true }
        if words.take(no) { return false }
        throw words.problem("`\(yes)` or `\(no)` is expected\(words.next.map { ", not `\($0)`" } ?? "")")
    }
}
