import LibraryModel
import Pages
import Testing

extension BrowserTests {
    @Suite("Loading the pages")
    struct Loading {
        /// The bodies of a first load, in bytes.
        private static let most = 60 * 1024
        /// A browser fetches these besides what it counts itself.
        private static let uncounted = ["/manifest.webmanifest", "/icon.svg"]

        @Test(
            "the first load stays under 60 KiB and asks nobody else, whichever screen it leads to",
            arguments: ["/", "/#bookings", "/#records"])
        func size(_ path: String) async throws {
            try await visit { library, phone in
                try await library.bookForAnna()
                if path != "/" {
                    try await phone.signIn()
                    try await phone.see("入馆码")
                    try await phone.driver.devTools("Network.clearBrowserCache")
                    for word in ["caches.keys().then((names) => names.forEach((name) => caches.delete(name)))",
                        "navigator.serviceWorker.getRegistrations().then((all) => all.forEach((one) => one.unregister()))"]
                    { try await phone.driver.run(word) }
                    try await phone.open("/kiosk/none")
                }
                try await phone.prepare("""
                    window.violations = []
                    document.addEventListener('securitypolicyviolation', (event) => window.violations.push(event.violatedDirective))
                    """)
                try await phone.open(path)
                try await phone.waitUntil("document.querySelector('h1') && document.readyState === 'complete'")
                let entries = try await phone.value("""
                    performance.getEntries().filter((entry) => ['navigation', 'resource'].includes(entry.entryType))
                      .map((entry) => [entry.name, entry.encodedBodySize])
                    """).list.map(\.list)
                let counted = entries.reduce(0) { $0 + Int($1[1].number ?? 0) }
                let more = PageFile.all.filter { Self.uncounted.contains($0.path) }.reduce(0) { $0 + $1.bytes.count }
                #expect(counted > 20_000, "the bodies are counted")
                #expect(counted + more < Self.most)
                for entry in entries { #expect(entry[0].text?.hasPrefix(phone.home) == true, "\(entry)") }
                #expect(try await phone.value("window.violations") == [])
                #expect(try await phone.console().filter { !$0.contains("/kiosk/none") && !$0.contains("/kiosks/none") } == [])
            }
        }

        @Test("the shell opens without network, and nothing of the API was kept for it")
        func withoutNetwork() async throws {
            let library = try await LibraryUnderTest()
            let phone = try await library.open { home in
                let phone = try await Phone(home)
                do {
                    try await phone.turn(to: .usual)
                    try await phone.signIn()
                    try await phone.see("开始时间")
                    try await phone.waitUntil("navigator.serviceWorker.controller", "the service worker is at work")
                } catch {
                    phone.end()
                    throw error
                }
                return phone
            }
            defer { phone.end() }
            // The library is gone now; the page is opened again all the same.
            try await phone.open("/")
            try await phone.see("没有收到答复")
            try await phone.photograph("without-network")
            let kept = try await phone.driver.runToCallback("""
                const done = arguments[0]
                caches.keys().then((names) => Promise.all(names.map((name) => caches.open(name).then((one) => one.keys()))))
                  .then((all) => done(all.flat().map((request) => new URL(request.url).pathname).sort()))
                """).list.compactMap(\.text)
            #expect(kept == PageFileTests.shell.map(\.path).sorted())
        }
    }
}
