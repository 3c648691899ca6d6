import LibraryModel

/// What went wrong with a request (RFC 9457). It says nothing that the status does not allow everybody to know.
struct Problem: Encodable, Hashable, Sendable {
    /// No page explains the problem further than its title (RFC 9457 section 4.2.1).
    let type = "about:blank"
    /// The words of the status code.
    let title: String
    /// The HTTP status code.
    let status: Int
    /// What to do about it, for whoever wrote the client; nil when the rest says all.
    var detail: String?
    /// A stable word for the reason.
    var code: String?
    /// The rule that says so, such as `R8`.
    var rule: String?
    /// What is the matter, for the patron.
    var message: BilingualText?
    /// What the patron can do.
    var next: BilingualText?
    /// When it would be possible.
    var opensAt: String?
    /// Each wrong field.
    var errors: [FieldFault]?
}

/// One wrong field of a request; exactly one of the places is given.
struct FieldFault: Encodable, Hashable, Sendable {
    /// A place in a JSON body (RFC 6901).
    var pointer: String?
    /// A line of a CSV body; the header is line 1.
    var line: Int?
    /// A name in the query.
    var parameter: String?
    /// A name of a header field.
    var header: String?
    let detail: String
}
