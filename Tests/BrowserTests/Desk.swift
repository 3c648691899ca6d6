import LibraryModel
import LibraryRules
import LibraryStore
import Testing

/// The browser of the staff desk.
extension Phone.Screen {
    static let desk = Phone.Screen(width: 1280, height: 800, scale: 1)
    static let wideDesk = Phone.Screen(width: 1920, height: 1080, scale: 1)
}

/// A library with somebody at its desk, for as long as `work` takes.
func sit(
    _ login: String = "chen", _ screen: Phone.Screen = .desk, _ prepare: @escaping @Sendable (LibraryUnderTest) async throws -> Void = { _ in },
    _ work: @escaping @Sendable (LibraryUnderTest, Phone) async throws -> Void
) async throws {
    try await visit(screen) { library, desk in
        try await prepare(library)
        try await desk.signInAtDesk(login)
        try await desk.see("闸机与通道")
        try await work(library, desk)
    }
}

extension Phone {
    /// Signs in at the desk's own form.
    func signInAtDesk(_ login: String, password: String = LibraryUnderTest.password) async throws {
        try await open("/desk")
        try await type(login, into: "login")
        try await type(password, into: "password")
        try await click("form .main")
    }

    /// Clicks what a selector finds, once it is there.
    func click(_ selector: String) async throws {
        try await waitUntil("document.querySelector(`\(selector)`)", "there is \(selector)")
        let found = try await driver.run(
            "const one = document.querySelector(arguments[0]); one.scrollIntoView({block: 'center', behavior: 'instant'}); return one",
            [.text(selector)])
        guard case .object(let fields) = found, let id = fields.values.first?.text else { return }
        try await driver.command("POST", "element/\(id)/click")
    }

    /// Clicks what has this key.
    func click(key: String) async throws { try await click("[data-key=\"\(key)\"]") }

    /// Says why in the dialog that is open, does what it is about, and waits until it is gone.
    func because(_ why: String) async throws {
        try await type(why, into: "why")
        try await click("dialog .main")
        try await waitUntil("!document.querySelector('dialog #why')", "the dialog is gone")
    }

    /// Whether the page says none of these now.
    func saysNothing(of texts: String...) async throws -> Bool {
        let said = try await value("document.body.innerText").text ?? ""
        return !texts.contains(where: said.contains)
    }

    /// Puts a value into a field whose keys differ from browser to browser, such as a time.
    func set(_ value: String, at id: String) async throws {
        try await driver.run(
            "const one = document.getElementById(arguments[0]); one.value = arguments[1]; one.dispatchEvent(new Event('change'))",
            [.text(id), .text(value)])
    }

    /// Goes to a screen of the desk.
    func goTo(_ name: String, _ sees: String) async throws {
        try await click("#menu a[href=\"#\(name)\"]")
        try await waitUntil("document.querySelector('h1')?.textContent.includes('\(sees)')", "the screen \(name) is there")
    }

    /// Asks for a patron's record.
    func lookUp(_ card: String, _ why: String = "at the desk") async throws {
        try await goTo("patron", "查询读者")
        try await type(card, into: "card")
        try await type(why, into: "look-why")
        try await click("form.ask .main")
        try await waitUntil("document.querySelector('.found h2')", "the patron is shown")
    }
}

extension LibraryUnderTest {
    /// The newest line of the log.
    func newestAct() async throws -> ActRecord {
        try #require(try await store.acts(ActQuery(limit: 1)).first, "no act is recorded")
    }

    /// Anna goes in at East with her booking.
    func annaEnters() async throws {
        try await bookForAnna()
        try await present(try pass())
        await gate.goThrough(.entry, at: Self.inside)
    }

    private func present(_ code: [UInt8]) async throws {
        let decision = await gate.present(code, at: Self.inside)
        #expect(decision?.admits == true)
    }

    func inside() async throws -> Int { try await store.occupancy(of: Self.east, cap: 300).inside }
}
