/// The cookies of the service. No script reads them, and none goes along with what another site sends (RFC 6265bis).
enum Cookies {
    /// The name of the one that keeps a patron signed in. With https the browser itself sees to it that no other host and
    /// no plain connection has set it (the prefix `__Host-`).
    static func session(isSecure: Bool) -> String { isSecure ? "__Host-gatehouse" : "gatehouse" }
    /// The name of the one that ties the university's sign-in to the browser that began it.
    static func login(isSecure: Bool) -> String { isSecure ? "__Host-gatehouse-sign-in" : "gatehouse-sign-in" }

    static func set(_ name: String, _ value: String, for life: Duration, isSecure: Bool) -> String {
        "\(name)=\(value); Path=/; Max-Age=\(life.components.seconds); HttpOnly; SameSite=Lax\(isSecure ? "; Secure" : "")"
    }

    static func clear(_ name: String, isSecure: Bool) -> String { set(name, "", for: .zero, isSecure: isSecure) }
}
