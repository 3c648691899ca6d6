import HTTPTypes

/// Everything that is answered, as method and path. `docs/openapi.yaml` describes each; GET is answered to HEAD too.
public enum WebOperation: String, Sendable, CaseIterable {
    case health = "GET /healthz"
    case readiness = "GET /readyz"
    case status = "GET /api/v1/status"
    case events = "GET /api/v1/events"
    case now = "GET /api/v1/now"
    case metrics = "GET /metrics"

    case session = "GET /api/v1/session"
    case signInWays = "GET /api/v1/sign-in"
    case signIn = "POST /api/v1/session"
    case signOut = "DELETE /api/v1/session"
    case changePassword = "PUT /api/v1/session/password"
    case universitySignIn = "GET /auth/cas"
    case universityReturn = "GET /auth/cas/return"

    case campuses = "GET /api/v1/campuses"
    case availability = "GET /api/v1/campuses/{campus}/availability"
    case choices = "GET /api/v1/campuses/{campus}/choices"

    case bookings = "GET /api/v1/bookings"
    case book = "POST /api/v1/bookings"
    case booking = "GET /api/v1/bookings/{booking}"
    case cancel = "DELETE /api/v1/bookings/{booking}"
    case issuePass = "POST /api/v1/bookings/{booking}/passes"
    case checkIn = "POST /api/v1/check-ins"

    case visits = "GET /api/v1/visits"
    case violations = "GET /api/v1/violations"
    case appeal = "POST /api/v1/violations/{booking}/appeal"

    case importPatrons = "POST /api/v1/import/patrons"
    case importBookings = "POST /api/v1/import/bookings"
    case kioskCode = "GET /api/v1/kiosks/{lane}/code"
    case kioskScreen = "GET /api/v1/kiosks/{lane}/screen"
    case kioskView = "GET /api/v1/kiosks/{lane}/view"

    case patronPage = "GET /"
    case kioskPage = "GET /kiosk/{lane}"
    case nowPage = "GET /now"
    case nowBadge = "GET /now/badge.svg"
    case asset = "GET /assets/{file}"
    case serviceWorker = "GET /sw.js"
    case manifest = "GET /manifest.webmanifest"
    case icon = "GET /icon.svg"

    /// Such as `POST`.
    public var method: String { String(rawValue.prefix { $0 != " " }) }
    /// Such as `/api/v1/bookings/{booking}`.
    public var path: String { String(rawValue.drop { $0 != " " }.dropFirst()) }

    /// Whether anything behind the `?` has a meaning; elsewhere what stands there is refused.
    var readsQuery: Bool {
        switch self {
        case .availability, .choices, .universityReturn, .nowBadge: true
        default: false
        }
    }

    /// Which bodies it reads.
    var body: BodyRule {
        switch self {
        case .signIn, .changePassword, .book, .issuePass, .checkIn, .appeal: .json
        case .importPatrons, .importBookings: .table
        default: .none
        }
    }
}

/// Which bodies a request may have.
enum BodyRule {
    case none, json, table
}

/// Finds the operation of a request.
struct OperationTable: Sendable {
    /// What a request asks for.
    enum Match: Sendable {
        case found(WebOperation, places: [String: String])
        /// The path is answered to these methods only.
        case otherMethods([String])
        case nothing
    }

    private let rows: [(operation: WebOperation, method: String, segments: [Substring])]

    init() {
        rows = WebOperation.allCases.map { operation in
            (operation, operation.method, Self.segments(of: operation.path))
        }
    }

    func match(_ method: HTTPRequest.Method, _ path: String) -> Match {
        let asked = Self.segments(of: path)
        var methods: [String] = []
        for row in rows where row.segments.count == asked.count {
            guard let places = Self.places(asked, row.segments) else { continue }
            if row.method == method.rawValue || (row.method == "GET" && method == .head) {
                return .found(row.operation, places: places)
            }
            methods += row.method == "GET" ? ["GET", "HEAD"] : [row.method]
        }
        return methods.isEmpty ? .nothing : .otherMethods(methods)
    }

    private static func segments(of path: String) -> [Substring] {
        path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    }

    /// What stands in the places of the template; nil when the path is another.
    private static func places(_ asked: [Substring], _ template: [Substring]) -> [String: String]? {
        var places: [String: String] = [:]
        for (segment, part) in zip(asked, template) {
            if part.hasPrefix("{") {
                guard let value = Query.decoded(segment), !value.isEmpty else { return nil }
                places[String(part.dropFirst().dropLast())] = value
            } else if segment != part {
                return nil
            }
        }
        return places
    }
}
