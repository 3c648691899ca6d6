import Accounts
import Hummingbird
import LibraryModel
import LibraryStore

/// What all parts of the staff desk share.
struct DeskHouse: Sendable {
    let house: WebHouse
    let parts: DeskParts
    let cookie: SessionCookie
    private let memory = StaffMemory()

    init(house: WebHouse, parts: DeskParts) {
        (self.house, self.parts) = (house, parts)
        cookie = SessionCookie(key: house.parts.sessionKey, holder: .staff)
    }

    var store: any DeskStore { parts.store }

    /// When somebody who was known a while ago need not be asked for in the store.
    enum Recall {
        case never
        /// The store has refused the question.
        case onFailure
        /// The store does not answer soon, or not at all; ``recheck(_:)`` asks it later.
        case onSilence
    }

    /// Who is signed in at the desk; refuses everybody else, another site's requests, and who asks too often.
    func member(_ ask: Ask, recall: Recall = .never) async throws -> StaffMember {
        if ![.get, .head].contains(ask.request.method) { try SameSite.check(ask) }
        guard let member = try await known(ask, recall) else {
            // The cookie of a session that has ended is nobody's.
            try await house.counter.request(.address(ask.caller))
            throw Refused(.signedOut)
        }
        try await house.counter.request(of: member.id)
        return member
    }

    /// The same, nil for nobody, without a word against who asks.
    func known(_ ask: Ask, _ recall: Recall) async throws(StoreError) -> StaffMember? {
        let remembered = { sessionID(ask).flatMap { memory.member(of: $0, at: house.parts.clock.now(), house.clock.time) } }
        if recall == .onSilence, let member = remembered() {
            guard case .success(let found)? = await soon(ask) else { return member }
            return found
        }
        do { return try await session(ask) } catch {
            guard recall == .onFailure, let member = remembered() else { throw error }
            return member
        }
    }

    /// What the store says of a session; nil when it says nothing soon.
    private func soon(_ ask: Ask) async -> Result<StaffMember?, StoreError>? {
        typealias Said = Result<StaffMember?, StoreError>?
        let (answers, tray) = AsyncStream.makeStream(of: Said.self, bufferingPolicy: .bufferingOldest(1))
        // Of its own: a store that hangs would hold up whoever waits for it to end.
        Task {
            do throws(StoreError) { tray.yield(.success(try await session(ask))) } catch { tray.yield(.failure(error)) }
        }
        let waiting = Task {
            try? await parts.wait(WebLimits.staffPatience)
            tray.yield(nil)
        }
        defer { waiting.cancel() }
        for await said in answers { return said }
        return nil
    }

    /// The member as the store says it now.
    func recheck(_ ask: Ask) async throws -> StaffMember {
        guard let member = try await session(ask) else { throw Refused(.signedOut) }
        return member
    }

    /// The session that the cookie names, with the account as it is now; nil when there is none or it has ended.
    func session(_ ask: Ask) async throws(StoreError) -> StaffMember? {
        guard let id = sessionID(ask) else { return nil }
        let before = memory.forgotten
        let member = try await store.staffSession(id, at: house.clock.steady).map(StaffMember.init)
        if let member { remember(member, unlessForgottenSince: before) } else { memory.forget(id) }
        return member
    }

    /// Somebody signed in.
    func remember(_ member: StaffMember) { remember(member, unlessForgottenSince: memory.forgotten) }

    private func remember(_ member: StaffMember, unlessForgottenSince count: Int) {
        memory.remember(member, at: house.parts.clock.now(), unlessForgottenSince: count)
    }

    func forget(_ session: RecordID) { memory.forget(session) }

    /// Sessions were ended: whoever comes is asked for in the store.
    func forgetSessions() { memory.forgetAll() }

    /// The session of a cookie that was made here, whether or not it still lasts.
    func sessionID(_ ask: Ask) -> RecordID? {
        ask.cookies(Cookies.desk(isSecure: house.isSecure)).lazy.compactMap(cookie.session).first
    }

    /// The campus of a short name; a wrong one is a fault of the query.
    func campus(_ query: Query) -> CampusID? {
        guard let slug = query["campus"] else { return nil }
        let terms = house.terms
        if let campus = terms.campus(slug: slug) { return campus.id }
        query.wrong("campus", "must be one of \(terms.campuses.map(\.slug).joined(separator: ", "))")
        return nil
    }
}

/// Somebody of the staff who is signed in.
struct StaffMember: Sendable {
    let session: StaffSession
    let account: StaffAccount

    var id: StaffID { account.id }
    var role: StaffRole { account.role }

    /// Refuses what the role may not.
    func check(_ power: StaffPower) throws(Refused) {
        guard role.may(power) else { throw Refused(.roleMissing) }
    }
}
