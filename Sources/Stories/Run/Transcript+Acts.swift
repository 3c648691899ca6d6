import LibraryModel

/// What the people and things of a story do, in words.
extension Transcript {
    /// Nil when only time goes by.
    func words(_ act: StoryAct) -> String? {
        switch act {
        case .present(let patron, let pass, _): "\(patron) holds up \(words(pass))"
        case .passes(let direction, _): "somebody walks \(direction.word)"
        case .press(let button, _): "staff press the button: \(button == .admit ? "let one in" : "let one out")"
        case .turn(let control, let on, _): "staff turn the \(control.rawValue) key \(on ? "on" : "off")"
        case .fire(let on, _): on ? "the fire contact closes" : "the fire contact opens"
        case .sensor(let direction, let stuck, _):
            "the sensor of the way \(direction.word) \(stuck ? "becomes active and stays so" : "is free again")"
        case .relay(let direction, let works, _): "the relay of the way \(direction.word) \(works ? "works again" : "breaks")"
        case .ready(let ready, _): ready ? "the turnstile is ready again" : "the turnstile is no longer ready"
        case .clock(.trusted): "the clock is right and vouched for"
        case .clock(.untrusted): "nobody vouches for the clock any more"
        case .clock(.wrong): "the clock runs half an hour ahead, and nobody vouches for it"
        case .store(.full): "the disk is full"
        case .store(.locked): "the store is locked by somebody else"
        case .store(.well): "the store works again"
        case .powerCut: "the board loses its power and starts again"
        case .book, .cancel, .kiosk, .waive, .hours, .clockJumps, .power: bookingWords(act)
        case .wait: nil
        }
    }

    /// `a printed pass, without location`
    private func words(_ pass: StoryPass) -> String {
        if let text = pass.text { return "another code: \(text)" }
        var what = pass.owner.map { "\($0)'s pass" } ?? "\(pass.isPrinted ? "a printed" : pass.isForged ? "a forged" : pass.isForeign ? "a foreign" : "a") pass"
        if pass.isSame { what = pass.owner.map { "a picture of \($0)'s code" } ?? "the same code again" }
        if pass.age > .zero { what += ", \(pass.age.components.seconds) s old" }
        switch pass.place {
        case .inside: break
        case .outside: what += ", located elsewhere"
        case .unknown: what += ", without location"
        case .vague: what += ", its location vague"
        case .stale: what += ", its location old"
        }
        if pass.isDark { what += ", in dark mode" }
        if pass.isBadlyHeld { what += ", tilted and blurred" }
        return what
    }
}

extension StoryAct {
    /// Where it happens; nil when it concerns more than one lane.
    var lane: String? {
        switch self {
        case .present(_, _, let lane), .passes(_, let lane), .press(_, let lane), .turn(_, _, let lane),
            .sensor(_, _, let lane), .relay(_, _, let lane), .ready(_, let lane), .kiosk(_, let lane):
            lane
        case .fire(_, let lane): lane
        case .hours(let campus, _, _): campus
        case .clock, .clockJumps, .store, .powerCut, .power, .book, .cancel, .waive, .wait: nil
        }
    }
}
