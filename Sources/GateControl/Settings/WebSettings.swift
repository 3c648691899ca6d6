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
    /// The ways of signing in, in the order in which they are offered (R1).
    public var signIn: [SignInWay] = [.password]
    /// Set exactly when ``signIn`` lists it.
    public var cas: CASSettings?
    /// What is told of the status without a token.
    public var publicStatus: PublicStatus = .coarse
    /// Whether everybody may read the metrics; otherwise this machine itself, and whoever has a token.
    public var publicMetrics = false
    /// The sites whose pages may hold the page `/now` in a frame.
    public var nowFrames: [FrameSite] = []

    public init() {}
}

/// What everybody may know of the status.
public enum PublicStatus: String, Sendable, CaseIterable {
    /// One word for each campus.
    case coarse
    /// Everything that the status has.
    case exact
    /// Nothing.
    case off
}

/// A site that may hold a page of ours in a frame.
public enum FrameSite: Hashable, Sendable {
    case any
    case site(WebAddress)

    /// As the policy of the page names it (CSP Level 3, `frame-ancestors`).
    public var source: String {
        switch self {
        case .any: "*"
        case .site(let address): address.origin
        }
    }
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
