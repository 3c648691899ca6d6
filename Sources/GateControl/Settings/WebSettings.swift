public import LibraryModel

/// The HTTP service. It listens on loopback; TLS and the outside belong to a reverse proxy.
public struct WebSettings: Hashable, Sendable {
    public var address: String = "127.0.0.1"
    public var port: Int = 8080
    /// How phones reach the pages, without a path: what the kiosk's code and the sign-in of the university lead back to.
    /// Nil where nobody comes from outside.
    public var publicURL: WebAddress?
    /// A reverse proxy in front says in `X-Forwarded-For` who asks; without one that header is anybody's claim.
    public var behindProxy = false
    /// How long a phone stays signed in.
    public var sessionLifetime: Duration = .seconds(7 * 86_400)
    /// How long staff stay signed in at the desk: a long shift.
    public var deskSessionLifetime: Duration = .seconds(12 * 3600)
    /// The ways of signing in, in the order in which they are offered (R1).
    public var signIn: [SignInWay] = [.password]
    /// Set exactly when ``signIn`` lists it.
    public var cas: CASSettings?

    public init() {}
}

/// How a patron proves who asks.
public enum SignInWay: String, Sendable, CaseIterable {
    /// Campus card number and a password kept here.
    case password
    /// The university's own sign-in by CAS 3.0.
    case cas
}

/// The university's sign-in.
public struct CASSettings: Hashable, Sendable {
    /// Where its answer has the number of the campus card.
    public enum PatronField: Hashable, Sendable {
        /// The `cas:user` of the answer.
        case user
        /// One of its `cas:attributes`.
        case attribute(String)
    }

    /// The address under which `/login` and `/serviceValidate` are.
    public var server: WebAddress
    public var patronFrom: PatronField = .user
    /// What the button says.
    public var name = BilingualText(zh: "统一身份认证", en: "University sign-in")

    public init(server: WebAddress) { self.server = server }
}
