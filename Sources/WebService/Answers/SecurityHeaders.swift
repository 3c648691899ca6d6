import HTTPTypes
import Hummingbird

/// What every answer tells the browser not to do.
struct SecurityHeaders: Sendable {
    private let fields: [(name: HTTPField.Name, value: String)]

    /// - Parameter isSecure: the pages are reached by https, and never by anything else again (RFC 6797).
    init(isSecure: Bool) {
        let transport = isSecure ? [("Strict-Transport-Security", "max-age=31536000")] : []
        fields = (Self.always + transport).compactMap { name, value in HTTPField.Name(name).map { ($0, value) } }
    }

    func put(on response: inout Response) {
        for field in fields where response.headers[field.name] == nil { response.headers[field.name] = field.value }
    }

    /// Lets the sites of `sources`, as the policy writes them, hold this page in a frame.
    static func allowFrames(from sources: String, on response: inout Response) {
        guard let name = HTTPField.Name("Content-Security-Policy") else { return }
        response.headers[name] = policy.replacing("frame-ancestors 'none'", with: "frame-ancestors \(sources)")
    }

    private static let always = [
        ("Content-Security-Policy", policy),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Permissions-Policy", "geolocation=(self), screen-wake-lock=(self), camera=(), microphone=(), payment=(), usb=()"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ]

    /// No inline script, nothing from elsewhere, no frame round the pages. Pictures may be `data:`, as the pass is.
    private static let policy = """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
        manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'
        """
}
