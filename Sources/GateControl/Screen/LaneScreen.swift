public import LibraryModel
import LibraryRules

/// The screen of one lane as a state machine: pure, driven by what happens at the lane and by the instants it is handed.
///
/// A new presentation ends the verdict before it at once, and a verdict of an older presentation is never shown for a
/// newer one. Above all that stand, in this order: emergency, out of order, hold, free passage.
public struct LaneScreen: Sendable {
    /// How long each answer stands.
    public struct Times: Hashable, Sendable {
        /// An admission, at least so long unless its patron goes through before.
        public var admit: Duration = .seconds(4)
        public var refuse: Duration = .seconds(6)

        public init() {}

        /// An admission stands so long even when its patron is quicker, so that it can be seen at all.
        public static let least = Duration.seconds(1)
        /// Reading that brings no answer ends after this: the gate answers within 2 s (GB 51348-2019 section 14.4).
        public static let reading = Duration.seconds(3)
        /// However long the lane stands open.
        public static let most = Duration.seconds(40)
    }

    /// What answers the newest presentation.
    private enum Face {
        case none
        case reading(until: Instant)
        case verdict(Verdict)
    }

    private struct Verdict {
        let prompt: Prompt
        let presentation: UInt64?
        let from: Instant
        var until: Instant
        /// Behind somebody who goes first.
        var isQueued = false
        /// Nobody will be served for it.
        var isBusy = false
        var hasPassed = false

        var admits: Bool { prompt.code.admits && !isBusy }
    }

    private let direction: Direction
    private let times: Times
    private let offset: TimeZoneOffset
    private let campusName: @Sendable (CampusID) -> BilingualText
    private(set) var standing: LaneStanding
    private var face = Face.none
    private var newest: UInt64 = 0
    /// Too many waited when the newest was to be served.
    private var busy: UInt64?
    private var serial: UInt64 = 0

    public init(
        direction: Direction, times: Times = Times(), standing: LaneStanding = LaneStanding(),
        offset: TimeZoneOffset = .shanghai, campusName: @escaping @Sendable (CampusID) -> BilingualText
    ) {
        (self.direction, self.times, self.standing) = (direction, times, standing)
        (self.offset, self.campusName) = (offset, campusName)
    }

    public mutating func hear(_ news: LaneNews, at now: Instant) {
        let before = top(at: now)
        switch news {
        case .presented(let number): present(number, at: now)
        case .answered(let number, let decision, let time): answer(number, decision, time, at: now)
        case .busy: busy = newest
        case .letThrough(let time):
            show(Decision(.override), presentation: nil, at: now, seen: time)
        case .passed: passed(at: now)
        case .notPassed: notPassed(at: now)
        case .stands(let standing): stand(standing, at: now)
        }
        let after = top(at: now)
        let isNew: Bool = switch news {
        case .presented: after?.kind == .reading
        case .letThrough: after?.kind == .admit
        default: false
        }
        if isNew || !Self.says(after, the: before) { serial += 1 }
    }

    /// Whether both tell the same, however long.
    private static func says(_ one: ScreenState?, the other: ScreenState?) -> Bool {
        one?.kind == other?.kind && one?.title == other?.title && one?.next == other?.next
            && one?.presentation == other?.presentation
    }

    private mutating func present(_ number: UInt64, at now: Instant) {
        guard number > newest else { return }
        (newest, busy) = (number, nil)
        face = .reading(until: now + Times.reading)
    }

    private mutating func answer(_ number: UInt64, _ decision: Decision, _ time: WallTime, at now: Instant) {
        guard number == newest else { return }
        show(decision, presentation: number, at: now, seen: time)
    }

    private mutating func show(_ decision: Decision, presentation: UInt64?, at now: Instant, seen: WallTime) {
        let prompt = wording(for: decision, at: seen, offset: offset, campusName: campusName)
        var verdict = Verdict(
            prompt: prompt, presentation: presentation, from: now, until: now + (decision.admits ? times.admit : times.refuse))
        // Whoever leaves waits for nobody.
        verdict.isQueued = decision.admits && standing.waiting > 0 && direction == .entry
        verdict.isBusy = decision.admits && presentation != nil && busy == presentation && direction == .entry
        face = .verdict(verdict)
    }

    private mutating func passed(at now: Instant) {
        // Whoever is behind somebody has not passed yet.
        guard case .verdict(var verdict) = face, verdict.admits, standing.waiting == 0 else { return }
        verdict.hasPassed = true
        verdict.until = min(verdict.until, max(now, verdict.from + Times.least))
        face = .verdict(verdict)
    }

    /// Whoever still stands there is told why the lane is shut again.
    private mutating func notPassed(at now: Instant) {
        guard case .verdict(let verdict) = face, verdict.admits, standing.waiting == 0, isUp(verdict, at: now) else { return }
        show(Decision(.notPassed), presentation: verdict.presentation, at: now, seen: WallTime(milliseconds: 0))
    }

    private mutating func stand(_ new: LaneStanding, at now: Instant) {
        standing = new
        guard case .verdict(let verdict) = face, verdict.isQueued, new.waiting == 0 else { return }
        // The turn has come: the admission is shown from now on.
        face = .verdict(Verdict(
            prompt: verdict.prompt, presentation: verdict.presentation, from: now, until: now + times.admit))
    }
}

// MARK: What is shown

extension LaneScreen {
    /// What the screen shows at `now`.
    public func state(at now: Instant, house: ScreenHouse) -> ScreenState {
        if let top = top(at: now) { return top }
        if direction == .entry, house.isOpen == false { return closed(house) }
        // Nobody is asked to show a code that cannot open; who leaves needs no record.
        if direction == .entry, !standing.canRecord || !house.canRecord { return state(.outOfOrder, .entryDown) }
        if !standing.sees { return state(.outOfOrder, .cameraDown) }
        if direction == .entry, house.isFull { return state(.idle, .houseFull) }
        return state(.idle, direction == .entry ? .showToEnter : .showToLeave)
    }

    /// What does not depend on the house; nil when nothing is to be said.
    private func top(at now: Instant) -> ScreenState? {
        if standing.mode == .emergency {
            return state(.emergency, direction == .entry ? .emergencyOutside : .emergencyInside)
        }
        if !standing.isFit { return state(.outOfOrder, direction == .entry ? .laneDown : .exitDown) }
        if standing.mode == .hold, direction == .entry { return state(.hold, .held) }
        if standing.mode == .open { return state(.freePassage, .freePassage) }
        switch face {
        case .verdict(let verdict) where isUp(verdict, at: now): return state(of: verdict, at: now)
        case .reading(let until) where now < until: return state(.reading, .reading, until: until)
        default: return standing.isOpen ? state(.wait, .othersFirst, isSilent: true) : nil
        }
    }

    /// An admission stands while its lane stands open for it.
    private func isUp(_ verdict: Verdict, at now: Instant) -> Bool {
        if now < verdict.until { return true }
        return verdict.admits && !verdict.hasPassed && standing.isOpen && now < verdict.from + Times.most
    }

    private func state(of verdict: Verdict, at now: Instant) -> ScreenState {
        if verdict.isBusy { return state(.wait, .tooManyWait, until: verdict.until, presentation: verdict.presentation) }
        if verdict.isQueued { return state(.wait, .othersFirst, presentation: verdict.presentation) }
        let prompt = verdict.prompt
        return ScreenState(
            kind: verdict.admits ? .admit : .refuse, serial: serial, code: prompt.code, title: prompt.title, next: prompt.next,
            lamp: prompt.lamp, tone: prompt.tone, until: now < verdict.until ? verdict.until : nil,
            presentation: verdict.presentation)
    }

    private func closed(_ house: ScreenHouse) -> ScreenState {
        let prompt = wording(
            for: Decision(.closed, opensAt: house.nextOpening), at: house.now, offset: offset, campusName: campusName)
        return ScreenState(
            kind: .closed, serial: serial, code: nil, title: prompt.title, next: prompt.next, lamp: .red, tone: nil, until: nil,
            presentation: nil)
    }

    private func state(
        _ kind: ScreenState.Kind, _ notice: ScreenNotice, until: Instant? = nil, presentation: UInt64? = nil,
        isSilent: Bool = false
    ) -> ScreenState {
        let prompt = wording(for: notice)
        return ScreenState(
            kind: kind, serial: serial, code: nil, title: prompt.title, next: prompt.next, lamp: prompt.lamp,
            tone: isSilent ? nil : prompt.tone, until: until, presentation: presentation)
    }
}
