import GateControl
import GateHardware
import Imaging
import LaneControl
import LibraryModel
import LibraryStore
import Passes
import Testing

extension BrowserTests {
    @Suite("The screen of a lane", .enabled("axe-core cannot be fetched from PyPI here") { try await Axe.isHad })
    struct KioskScreen {
        private typealias Library = LibraryUnderTest
        private static let sizes = [("wide", Phone.Screen.kiosk), ("tall", Phone.Screen.tall)]

        @Test("each state at both sizes: photographed, and nothing against it by axe-core", arguments: ["wide", "tall"])
        func states(_ size: String) async throws {
            let script = try await Axe.script()
            try await visit(size == "wide" ? .kiosk : .tall) { library, screen in
                try await library.bookForAnna()
                await library.gate.screens.refresh()
                let looks = Looks(library: library, screen: screen, axe: script, size: size)
                try await screen.open(library.kioskPath("east-in"))
                try await looks.at("idle", says: "请出示入馆码", "Show your code to enter", view: true)
                library.gate.screens.hear(.presented(900), at: Library.inside)
                try await looks.at("reading", says: "正在读取", "Reading", view: true)
                await library.gate.present(Array("https://example.edu".utf8), at: Library.inside)
                library.gate.screens.hear(.presented(901), at: Library.inside)
                library.gate.screens.hear(.answered(901, Decision(.notAPass), at: Library.nine), at: Library.inside)
                try await looks.at("refuse", says: "不是入馆二维码", "Show the QR code of your booking")
                try await Self.answer(
                    library, 902, Decision(.suspended, opensAt: Library.nine + .hours(15)), "refuse", looks,
                    "违约，11月22日可预约", "Suspended until 22 Nov", name: "refuse-long")
                try await Self.answer(
                    library, 903, Decision(.unknownPatron), "refuse", looks, "不在读者名单", "Not a known patron", name: "refuse-desk")
                try await Self.answer(library, 904, Decision(.entry), "admit", looks, "签到成功", "Checked in", name: "admit")
                looks.stand(LaneStanding(isOpen: true, waiting: 1))
                try await Self.answer(library, 905, Decision(.entry), "wait", looks, "请稍候", "Go when the one before you has passed", name: "wait")
                looks.stand(LaneStanding(mode: .open))
                try await looks.at("free_passage", says: "自由通行", "Walk through")
                looks.stand(LaneStanding(mode: .hold))
                try await looks.at("hold", says: "暂停入馆", "Please follow the staff")
                looks.stand(LaneStanding(isFit: false))
                try await looks.at("out_of_order", says: "通道停用", "Use another lane")
                looks.stand(LaneStanding(mode: .emergency))
                try await looks.at("emergency", says: "紧急疏散", "leave the building")
                try await screen.open("/kiosk/east-out")
                library.gate.screens.hear(.stands(LaneStanding(mode: .emergency)), at: Library.outside)
                try await looks.at("emergency", says: "请从此处离开", "Leave here, now", name: "emergency-exit")
                library.gate.screens.hear(.stands(LaneStanding()), at: Library.outside)
                try await looks.at("idle", says: "请出示签退码", "Show your code to leave", name: "idle-exit")
                looks.stand(LaneStanding())
                library.time.setWall(Library.nine + .hours(14))
                await library.gate.screens.refresh()
                try await screen.open("/kiosk/east-in")
                library.advance(by: .seconds(60))
                try await looks.at("closed", says: "未开馆", "Opens 22 Nov 08:00")
                #expect(try await screen.console() == [])
            }
        }

        private static func answer(
            _ library: LibraryUnderTest, _ number: UInt64, _ decision: Decision, _ kind: String, _ looks: Looks, _ zh: String,
            _ en: String, name: String
        ) async throws {
            library.gate.screens.hear(.presented(number), at: Library.inside)
            library.gate.screens.hear(.answered(number, decision, at: Library.nine), at: Library.inside)
            try await looks.at(kind, says: zh, en, name: name)
        }

        @Test("the gate's own answers: a patron is admitted, goes in, and the next one's code is no old verdict")
        func gate() async throws {
            try await visit(.kiosk) { library, screen in
                try await library.bookForAnna()
                try await screen.open(library.kioskPath("east-in"))
                try await screen.see("Show your code to enter")
                await library.gate.present(try library.pass(), at: Library.inside)
                try await screen.see("签到成功")
                #expect(try await screen.value("document.body.dataset.tone").text == "go")
                await library.gate.goThrough(.entry, at: Library.inside)
                library.advance(by: .seconds(2))
                try await screen.see("Show your code to enter")
                await library.gate.present(Array("hello".utf8), at: Library.inside)
                try await screen.see("不是入馆二维码")
                #expect(try await screen.value("document.body.dataset.tone").text == "stop")
                await library.gate.drive(.fire, true, at: Library.inside)
                try await screen.see("紧急疏散")
                await library.gate.drive(.fire, false, at: Library.inside)
                await library.gate.screens.refresh()
                try await screen.see("1 of 300 inside")
            }
        }

        @Test("a stream that falls silent is told within two seconds, no verdict stays, and the screen comes back by itself")
        func silence() async throws {
            try await visit(.tall) { library, screen in
                try await screen.open(library.kioskPath("east-in"))
                try await screen.see("Show your code to enter")
                await library.gate.present(Array("hello".utf8), at: Library.inside)
                try await screen.see("不是入馆二维码")
                try await screen.driver.run("""
                    const trouble = document.getElementById('trouble'), since = performance.now()
                    new MutationObserver(() => { if (!trouble.hidden) window.lostAfter ??= performance.now() - since })
                      .observe(trouble, {attributes: true})
                    """)
                library.frost.holds = true
                try await screen.see("连接中断")
                #expect(try await screen.value("window.lostAfter").number ?? 9e9 <= 2500)
                #expect(try await screen.value("document.getElementById('title-zh').textContent").text == "")
                #expect(try await screen.value("document.body.className").text == "")
                try await screen.photograph("kiosk-tall-lost")
                library.frost.holds = false
                try await screen.waitUntil("document.getElementById('trouble').hidden", "the screen comes back")
                try await screen.see("不是入馆二维码")
            }
        }

        @Test("on a screen that is nearly square every word is seen whole; where nothing can be recorded nobody is asked in")
        func square() async throws {
            try await visit(.square) { library, screen in
                let looks = Looks(library: library, screen: screen, axe: try await Axe.script(), size: "square")
                try await screen.open(library.kioskPath("east-in"))
                try await looks.at("idle", says: "请出示入馆码", "Show your code to enter", view: true)
                library.gate.screens.hear(refusal: StoreError(.locked, during: "settle"))
                library.advance(by: .seconds(1))
                try await looks.at("out_of_order", says: "暂时无法入馆", "Please see staff", name: "no-entry")
                library.gate.screens.hear(refusal: nil)
                library.advance(by: .seconds(1))
                try await looks.at("idle", says: "请出示入馆码", "Show your code to enter", name: "idle-again")
            }
        }

        @Test("a reason that comes after the silence is told: who is refused has no lost connection")
        func refusedAfterSilence() async throws {
            try await visit(.kiosk) { library, screen in
                try await screen.open(library.kioskPath("east-in"))
                try await screen.see("Show your code to enter")
                let told = try await screen.driver.runToCallback("""
                    const done = arguments[0]
                    import('/assets/events.js').then(async ({listen}) => {
                      const told = [], answers = [0, 503, 503, 401]
                      window.fetch = async () => {
                        if (!answers[0]) { answers.shift(); throw new TypeError('refused') }
                        return new Response('', {status: answers.length > 1 ? answers.shift() : answers[0]})
                      }
                      const stream = listen('/x', {}, {longestWait: 10, down: ({status}) => told.push(status)})
                      while (told.at(-1) !== 401) await new Promise((go) => setTimeout(go, 10))
                      stream.stop()
                      done(told)
                    })
                    """)
                #expect(told.list.compactMap(\.number) == [0, 503, 401])
            }
        }

        @Test("the sound can be turned off and on by keyboard, and moves nothing for those who want it still")
        func sound() async throws {
            try await visit(.kiosk) { library, screen in
                try await screen.prefer("prefers-reduced-motion", "reduce")
                try await screen.open(library.kioskPath("east-in"))
                try await screen.see("Show your code to enter")
                try await screen.driver.run("document.getElementById('sound').focus()")
                let isOn = "document.getElementById('sound').getAttribute('aria-pressed')"
                if try await screen.value(isOn).text == "false" { try await screen.press("\u{E007}") }
                try await screen.see("Sound on")
                try await screen.press("\u{E007}")
                try await screen.see("Muted")
                library.gate.screens.hear(.presented(900), at: Library.inside)
                try await screen.see("正在读取")
                #expect(try await screen.value("document.getAnimations().length").number == 0)
                try await screen.prefer("prefers-reduced-motion", "no-preference")
                let spans = try await screen.value("document.getAnimations().map((one) => one.effect.getTiming().duration)")
                #expect(spans.list.allSatisfy { $0.number ?? 0 >= 400 || $0.number ?? 0 == 150 }, "nothing flashes")
            }
        }
    }
}

/// Looks at one state of a screen after the other.
private struct Looks: Sendable {
    let library: LibraryUnderTest
    let screen: Phone
    let axe: String
    let size: String

    /// The entry lane stands so.
    func stand(_ standing: LaneStanding) {
        library.gate.screens.hear(.stands(standing), at: LibraryUnderTest.inside)
    }

    func at(_ kind: String, says zh: String, _ en: String, name: String? = nil, view: Bool = false) async throws {
        try await screen.waitUntil("document.body.classList.contains('\(kind)')", "the screen is \(kind)")
        try await screen.see(zh)
        try await screen.see(en)
        try await screen.waitUntil("document.querySelector('#code img')", "the code is there")
        if view { try await aim() }
        // A page that has just changed is laid out a moment later, and the next picture of the camera may change it again.
        do { try await screen.waitUntil("\(Self.overlaps).length === 0") } catch {
            let overlaps = try await overlaps()
            Issue.record("not everything is on the screen and on its own: \(overlaps)")
        }
        try await screen.photograph("kiosk-\(size)-\(name ?? kind)")
        try await screen.driver.devTools("Runtime.evaluate", ["expression": .text(axe)])
        let faults = try await screen.driver.runToCallback("""
            const done = arguments[0]
            axe.run(document).then((found) => done(found.violations.map(({id, nodes}) => `${id}: ${nodes.map((node) => node.html)}`)))
            """)
        #expect(faults.list.compactMap(\.text) == [])
    }

    /// What is cut off by the edge of the screen, or lies over something else.
    private func overlaps() async throws -> [String] { try await screen.value(Self.overlaps).list.compactMap(\.text) }

    private static let overlaps = """
        (() => {
          const seen = [...document.querySelectorAll('h1, h2, #next, #place, #icon, #picture, #code, #count, #bar, #hours, #sound')]
            .filter((one) => one.checkVisibility({visibilityProperty: true}) && one.getBoundingClientRect().width > 0)
            .map((one) => [one.id || one.localName, one.getBoundingClientRect()])
          const out = seen.filter(([, box]) => box.left < 0 || box.top < 0 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1)
          const over = seen.flatMap(([one, a], index) => seen.slice(index + 1).filter(([, b]) =>
            a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)
            .map(([other]) => `${one} over ${other}`))
          return [...out.map(([one]) => one), ...over]
        })()
        """

    /// The camera sees a phone that is held up.
    private func aim() async throws {
        var chance = SeededChance(seed: 4)
        var scene = DrawnScene(try PassSymbol.symbol("GH1:KIOSK"))
        (scene.moduleSize, scene.rotation, scene.clutter, scene.noise) = (8, 8, 30, 4)
        let picture = SceneRenderer.frame(of: scene, using: &chance)
        for second in 1...200 {
            library.viewfinder.offer(picture, at: .zero + .seconds(second))
            if try await screen.value("!document.getElementById('view').hidden").isTrue { return }
        }
        throw Chromium.Trouble(what: "the viewfinder shows nothing")
    }
}
