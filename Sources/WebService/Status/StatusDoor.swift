import Accounts
import GateControl
import Hummingbird
import LibraryStore

/// Decides how much of the status somebody is told.
struct StatusDoor: Sendable {
    let settings: WebSettings
    let answers: StatusAnswers
    /// Nil at a gate without secret keys.
    let counter: RequestCounter?

    /// Whether everything is told: a token of the scope was shown, or the settings tell it to everybody. A token that is
    /// shown and wrong is refused, not taken for none. 401 where nothing is told without one.
    func tellsAll(_ ask: Ask) async throws -> Bool { try await tells(ask).all }

    /// The same, and whether it is told to somebody who is known by a token.
    func tells(_ ask: Ask) async throws -> (all: Bool, isKnown: Bool) {
        if try await hasToken(ask) { return (true, true) }
        guard settings.publicStatus != .off else { throw Refused(.unknownToken) }
        return (settings.publicStatus == .exact, false)
    }

    /// The metrics: with a token, on this machine itself, or for everybody by the settings.
    func checkMetrics(_ ask: Ask) async throws {
        if try await hasToken(ask) || settings.publicMetrics { return }
        guard ask.caller.isThisMachine, ask.namesThisMachine else { throw Refused(.unknownToken) }
    }

    /// False when no token was shown at all; a wrong one is refused.
    private func hasToken(_ ask: Ask) async throws -> Bool {
        guard ask.header(.authorization) != nil else { return false }
        guard let secret = ask.bearer.flatMap(TokenSecret.init) else { throw Refused(.unknownToken) }
        if answers.local?.isSame(as: secret) == true { return true }
        // Before the store is asked: others may show what is no token, again and again.
        if let counter { try await counter.request(await counter.token(secret.hash) ?? .address(ask.caller)) }
        guard let scope = try await answers.scope(secret.hash) else { throw Refused(.unknownToken) }
        await counter?.remember(token: secret.hash)
        guard scope == .status else { throw Refused(.wrongScope) }
        return true
    }
}

extension Ask {
    /// The client asked for this machine by a name of its own: no name of elsewhere that leads here by trickery.
    fileprivate var namesThisMachine: Bool {
        HostName(host)?.isThisMachine == true
    }
}
