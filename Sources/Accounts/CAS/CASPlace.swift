internal import Foundation
internal import Secrets

/// The university's CAS server and our place as it sees us (CAS protocol 3.0.3).
public struct CASPlace: Hashable, Sendable {
    /// Where the answer has the number of the campus card.
    public enum PatronField: Hashable, Sendable {
        /// `cas:user`.
        case user
        /// One of `cas:attributes`; it must have exactly one value.
        case attribute(String)
    }

    /// Which question a ticket is checked with.
    public enum Validation: String, Sendable {
        /// Section 2.5; attributes may come with it.
        case plain = "/serviceValidate"
        /// Section 2.8; attributes come with it.
        case withAttributes = "/p3/serviceValidate"
    }

    /// Such as `https://cas.example.edu/cas`, without a slash at the end.
    public let server: String
    /// Where the browser comes back to, such as `https://library.example.edu/auth/cas/return`. The server must know it as
    /// a service whose address may have a query, since the state of the sign-in goes with it.
    public let service: String
    public let patronField: PatronField
    public let validation: Validation

    /// Without `validation`, the one that surely brings the field.
    public init(
        server: String, service: String, patronField: PatronField = .user, validation: Validation? = nil
    ) throws(AccountError) {
        self.server = try Self.address(server)
        self.service = try Self.address(service)
        self.patronField = patronField
        self.validation = validation ?? (patronField == .user ? .plain : .withAttributes)
    }

    /// Where the browser is sent to sign in (section 2.1).
    public func login(for state: LoginState) -> String {
        server + "/login?service=" + Self.escaped(serviceIdentifier(for: state))
    }

    /// The service that the ticket is for: the same bytes at the login and at the check, or the server refuses.
    public func serviceIdentifier(for state: LoginState) -> String { service + "?state=" + state.word }

    /// The question whether a ticket is good.
    func check(of ticket: ServiceTicket, for state: LoginState) -> URL? {
        URL(
            string: server + validation.rawValue + "?service=" + Self.escaped(serviceIdentifier(for: state)) + "&ticket="
                + Self.escaped(ticket.text))
    }

    /// Everything but the unreserved characters of RFC 3986 section 2.3 becomes `%XX`.
    private static func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain = isLetterOrDigit(byte) || [0x2D, 0x2E, 0x5F, 0x7E].contains(byte)
            return isPlain ? String(UnicodeScalar(byte)) : "%" + Hexadecimal.text([byte]).uppercased()
        }.joined()
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    private static func address(_ text: String) throws(AccountError) -> String {
        let bare = text.hasSuffix("/") ? String(text.dropLast()) : text
        guard bare.utf8.count <= 512, bare.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
            let parts = URLComponents(string: bare), let host = parts.host, !host.isEmpty,
            parts.scheme == "https" || parts.scheme == "http" && isLoopback(host), parts.user == nil,
            parts.password == nil, parts.query == nil, parts.fragment == nil
        else { throw .badAddress(text) }
        return bare
    }

    private static func isLoopback(_ host: String) -> Bool {
        let fields = host.split(separator: ".", omittingEmptySubsequences: false)
        let isIPv4 = fields.count == 4 && fields[0] == "127" && fields.allSatisfy { UInt8($0) != nil }
        return isIPv4 || host == "localhost" || host == "[::1]" || host == "::1"
    }
}
