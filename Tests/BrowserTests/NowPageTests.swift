import GateHardware
import LibraryModel
import LibraryStore
import Testing

extension BrowserTests {
    @Suite("The page for other sites")
    struct NowPage {
        private static let desk = Phone.Screen(width: 1280, height: 800, scale: 1)
        /// As a library's site would hold it.
        private static let frame = Phone.Screen(width: 360, height: 420, scale: 2)

        /// So many go in at East without a pass, as on an open day.
        private func fill(_ library: LibraryUnderTest, _ count: Int) async throws {
            for number in 1...count {
                _ = try await library.store.passedInUnmatched(
                    Passage(
                        id: RecordID(high: 9, low: UInt64(number)), campus: LibraryUnderTest.east, gate: .init(rawValue: "east-main"),
                        lane: LibraryUnderTest.inside, at: library.time.wall().time),
                    cause: .free)
            }
        }

        @Test("each campus in a word, a shape and a bar, now and usually, light and dark, at a desk and on a phone")
        func levels() async throws {
            try await visit(Self.desk) { library, page in
                try await fill(library, 215)
                try await page.open("/now")
                try await page.see("较满")
                try await page.see("此时通常：空闲")
                let levels = try await page.value("[...document.querySelectorAll('#campuses li')].map((item) => item.dataset.level).join()").text
                #expect(levels == "busy,unknown")
                let text = try await page.value("document.body.innerText").text
                #expect(text?.contains("215") == false, "no count for everybody")
                try await page.photograph("now-desk")
                try await page.prefer("prefers-color-scheme", "dark")
                try await page.photograph("now-desk-dark")
                try await page.turn(to: .usual)
                try await page.prefer("prefers-color-scheme", "light")
                try await page.photograph("now-phone")
                #expect(try await page.value("document.documentElement.scrollWidth <= innerWidth").isTrue)
                try await page.turn(to: Self.frame)
                try await page.open("/now?campus=east")
                try await page.see("较满")
                #expect(try await page.value("document.querySelectorAll('#campuses li').length").number == 1)
                try await page.photograph("now-frame")
                #expect(try await page.console() == [])
            }
        }

        @Test("full, closed, and what nobody knows; an answer that is a minute old counts for nothing")
        func notKnown() async throws {
            try await visit { library, page in
                try await page.prepare("""
                    const real = performance.now.bind(performance); window.ahead = 0; performance.now = () => real() + window.ahead
                    """)
                try await fill(library, 300)
                try await page.open("/now")
                try await page.see("已满")
                try await page.photograph("now-full")
                try await page.network(isCut: true)
                try await page.driver.run("window.ahead = 61000")
                try await page.see("无法获知当前情况")
                let levels = "[...document.querySelectorAll('#campuses li')].map((item) => item.dataset.level).join()"
                #expect(try await page.value(levels).text == "unknown,unknown")
                try await page.photograph("now-late")
                try await page.network(isCut: false)
                // The clock that nobody believes.
                library.time.setTrust(.untrusted(lastKnown: nil))
                try await page.open("/now")
                try await page.see("未知")
                #expect(try await page.value(levels).text == "unknown,unknown")
                try await page.photograph("now-unknown")
                library.time.setTrust(.trusted)
                library.time.advance(by: .hours(14))
                try await page.open("/now")
                try await page.see("闭馆")
                let text = try await page.value("document.body.innerText").text
                #expect(text?.contains("此时通常") == false)
                try await page.photograph("now-closed")
            }
        }

        @Test("the badge is as wide as its words")
        func badge() async throws {
            try await visit(Self.desk) { library, page in
                try await fill(library, 215)
                for (query, name) in [("", "now-badge"), ("?lang=en", "now-badge-en")] {
                    try await page.open("/now/badge.svg\(query)")
                    try await page.photograph(name)
                    let overflow = try await page.value("""
                        [...document.querySelectorAll('text')].filter((text) => {
                          const ground = text.previousElementSibling.getBBox()
                          return text.getBBox().width > ground.width - 4
                        }).map((text) => text.textContent).join()
                        """).text
                    #expect(overflow == "")
                }
            }
        }

        @Test("axe-core finds nothing", .enabled("axe-core cannot be fetched from PyPI here") { try await Axe.isHad }, arguments: ["light", "dark"])
        func axe(_ scheme: String) async throws {
            let script = try await Axe.script()
            try await visit { library, page in
                try await page.prefer("prefers-color-scheme", scheme)
                try await fill(library, 215)
                try await page.open("/now")
                try await page.see("较满")
                try await page.driver.devTools("Runtime.evaluate", ["expression": .text(script)])
                let found = try await page.driver.runToCallback("""
                    const done = arguments[0]
                    axe.run(document).then((found) => done(found.violations.map(({id, nodes}) => `${id}: ${nodes.map((node) => node.html)}`)))
                    """).list.compactMap(\.text)
                #expect(found == [])
            }
        }
    }
}
