import Accounts
import GateControl
import HTTPTypes
import Hummingbird
import LibraryModel
import LibraryStore

/// Signing in with card number and password, signing out, and the change of a password.
struct SessionDesk: Sendable {
    let house: WebHouse
    let doorkeeper: Doorkeeper

    func ways() throws -> Response {
        let ways = house.settings.signIn.compactMap { way -> SignInAnswer.Way? in
            switch way {
            case .password: house.parts.passwords.map { _ in SignInAnswer.Way(way: "password") }
            case .cas:
                house.parts.university.map { SignInAnswer.Way(way: "cas", url: "/auth/cas", name: $0.name) }
            }
        }
        return try Reply.json(SignInAnswer(now: house.terms.text(house.clock.time), ways: ways))
    }

    func show(_ patron: SignedIn) async throws -> Response { try Reply.json(try await answer(patron)) }

    /// Unknown numbers, wrong passwords and patrons without an account are answered alike, after the same work.
    func signIn(_ ask: Ask) async throws -> Response {
        guard let passwords = house.parts.passwords else { throw Refused(.wayNotOffered) }
        let (card, password) = try JSONField.read(try await ask.json()) { body -> (String, String)? in
            let object = body.object(["card", "password"])
            let (card, password) = (object?["card"]?.text(1...64), object?["password"]?.text(1...1024))
            return card.flatMap { card in password.map { (card, $0) } }
        }
        let patron = try await identify(.password(card: card, password: password), by: passwords.provider, ask)
        return try await open(patron, ask)
    }

    /// Always succeeds: whoever is not signed in has nothing to end.
    func signOut(_ ask: Ask) async throws -> Response {
        if let session = try await doorkeeper.session(ask) { try await house.store.close(session.id) }
        var response = Reply.nothing()
        response.headers[.setCookie] = Cookies.clear(Cookies.session(isSecure: house.isSecure), isSecure: house.isSecure)
        return response
    }

    /// The other devices of the patron are signed out, since one of them may be a thief's.
    func changePassword(_ ask: Ask, _ patron: SignedIn) async throws -> Response {
        guard let passwords = house.parts.passwords else { throw Refused(.wayNotOffered) }
        let (old, new) = try JSONField.read(try await ask.json()) { body -> (String, String)? in
            let object = body.object(["old", "new"])
            let (old, new) = (object?["old"]?.text(1...1024), object?["new"]?.text(1...1024))
            return old.flatMap { old in new.map { (old, $0) } }
        }
        try Refused.check(PasswordWeakness.of(new, for: patron.id, replacing: old))
        _ = try await identify(.password(card: patron.id.rawValue, password: old), by: passwords.provider, ask)
        guard let hash = try await passwords.desk.hash(new) else { throw Refused(.signInBusy, after: AccountLimits.busyWait) }
        try await house.store.setPasswords([Account(patron: patron.id, passwordHash: hash.text, mustChange: false)])
        try await house.store.closeSessions(of: patron.id, except: patron.session.id)
        return Reply.nothing()
    }

    private func identify(
        _ proof: IdentityProof, by provider: any IdentityProvider, _ ask: Ask
    ) async throws -> PatronID {
        let answer = try await house.trying(ask, isWrong: \.countsAgainstAddress) {
            try await provider.identify(proof, at: house.clock.time)
        }
        switch answer {
        case .patron(let patron, _): return patron
        case .refused(.wait(let time)): throw Refused(.wait, after: time)
        case .refused(.busy): throw Refused(.signInBusy, after: AccountLimits.busyWait)
        case .refused: throw Refused(.wrongCredentials)
        }
    }

    /// A new session in the place of the one that this browser had.
    private func open(_ patron: PatronID, _ ask: Ask) async throws -> Response {
        if let old = try await doorkeeper.session(ask) { try await house.store.close(old.id) }
        let opened = try await doorkeeper.open(patron, isByPassword: true)
        var response = try Reply.json(try await answer(try await doorkeeper.signedIn(opened.session)))
        response.headers[.setCookie] = opened.cookie
        return response
    }

    private func answer(_ patron: SignedIn) async throws -> SessionAnswer {
        let terms = house.terms
        return SessionAnswer(
            patron: patron.id.masked, name: try await house.store.patron(patron.id)?.name ?? "",
            mustChangePassword: patron.mustChangePassword, endsAt: terms.text(patron.session.endsAt),
            now: terms.text(house.clock.time))
    }
}

extension Doorkeeper {
    /// Opens a session of the length of the settings and answers it with its cookie.
    func open(_ patron: PatronID, isByPassword: Bool) async throws(StoreError) -> (session: Session, cookie: String) {
        let now = house.clock.steady
        let life = house.settings.sessionLifetime
        let session = Session(
            id: house.newRecordID(at: now), patron: patron, openedAt: now, endsAt: now + life, isByPassword: isByPassword)
        try await house.store.open(session)
        let name = Cookies.session(isSecure: house.isSecure)
        return (session, Cookies.set(name, cookie.value(for: session.id), for: life, isSecure: house.isSecure))
    }
}

extension Ask {
    /// The body of a request that says it is JSON.
    func json() async throws -> [UInt8] {
        guard mediaType == "application/json" else {
            throw Refused(.unsupportedMediaType, "send application/json")
        }
        return try await body(atMost: WebLimits.jsonBytes)
    }
}
