import GateControl
import GateHardware
import LibraryModel
import LibraryRules
import Testing

@Suite("Any walk of a lane's screen")
struct LaneScreenWalkTests {
    /// What has been told to the screen, kept apart from it.
    private struct Told {
        var standing = LaneStanding()
        var newest: UInt64 = 0
        /// When each presentation was answered.
        var answered: [UInt64: (at: Instant, decision: Decision)] = [:]
        var now = Instant(nanoseconds: 1)
        var staffAt: Instant?
    }

    private static let codes = DecisionCode.allCases

    @Test("keeps its promises after every step", arguments: Array<UInt64>(1...60))
    func walk(_ seed: UInt64) {
        var chance = SeededChance(seed: seed)
        let direction: Direction = seed % 2 == 0 ? .entry : .exit
        var screen = LaneScreen(direction: direction) { _ in BilingualText(zh: "西校区", en: "West") }
        var told = Told()
        var last: ScreenState?
        for _ in 0..<400 {
            if let news = Self.step(&told, &chance) { screen.hear(news, at: told.now) }
            let house = ScreenHouse(
                now: ScreenScript.nine, isOpen: [true, false, nil].randomElement(using: &chance) ?? nil,
                nextOpening: ScreenScript.nine, isFull: Bool.random(using: &chance), canRecord: Bool.random(using: &chance))
            let state = screen.state(at: told.now, house: house)
            Self.check(state, told, house, direction)
            if let last {
                #expect(state.serial >= last.serial)
                if state.presentation != last.presentation, state.presentation != nil { #expect(state.serial > last.serial) }
            }
            last = state
        }
    }

    private static func step(_ told: inout Told, _ chance: inout SeededChance) -> LaneNews? {
        switch Int.random(in: 0..<12, using: &chance) {
        case 0, 1:
            told.newest += 1
            return .presented(told.newest)
        case 2, 3, 4:
            guard told.newest > 0, let code = codes.randomElement(using: &chance) else { return nil }
            let number = told.newest - min(told.newest - 1, UInt64.random(in: 0...1, using: &chance))
            let decision = Decision(code)
            if number == told.newest { told.answered[number] = (told.now, decision) }
            return .answered(number, decision, at: ScreenScript.nine)
        case 5: return [.busy, .passed, .notPassed].randomElement(using: &chance)
        case 6:
            told.staffAt = told.now
            return .letThrough(at: ScreenScript.nine)
        case 7:
            if Int.random(in: 0..<4, using: &chance) == 0 {
                told.standing.mode = HouseMode.allCases.randomElement(using: &chance) ?? .normal
            } else { told.standing.mode = .normal }
            told.standing.isFit = Int.random(in: 0..<6, using: &chance) > 0
            told.standing.sees = Bool.random(using: &chance)
            told.standing.isOpen = Bool.random(using: &chance)
            told.standing.canRecord = Bool.random(using: &chance)
            told.standing.waiting = told.standing.isOpen ? Int.random(in: 0...2, using: &chance) : 0
            return .stands(told.standing)
        default:
            told.now = told.now + .milliseconds(Int64.random(in: 1...3000, using: &chance))
            return nil
        }
    }

    private static func check(_ state: ScreenState, _ told: Told, _ house: ScreenHouse, _ direction: Direction) {
        if let presentation = state.presentation {
            #expect(presentation == told.newest, "no old verdict for a new patron")
            #expect(told.answered[presentation] != nil, "no verdict before its answer")
            if let answer = told.answered[presentation] {
                #expect(told.now - answer.at < .seconds(120))
                if state.kind == .admit { #expect(answer.decision.admits) }
            }
        }
        if let until = state.until { #expect(until > told.now, "what has ended is not shown") }
        #expect((state.kind == .emergency) == (told.standing.mode == .emergency))
        if told.standing.mode != .emergency, !told.standing.isFit { #expect(state.kind == .outOfOrder) }
        switch state.kind {
        case .hold: #expect(direction == .entry && told.standing.mode == .hold)
        case .closed: #expect(direction == .entry && house.isOpen == false)
        case .freePassage: #expect(told.standing.mode == .open && told.standing.isFit)
        case .admit: #expect(state.lamp == .green && state.code?.admits == true && state.tone == .go)
        case .refuse: #expect(state.lamp != .green && state.code?.admits == false && state.tone != .go && state.tone != nil)
        case .idle where direction == .entry && !(told.standing.canRecord && house.canRecord):
            Issue.record("nobody is asked in whom nothing can record")
        case .idle, .reading: #expect(state.tone == nil && state.lamp != .green && state.lamp != .red)
        default: break
        }
        if state.lamp == .green { #expect([.admit, .freePassage, .emergency].contains(state.kind)) }
    }
}
