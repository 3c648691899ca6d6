import LibraryModel
import StrictYAML

/// Reads `web`.
enum WebReader {
    static func read(_ section: YAMLSection) -> WebSettings {
        var web = WebSettings()
        section.optional("address", .text(), into: &web.address)
        section.optional("port", .number(in: 1...65535), into: &web.port)
        web.publicURL = section.optional("public-url", address)
        section.optional("behind-proxy", .flag, into: &web.behindProxy)
        let lifetime = YAMLValue.duration(in: .seconds(300)...(.seconds(90 * 86_400)))
        section.optional("session-lifetime", lifetime, into: &web.sessionLifetime)
        let ways = section.values("sign-in", YAMLValue<SignInWay>.choice, atLeast: 1, atMost: SignInWay.allCases.count)
        web.signIn = ways ?? web.signIn
        web.cas = section.has("cas") ? cas(section.section("cas")) : nil
        section.optional("public-status", .choice, into: &web.publicStatus)
        section.optional("public-metrics", .flag, into: &web.publicMetrics)
        web.nowFrames = section.values("now-frames", frameSite, atMost: mostFrameSites) ?? web.nowFrames
        section.close()
        check(web, ways, section)
        return web
    }

    private static let address = YAMLValue(
        "an address such as `https://library.example.edu`; `http` only for this machine itself", read: WebAddress.init)

    private static let mostFrameSites = 16
    private static let frameSite = YAMLValue<FrameSite>("`any`, or a site such as `https://library.example.edu`") {
        if $0 == "any" { return .any }
        return WebAddress($0).flatMap { $0.path.isEmpty ? .site($0) : nil }
    }

    private static func cas(_ section: YAMLSection) -> CASSettings? {
        let server = section.required("server", address)
        let field = section.optional("patron-from", field)
        let name = section.has("name") ? CampusReader.bilingual(section.section("name")) : nil
        section.close()
        guard let server else { return nil }
        var cas = CASSettings(server: server)
        cas.patronFrom = field ?? cas.patronFrom
        cas.name = name ?? cas.name
        return cas
    }

    /// The name of an attribute is that of an XML element, as far as it is needed.
    private static let field = YAMLValue<CASSettings.PatronField>("`user`, or an attribute such as `attribute:cardNumber`") {
        if $0 == "user" { return .user }
        let name = $0.dropFirst("attribute:".count)
        guard $0.hasPrefix("attribute:"), (1...64).contains(name.utf8.count),
            name.utf8.allSatisfy({ WebAddress.isLetterOrDigit($0) || [0x2D, 0x5F].contains($0) })
        else { return nil }
        return .attribute(String(name))
    }

    private static func check(_ web: WebSettings, _ ways: [SignInWay]?, _ section: YAMLSection) {
        if let path = web.publicURL?.path, !path.isEmpty {
            section.report("must end with the host or the port; the pages lie at `/`", at: "public-url")
        }
        if Set(web.signIn).count < web.signIn.count { section.report("names a way twice", at: "sign-in") }
        if web.signIn.contains(.cas) {
            if !section.has("cas") { section.report("lists `cas`, so the section `cas` must be there", at: "sign-in") }
            if !section.has("public-url") {
                section.report("lists `cas`, so `public-url` must say where that sign-in comes back to", at: "sign-in")
            }
        } else if section.has("cas"), ways != nil || !section.has("sign-in") {
            section.report("is of no use while `sign-in` does not list `cas`", at: "cas")
        }
    }
}
