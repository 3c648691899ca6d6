/// The cookies of the service. No script reads them, and none goes along with what another site sends (RFC 6265bis).
enum Cookies {
    /// The name of the one that keeps a patron signed in. With https the browser itself sees to it that no other host and
    /// no plain connection has set it (the prefix `__Host-`).
    static func session(isSecure: Bool) -> String { isSecure ? "__Host-gatehouse" : "gatehouse" }
    /// The name of the one that ties the university's sign-in to the browser that began it.
    static func login(isSecure: Bool) -> String { isSecure ? "__Host-gatehouse-sign-in" : "gatehouse-sign-in" }
    /// The name of the one that keeps staff signed in at the desk.
    static func desk(isSecure: Bool) -> String { isSecure ? "__Host-gatehouse-desk" : "gatehouse-desk" }

    /// Along with which requests of other sites it goes: a link to the patron's page should find the patron signed in.
    enum Reach: String { case lax = "Lax", strict = "Strict" }

    static func set(_ name: String, _ value: String, for life: Duration, isSecure: Bool, reach: Reach = .lax) -> String {
        "\(name)=\(value); Path=/; Max-Age=\(life.components.seconds); HttpOnly; SameSite=\(reach.rawValue)"
            + (isSecure ? "; Secure" : "")
    }

    static func clear(_ name: String, isSecure: Bool, reach: Reach = .lax) -> String {
        set(name, "", for: .zero, isSecure: isSecure, reach: reach)
    }
}
