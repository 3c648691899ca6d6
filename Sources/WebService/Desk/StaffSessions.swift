import Accounts
import GateControl
import HTTPTypes
import Hummingbird
import LibraryModel
import LibraryStore

/// Signing in at the desk, signing out, and the change of a password.
struct StaffSessions: Sendable {
    let desk: DeskHouse

    private var house: WebHouse { desk.house }

    /// `GET /api/v1/desk/session`.
    private struct Answer: Encodable {
        let login: String
        let name: String
        let role: String
        /// What the role may, in the order of the roles' list.
        let may: [String]
        let mustChangePassword: Bool
        let endsAt: String
        let now: String
    }

    func show(_ member: StaffMember) throws -> Response {
        let terms = house.terms
        return try Reply.json(Answer(
            login: member.id.rawValue, name: member.account.name, role: member.role.rawValue,
            may: StaffPower.allCases.filter(member.role.may).map(\.rawValue), mustChangePassword: member.account.mustChange,
            endsAt: terms.text(member.session.endsAt), now: terms.text(house.clock.time)))
    }

    /// Unknown logins, wrong passwords and closed accounts are answered alike, after the same work.
    func signIn(_ ask: Ask) async throws -> Response {
        let (login, password) = try Self.pair("login", "password", 1...64, try await ask.json())
        let id = StaffID(rawValue: login)
        try await check(password, of: id, ask)
        guard let id else { throw Self.wrong }
        if let old = try await desk.session(ask) { try await desk.store.closeStaffSession(old.session.id) }
        let now = house.clock.steady
        let life = house.settings.deskSessionLifetime
        let session = StaffSession(id: house.newRecordID(at: now), staff: id, openedAt: now, endsAt: now + life)
        try await desk.store.open(session)
        guard let opened = try await desk.store.staffSession(session.id, at: now) else { throw Self.wrong }
        let member = StaffMember(session: opened.session, account: opened.account)
        desk.remember(member)
        var response = try show(member)
        response.headers[.setCookie] = Cookies.set(
            Cookies.desk(isSecure: house.isSecure), desk.cookie.value(for: session.id), for: life,
            isSecure: house.isSecure, reach: .strict)
        return response
    }

    /// Whoever is not signed in has nothing to end. A session that the store does not end goes on, and that is told.
    func signOut(_ ask: Ask) async throws -> Response {
        if let member = try await desk.session(ask) {
            try await desk.store.closeStaffSession(member.session.id)
            desk.forget(member.session.id)
        }
        var response = Reply.nothing()
        response.headers[.setCookie] = Cookies.clear(
            Cookies.desk(isSecure: house.isSecure), isSecure: house.isSecure, reach: .strict)
        return response
    }

    /// Every other browser is signed out, since one of them may be a thief's.
    func changePassword(_ ask: Ask, _ member: StaffMember) async throws -> Response {
        let (old, new) = try Self.pair("old", "new", 1...1024, try await ask.json())
        try Refused.check(PasswordWeakness.of(new, for: member.id, replacing: old))
        try await check(old, of: member.id, ask)
        guard let hash = try await desk.parts.hashing.hash(new) else {
            throw Refused(.signInBusy, after: AccountLimits.busyWait)
        }
        let change = StaffChange.password(hash: hash.text, mustChange: false, keeping: member.session.id)
        guard try await desk.store.change(member.id, change) else { throw Refused(.signedOut) }
        desk.forgetSessions()
        return Reply.nothing()
    }

    /// A login that is not of the form is nobody's: nil.
    private func check(_ password: String, of id: StaffID?, _ ask: Ask) async throws {
        typealias Outcome = PasswordCheck<StaffID>.Outcome
        let outcome = try await house.trying(ask, isWrong: { $0 == Outcome.wrong }) { () -> Outcome in
            guard let id else { return .wrong }
            return try await desk.parts.passwords.check(password, of: id, at: house.clock.time)
        }
        switch outcome {
        case .right: return
        case .wait(let time): throw Refused(.wait, after: time)
        case .busy: throw Refused(.signInBusy, after: AccountLimits.busyWait)
        case .wrong: throw Self.wrong
        }
    }

    private static var wrong: Refused {
        var refused = Refused(.wrongCredentials)
        refused.problem.message = BilingualText(zh: "登录名或密码不正确", en: "Login or password is wrong")
        refused.problem.next = BilingualText(zh: "请检查后重试；忘记密码请联系管理员", en: "Check both and try again; if forgotten, ask an administrator")
        return refused
    }

    private static func pair(
        _ one: String, _ other: String, _ length: ClosedRange<Int>, _ body: [UInt8]
    ) throws(Refused) -> (String, String) {
        try JSONField.read(body) { field -> (String, String)? in
            let object = field.object([one, other])
            let (first, second) = (object?[one]?.text(length), object?[other]?.text(1...1024))
            return first.flatMap { first in second.map { (first, $0) } }
        }
    }
}
