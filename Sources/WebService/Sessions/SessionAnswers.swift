import LibraryModel

/// `GET /api/v1/session`.
struct SessionAnswer: Encodable {
    /// Masked.
    let patron: String
    let name: String
    let mustChangePassword: Bool
    let endsAt: String
    let now: String
}

/// `GET /api/v1/sign-in`.
struct SignInAnswer: Encodable {
    /// One way of signing in.
    struct Way: Encodable {
        let way: String
        var url: String?
        var name: BilingualText?
    }

    let now: String
    let ways: [Way]
}
