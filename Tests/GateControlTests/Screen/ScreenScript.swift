import GateControl
import LibraryModel
import Testing

/// The screen of a lane driven by words: `present 1, answer 1 entry, +4s`. After each word it notes what is shown.
struct ScreenScript {
    static let nine = WallTime(milliseconds: 1_795_222_800_000)

    let direction: Direction
    private var screen: LaneScreen
    private var now = Instant(nanoseconds: 1_000_000_000)
    private var standing = LaneStanding()
    private var house = ScreenHouse(now: nine, isOpen: true)

    init(_ direction: Direction) {
        self.direction = direction
        screen = LaneScreen(direction: direction) { _ in BilingualText(zh: "西校区", en: "West") }
    }

    var state: ScreenState { screen.state(at: now, house: house) }

    /// What is shown after the last word: the kind with the code of a verdict, or with the English title.
    mutating func play(_ script: String) throws -> String {
        for word in script.split(separator: ",") { try take(word.split(separator: " ").map(String.init)) }
        let state = state
        return state.kind.rawValue + (state.code.map { " " + $0.rawValue } ?? "")
    }

    private mutating func take(_ words: [String]) throws {
        let first = try #require(words.first)
        switch first {
        case "present": hear(.presented(try number(words)))
        case "answer":
            let code = try #require(DecisionCode(rawValue: words[2]))
            hear(.answered(try number(words), Decision(code), at: Self.nine))
        case "busy": hear(.busy)
        case "staff": hear(.letThrough(at: Self.nine))
        case "passed": hear(.passed)
        case "not-passed": hear(.notPassed)
        case "mode": stand { $0.mode = HouseMode(rawValue: words[1]) ?? .normal }
        case "broken": stand { $0.isFit = false }
        case "mended": stand { $0.isFit = true }
        case "blind": stand { $0.sees = false }
        case "seeing": stand { $0.sees = true }
        case "record-waits": stand { $0.canRecord = false }
        case "written": stand { $0.canRecord = true }
        case "opens": stand { $0.isOpen = true }
        case "shuts": stand { ($0.isOpen, $0.waiting) = (false, 0) }
        case "queue":
            let count = Int(words[1]) ?? 0
            stand { ($0.isOpen, $0.waiting) = (true, count) }
        case "house":
            house.isOpen = words[1] == "unknown" ? nil : words[1] == "open"
            house.isFull = words.contains("full")
            house.canRecord = !words.contains("silent")
            house.nextOpening = words[1] == "closed" ? Self.nine + .hours(1) : nil
        default:
            let seconds = try #require(Double(first.dropFirst().dropLast()), "\(first)")
            now = now + .milliseconds(Int64(seconds * 1000))
        }
    }

    mutating func hear(_ news: LaneNews) { screen.hear(news, at: now) }

    private mutating func stand(_ change: (inout LaneStanding) -> Void) {
        change(&standing)
        hear(.stands(standing))
    }

    private func number(_ words: [String]) throws -> UInt64 { try #require(UInt64(words[1])) }
}
