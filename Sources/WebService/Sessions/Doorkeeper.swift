import Accounts
import HTTPTypes
import Hummingbird
import LibraryModel
import LibraryStore

/// Knows patrons by their cookie, programs and kiosks by their token.
struct Doorkeeper: Sendable {
    let house: WebHouse
    let cookie: SessionCookie

    init(house: WebHouse) {
        self.house = house
        cookie = SessionCookie(key: house.parts.sessionKey)
    }

    /// Who is signed in; refuses everybody else, another site's requests, and who asks too often.
    func patron(_ ask: Ask) async throws -> SignedIn {
        if ![.get, .head].contains(ask.request.method) { try SameSite.check(ask) }
        guard let session = try await session(ask) else {
            // The cookie of a session that has ended is nobody's.
            try await house.counter.request(.address(ask.caller))
            throw Refused(.signedOut)
        }
        try await house.counter.request(of: session.patron)
        return try await signedIn(session)
    }

    /// A first password bars whoever came in by it; the university's word stands without one.
    func signedIn(_ session: Session) async throws(StoreError) -> SignedIn {
        guard session.isByPassword else { return SignedIn(session: session, mustChangePassword: false) }
        let mustChange = try await house.store.account(of: session.patron)?.mustChange ?? false
        return SignedIn(session: session, mustChangePassword: mustChange)
    }

    /// The session that the cookie names; nil when there is none or it has ended.
    func session(_ ask: Ask) async throws(StoreError) -> Session? {
        guard let id = sessionID(ask) else { return nil }
        return try await house.store.session(id, at: house.clock.steady)
    }

    /// The session of a cookie that was made here, whether or not it still lasts.
    func sessionID(_ ask: Ask) -> RecordID? {
        ask.cookies(Cookies.session(isSecure: house.isSecure)).lazy.compactMap(cookie.session).first
    }

    /// Refuses a request whose token is not of the scope: 401 for an unknown one, 403 for another scope. Wrong ones are
    /// not counted: nobody guesses 32 bytes, and a kiosk may share its address with patrons who mistype.
    func token(_ ask: Ask, scope: AccessToken.Scope) async throws {
        guard let secret = ask.bearer.flatMap(TokenSecret.init), let token = try await house.store.token(hash: secret.hash)
        else { throw Refused(.unknownToken) }
        await house.counter.remember(token: secret.hash)
        guard token.scope == scope else { throw Refused(.wrongScope) }
    }
}

/// A patron who is signed in.
struct SignedIn: Sendable {
    let session: Session
    let mustChangePassword: Bool
    var id: PatronID { session.patron }
}
