/// What went wrong with a request (RFC 9457). It says nothing that the status does not allow everybody to know.
struct Problem: Encodable, Hashable, Sendable {
    /// No page explains the problem further than its title (RFC 9457 section 4.2.1).
    let type = "about:blank"
    /// The words of the status code.
    let title: String
    /// The HTTP status code.
    let status: Int
    /// What to do about it; nil when the title says all.
    let detail: String?
}
