public import LibraryModel

/// Sign-in at the university's CAS server: the browser goes there and comes back with a ticket, and we ask the server
/// whose it is.
public actor CASProvider: IdentityProvider {
    private let place: CASPlace
    private let answerTime: Duration
    private var underWay = 0
    /// A ticket is good once; a page that is loaded twice does not ask twice.
    private var used = RecentKeys<ServiceTicket, Bool>(capacity: CASLimits.usedTickets)

    public init(place: CASPlace, answerTime: Duration = CASLimits.answerTime) {
        (self.place, self.answerTime) = (place, answerTime)
    }

    /// The server's own page.
    public nonisolated func signInPage(for state: LoginState) -> String? { place.login(for: state) }

    public func identify(_ proof: IdentityProof, at time: WallTime) async throws(AccountError) -> Identification {
        guard case .ticket(let text, let state) = proof, let ticket = ServiceTicket(text ?? "") else {
            return .refused(.ticketMissing)
        }
        guard used[ticket] == nil else { return .refused(.casRefused("the ticket came before")) }
        guard underWay < CASLimits.atOnce else { return .refused(.busy) }
        used[ticket] = true
        underWay += 1
        defer { underWay -= 1 }
        guard let url = place.check(of: ticket, for: state) else { return .refused(.casUnreachable("no address")) }
        let outcome = await BoundedQuestion.ask(url, within: answerTime, longest: CASLimits.answerBytes)
        switch outcome {
        case .tooSlow: return .refused(.casUnreachable("no answer within \(answerTime)"))
        case .failed(let words): return .refused(.casUnreachable(words))
        case .tooLong: return .refused(.casMalformed("it is too long"))
        case .answered(200, let body): return identification(by: body)
        case .answered(let status, _): return .refused(.casUnreachable("HTTP status \(status)"))
        }
    }

    private func identification(by body: [UInt8]) -> Identification {
        do throws(CASMalformed) {
            switch try CASAnswer(body) {
            case .failure(let code):
                return .refused(.casRefused(code))
            case .success(let user, let attributes):
                let card = try card(user, attributes)
                return PatronID(rawValue: card).map { .patron($0, mustChange: false) } ?? .refused(.unknownPatron)
            }
        } catch {
            return .refused(.casMalformed(error.reason))
        }
    }

    private func card(_ user: String, _ attributes: [String: [String]]) throws(CASMalformed) -> String {
        guard case .attribute(let name) = place.patronField else { return user }
        guard let values = attributes[name], values.count == 1 else {
            throw CASMalformed("it has not exactly one value of \(name)")
        }
        return values[0]
    }
}
