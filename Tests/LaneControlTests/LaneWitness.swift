import LaneControl
import LibraryModel

/// Watches a lane from outside, by events and commands alone, and says which of its promises was broken.
struct LaneWitness {
    private(set) var broken: [String] = []
    /// Grants that have not ended yet, by name and way.
    private(set) var alive: Set<Key> = []
    private(set) var pulses = 0
    private(set) var passages = 0
    private var energisedUntil: [Direction: Instant] = [:]
    private var restedAt: [Direction: Instant] = [:]
    private var mode: HouseMode = .normal
    /// Until when an exit that was asked for must be pulsed.
    private var exitOwed: Instant?
    private let settings: LaneSettings

    struct Key: Hashable {
        let id: RecordID
        let direction: Direction
    }

    init(_ settings: LaneSettings) { self.settings = settings }

    mutating func see(_ event: LaneEvent, _ commands: [LaneCommand], at now: Instant, next: Instant?) {
        expect(next.map { $0 > now } ?? true, "the next deadline is due already", now)
        let modes = [mode] + commands.compactMap { if case .modeChanged(let mode, _) = $0 { mode } else { nil } }
        mode = modes.last ?? mode
        let exitIsOpen = energisedUntil[.exit] != nil
        begin(event)
        for command in commands { see(command, modes, at: now) }
        if asksForExit(event), !exitIsOpen { exitOwed = exitOwed ?? now + LaneSettings.gap }
        if energisedUntil[.exit] != nil { exitOwed = nil }
        expect(exitOwed.map { now <= $0 } ?? true, "an exit was not pulsed at once", now)
        let order = commands.map(isForLine)
        expect(order == order.filter { $0 } + order.filter { !$0 }, "a record stands before a line", now)
        for (way, end) in energisedUntil { expect(now < end, "\(way) is energised beyond its bound", now) }
    }

    private mutating func begin(_ event: LaneEvent) {
        switch event {
        case .grant(let grant), .resume(let grant): alive.insert(Key(id: grant.id, direction: grant.direction))
        default: break
        }
    }

    private mutating func see(_ command: LaneCommand, _ modes: [HouseMode], at now: Instant) {
        switch command {
        case .pulse(let way, let duration):
            pulses += 1
            expect(duration == settings.pulse, "a pulse of \(duration)", now)
            expect(energisedUntil[way] == nil, "\(way) is pulsed while energised", now)
            expect(restedAt[way].map { $0 <= now } ?? true, "\(way) is pulsed before it rested", now)
            expect(way == .exit || modes.contains { $0 != .hold }, "an entry is pulsed in hold", now)
            energisedUntil[way] = now + duration
        case .cut(let way):
            expect(energisedUntil[way] != nil, "\(way) is cut while off", now)
            energisedUntil[way] = nil
            restedAt[way] = now + LaneSettings.gap
        case .passed(let grant, _):
            passages += 1
            end(grant, now)
        case .gaveUp(let grant), .busy(let grant): end(grant, now)
        case .unmatchedPassage(let way, _, _): if way == .exit { exitOwed = nil }
        default: break
        }
        if case .passed(let grant, _) = command, grant.direction == .exit { exitOwed = nil }
        if case .staffPassed(let act, _) = command, act.kind == .releaseOne { exitOwed = nil }
    }

    private mutating func end(_ grant: Grant, _ now: Instant) {
        let was = alive.remove(Key(id: grant.id, direction: grant.direction))
        expect(was != nil, "a grant ended twice", now)
    }

    private func asksForExit(_ event: LaneEvent) -> Bool {
        switch event {
        case .grant(let grant): grant.direction == .exit
        case .desk(.releaseOne): true
        default: false
        }
    }

    private func isForLine(_ command: LaneCommand) -> Bool {
        switch command {
        case .pulse, .cut: true
        default: false
        }
    }

    private mutating func expect(_ holds: Bool, _ promise: String, _ now: Instant) {
        if !holds { broken.append("\(now.milliseconds) ms: \(promise)") }
    }
}
