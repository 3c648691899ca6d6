import LibraryModel

/// A library with a phone before it, for as long as `work` takes. Complaints of the browser are returned as failures.
func visit(
    _ screen: Phone.Screen = .usual, _ work: @escaping @Sendable (LibraryUnderTest, Phone) async throws -> Void
) async throws {
    let library = try await LibraryUnderTest()
    try await library.open { home in
        let phone = try await Phone(home)
        defer { phone.end() }
        try await phone.turn(to: screen)
        try await phone.allowLocation("prompt")
        try await work(library, phone)
    }
}

extension Phone {
    /// Signs in at the page's own form; what was asked for before comes after it.
    func signIn(_ card: String = LibraryUnderTest.anna, at path: String = "/") async throws {
        try await open(path)
        try await type(card, into: "card")
        try await type(LibraryUnderTest.password, into: "password")
        try await tap("登录")
    }

    /// Stands in the East library with location allowed.
    func standAtTheDoor() async throws {
        guard let door = LibraryUnderTest.door else { return }
        try await stand(latitude: door.latitude, longitude: door.longitude)
        try await allowLocation("granted")
    }

    /// Books today from `start` to `end` and comes to the page that says so.
    func book(_ start: String, _ end: String) async throws {
        try await open("/#book")
        try await tap(start)
        try await tap(end)
        try await tap("提交预约")
        try await see("预约成功")
    }

    /// Opens the pass of the first booking and waits until its code is drawn.
    func openPass(_ button: String = "入馆码") async throws {
        try await open("/#bookings")
        try await tap(button)
        try await waitUntil("document.querySelector('.qr img')", "the code is drawn")
    }
}
