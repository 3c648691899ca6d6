import HTTPTypes

/// Whether what changes something comes from our own page (Fetch Metadata, RFC 6454 section 7).
///
/// The cookie is `SameSite=Lax` already; this closes what is left, such as another name under the same site. Clients
/// that are no browsers send neither field and have no cookie to misuse.
enum SameSite {
    static func check(_ ask: Ask) throws(Refused) {
        if let site = fetchSite.flatMap(ask.header), site != "same-origin" { throw Refused(.crossSite) }
        if let origin = ask.header(.origin), authority(of: origin) != ask.host { throw Refused(.crossSite) }
    }

    private static let fetchSite = HTTPField.Name("Sec-Fetch-Site")

    /// Nil for `null` and whatever else is no origin.
    private static func authority(of origin: String) -> String? {
        for scheme in ["https://", "http://"] where origin.hasPrefix(scheme) {
            return origin.dropFirst(scheme.count).lowercased()
        }
        return nil
    }
}
