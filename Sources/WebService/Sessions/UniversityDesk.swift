import Accounts
import HTTPTypes
import Hummingbird
import LibraryModel
import LibraryStore
import Logging

/// Signing in on the university's own page: there and back again.
struct UniversityDesk: Sendable {
    let house: WebHouse
    let doorkeeper: Doorkeeper

    /// How long a patron may take on the other page.
    private static let patience = Duration.minutes(10)

    func begin() throws -> Response {
        guard let university = house.parts.university else { throw Refused(.wayNotOffered) }
        var chance = house.parts.chance()
        let state = LoginState(using: &chance)
        guard let page = university.provider.signInPage(for: state) else { throw Refused(.wayNotOffered) }
        var response = Reply.redirect(to: page)
        response.headers[.setCookie] = Cookies.set(
            Cookies.login(isSecure: house.isSecure), state.word, for: Self.patience, isSecure: house.isSecure)
        return response
    }

    /// Ends at the patron's page in any case; a failure is named behind the `#`, for the page to say.
    func end(_ ask: Ask) async throws -> Response {
        guard let university = house.parts.university else { throw Refused(.wayNotOffered) }
        var response: Response
        switch try await identify(ask, university.provider) {
        case .success(let patron):
            if let old = try await doorkeeper.session(ask) { try await house.store.close(old.id) }
            let cookie = try await doorkeeper.open(patron, isByPassword: false).cookie
            response = Reply.redirect(to: "/")
            response.headers.append(HTTPField(name: .setCookie, value: cookie))
        case .failure(let failure):
            let refusal = failure.refusal
            if refusal.isOfServer { ask.log.warning("sign-in at the university: \(refusal.code) \(refusal.detail)") }
            response = Reply.redirect(to: "/#sign-in=\(failure.refusal.code)")
        }
        let login = Cookies.login(isSecure: house.isSecure)
        response.headers.append(
            HTTPField(name: .setCookie, value: Cookies.clear(login, isSecure: house.isSecure)))
        return response
    }

    /// Carries a refusal in a `Result`, which asks for an error.
    private struct Failure: Error {
        let refusal: IdentityRefusal
    }

    private func identify(
        _ ask: Ask, _ provider: any IdentityProvider
    ) async throws -> Result<PatronID, Failure> {
        let cookie = ask.cookies(Cookies.login(isSecure: house.isSecure)).first
        guard let state = LoginState.returned(query: ask.parameter("state"), cookie: cookie) else {
            return .failure(Failure(refusal: .stateMismatch))
        }
        let proof = IdentityProof.ticket(ask.parameter("ticket"), state: state)
        let answer: Identification
        do {
            answer = try await house.trying(ask, isWrong: \.countsAgainstAddress) {
                try await provider.identify(proof, at: house.clock.time)
            }
        } catch is Refused { return .failure(Failure(refusal: .busy)) }
        switch answer {
        case .refused(let refusal): return .failure(Failure(refusal: refusal))
        case .patron(let patron, _):
            guard try await house.store.patron(patron) != nil else {
                return .failure(Failure(refusal: .unknownPatron))
            }
            return .success(patron)
        }
    }
}

extension IdentityRefusal {
    /// The university's server is in the way, which staff should know.
    fileprivate var isOfServer: Bool {
        switch self {
        case .casUnreachable, .casRefused, .casMalformed: true
        case .wrongCredentials, .wait, .busy, .stateMismatch, .ticketMissing, .unknownPatron: false
        }
    }
}

extension Identification {
    /// Guesses are counted; who waits for others or for the university's server has guessed nothing.
    var countsAgainstAddress: Bool {
        switch self {
        case .refused(.wrongCredentials), .refused(.casRefused): true
        case .patron, .refused: false
        }
    }
}

extension Ask {
    /// The first value of a name in the query; nothing else is looked at, since another server wrote the address.
    func parameter(_ name: String) -> String? {
        for pair in (request.uri.query ?? "").split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2, parts[0] == name { return Query.decoded(parts[1]) }
        }
        return nil
    }
}
