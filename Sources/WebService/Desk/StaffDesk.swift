import HTTPTypes
import Hummingbird
import LibraryModel
import LibraryStore

/// The staff desk: who may come in, and to whom it leads.
struct StaffDesk: Sendable {
    private let desk: DeskHouse
    private let sessions: StaffSessions
    private let overview: DeskOverview
    private let lists: DeskLists
    private let patrons: DeskPatrons
    private let acts: DeskActs
    private let reports: DeskReports
    private let events: DeskEvents

    init(house: WebHouse, parts: DeskParts, status: StatusAnswers, streams: StreamDesk?) {
        let desk = DeskHouse(house: house, parts: parts)
        self.desk = desk
        sessions = StaffSessions(desk: desk)
        overview = DeskOverview(desk: desk, status: status)
        lists = DeskLists(desk: desk)
        events = DeskEvents(desk: desk, streams: streams)
        patrons = DeskPatrons(desk: desk, events: events)
        acts = DeskActs(desk: desk, events: events, lanes: LaneActs(desk: desk))
        reports = DeskReports(desk: desk)
    }

    /// The session of a cookie that was made here.
    func session(_ ask: Ask) -> RecordID? { desk.sessionID(ask) }

    func answer(_ ask: Ask) async throws -> Response {
        switch ask.operation {
        case .deskSignIn:
            try SameSite.check(ask)
            return try await sessions.signIn(ask)
        case .deskSignOut:
            try SameSite.check(ask)
            return try await sessions.signOut(ask)
        default: return try await answer(ask, try await desk.member(ask, recall: Self.recall(for: ask.operation)))
        }
    }

    /// What lets somebody out waits for no store. How the house does, and what happens, is told while the store fails, which
    /// is when it must be.
    private static func recall(for operation: WebOperation) -> DeskHouse.Recall {
        switch operation {
        case .deskAct: .onSilence
        case .deskNow, .deskEvents: .onFailure
        default: .never
        }
    }

    private func answer(_ ask: Ask, _ member: StaffMember) async throws -> Response {
        switch ask.operation {
        case .deskSession: return try sessions.show(member)
        case .deskChangePassword: return try await sessions.changePassword(ask, member)
        default: break
        }
        if member.account.mustChange { throw Refused(.changePassword) }
        switch ask.operation {
        case .deskNow: return try await overview.now()
        case .deskEvents: return try events.stream(ask)
        case .deskPresentations: return try await lists.presentations(ask)
        case .deskInside: return try await lists.inside(ask)
        case .deskActs: return try await lists.acts(ask)
        case .deskViolations: return try await lists.violations(ask)
        case .deskAppeals: return try await lists.appeals()
        case .deskLook: return try await patrons.look(ask, member)
        case .deskLookUp: return try await patrons.lookUp(ask, member)
        case .deskAct: return try await acts.act(ask, member)
        case .deskUndo: return try await acts.undo(ask, member)
        case .deskReport: return try await reports.report(ask)
        default: throw Refused(.notFound)
        }
    }
}
