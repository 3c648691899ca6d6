import Accounts
import Foundation
import GateControl
import LibraryModel
import LibraryStore
import Synchronization
import WebService

/// What watchers from afar are served from: a feed, a status, one token, and a wait that is soon over.
final class WatchedHouse: Sendable {
    static let secret: TokenSecret = {
        var chance = SeededChance(seed: 1)
        return TokenSecret(using: &chance)
    }()
    /// The header of whoever may know everything.
    static let token = "Authorization: Bearer \(secret.text)\r\n"
    private static let lane = LaneID(rawValue: "east-in")
    private static let nine = WallTime(milliseconds: 1_795_222_800_000)

    /// What the store says of the token.
    enum TokenState { case valid, withdrawn, storeFails }

    let feed = EventFeed(run: RecordID(high: 7, low: 7), kept: 2048)
    let report: ChangingReport
    private let state = Mutex((token: TokenState.valid, asked: 0))

    init() throws { report = ChangingReport(try Reports.report(Reports.whole)) }

    /// How often the store was asked for the token.
    var asked: Int { state.withLock { $0.asked } }

    func token(is new: TokenState) { state.withLock { $0.token = new } }

    /// - Parameter isTimed: whether the clock goes on by 250 ms with every look at it.
    func parts(_ setting: PublicStatus = .coarse, isTimed: Bool = false) -> WebParts {
        var settings = WebSettings()
        settings.publicStatus = setting
        let ticks = Atomic(0)
        return WebParts(
            settings: settings,
            status: StatusAnswers(
                report: { [report] in report.now }, isReady: { true },
                scope: { [self] hash throws(StoreError) in try scope(hash) }),
            live: LiveParts(
                feed: feed,
                clock: WebClock(
                    wall: { ClockReading(time: Self.nine, trust: .trusted) },
                    now: { .zero + .milliseconds(isTimed ? 250 * ticks.add(1, ordering: .relaxed).newValue : 0) }),
                lanes: [Self.lane: EventLane(campus: "east", direction: .entry, offset: .shanghai)],
                wait: { _ in try await Task.sleep(for: .milliseconds(20)) }))
    }

    func happen(_ what: Happening.What) {
        feed.publish(Happening(
            at: ClockReading(time: Self.nine, trust: .trusted), gate: GateID(rawValue: "east-main"), lane: Self.lane, what: what))
    }

    private func scope(_ hash: String) throws(StoreError) -> AccessToken.Scope? {
        let token = state.withLock { state in
            state.asked += 1
            return state.token
        }
        switch token {
        case .valid: return hash == Self.secret.hash ? .status : nil
        case .withdrawn: return nil
        case .storeFails: throw StoreError(.diskFault, during: "token", detail: "gone")
        }
    }
}
