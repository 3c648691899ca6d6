import GateControl
import LibraryModel
import LibraryStore
import Testing

extension BrowserTests {
    @Suite("The page of the staff desk", .enabled(if: Chromium.isWanted, "chromium and chromedriver are not installed"))
    struct DeskPage {
        struct Role: Sendable, CustomTestStringConvertible {
            let login: String
            let word: String
            /// Keys of acts that are there, and of some that are not.
            let may: [String], mayNot: [String]
            var testDescription: String { login }
        }

        @Test("each role sees what it may do and no more", arguments: [
            Role(login: "anna", word: "值班", may: ["admit_one-east-in", "hold-east-in"], mayNot: ["free_passage-east-in", "recount-east", "close-east"]),
            Role(login: "bo", word: "主管", may: ["admit_one-east-in", "free_passage-east-in", "recount-east", "close-east"], mayNot: ["outage"]),
            Role(login: "chen", word: "管理员", may: ["free_passage-east-in", "recount-east", "outage"], mayNot: []),
        ])
        func roles(_ role: Role) async throws {
            try await sit(role.login) { _, desk in
                try await desk.see(role.word)
                let live = try await desk.value("[...document.querySelectorAll('[data-key]')].map((one) => one.dataset.key)").list.compactMap(\.text)
                try await desk.goTo("violations", "违约与申诉")
                let violations = try await desk.value("[...document.querySelectorAll('[data-key]')].map((one) => one.dataset.key)").list.compactMap(\.text)
                #expect(Set(role.may).isSubset(of: live + violations))
                #expect(Set(role.mayNot).isDisjoint(with: live + violations))
                #expect(try await desk.console().filter { !$0.contains("401") } == [])
            }
        }

        @Test("a wrong password is refused, a first one must be changed, and leaving ends it")
        func signIn() async throws {
            try await visit(.desk) { _, desk in
                try await desk.signInAtDesk("anna", password: "wrong")
                try await desk.see("登录名或密码不正确")
                try await desk.photograph("desk-sign-in")
                try await desk.signInAtDesk("new")
                try await desk.see("设置新密码")
                try await desk.type(LibraryUnderTest.password, into: "old")
                try await desk.type("a quieter reading room", into: "new")
                try await desk.click("form .main")
                try await desk.see("闸机与通道")
                try await desk.tap("退出")
                try await desk.see("服务台登录")
                try await desk.open("/desk")
                try await desk.see("服务台登录")
            }
        }

        @Test("what happens at the gate is seen as it happens, masked, and can be filtered")
        func live() async throws {
            try await sit("anna") { library, desk in
                #expect(try await desk.value("document.querySelector('[data-campus=east] .number strong').textContent").text == "0")
                try await library.annaEnters()
                try await desk.waitUntil("document.querySelector('[data-campus=east] .number strong').textContent === '1'", "one is inside")
                try await desk.see("签到成功")
                try await desk.see("2021****17")
                #expect(try await desk.saysNothing(of: "安娜", LibraryUnderTest.anna))
                _ = await library.gate.present(Array("nonsense".utf8), at: LibraryUnderTest.inside)
                try await desk.see("不是入馆二维码")
                try await choose("refuse", "结果", desk)
                try await desk.waitUntil("!document.querySelector('.stream').textContent.includes('签到成功')", "the admitted are gone")
                try await desk.see("不是入馆二维码")
                try await choose("full", "原因", desk)
                try await desk.see("没有符合的记录")
                await library.gate.controller.camera(.fault("plug it in"), at: LibraryUnderTest.inside)
                try await desk.see("plug it in")
                try await desk.see("需要处理")
            }
        }

        @Test("what has befallen the store stands above the lanes with what to do, and goes when it is mended")
        func storeTrouble() async throws {
            let card = "[...document.querySelectorAll('article.trouble')].filter((card) => !card.hidden)"
            try await sit("anna", .desk, { $0.gateStore.suffers([.recordsLost("3 changes were lost"), .damaged("row 3")]) }) { library, desk in
                try await desk.see("请清点馆内人数")
                try await desk.see("数据库损坏：row 3")
                #expect(try await desk.value("\(card).length").number == 1)
                try await desk.photograph("desk-store")
                library.gateStore.heal()
                try await library.annaEnters()
                try await desk.waitUntil("\(card).length === 0", "the card has gone")
            }
        }

        @Test("what is shown without a connection looks old and says of when it is, and comes back by itself")
        func stale() async throws {
            try await sit { library, desk in
                try await desk.network(isCut: true)
                try await desk.see("连接已断开")
                try await desk.see("状态未知")
                #expect(try await desk.value("document.body.classList.contains('stale')").isTrue)
                try await desk.photograph("desk-stale")
                try await library.annaEnters()
                try await desk.network(isCut: false)
                try await desk.waitUntil("document.getElementById('stale').hidden && !document.body.classList.contains('stale')", "it is back")
                try await desk.waitUntil("document.querySelector('[data-campus=east] .number strong').textContent === '1'", "with what happened meanwhile")
                try await desk.see("签到成功")
            }
        }

        @Test("a quiet stream is no lost one, but one that falls silent is told, and nothing looks well then")
        func silence() async throws {
            try await sit { library, desk in
                // Only streams freeze here, so one that is opened anew lives for a while: what is seen at the loss is kept.
                try await desk.driver.run("""
                    const banner = document.getElementById('stale'), look = () => banner.hidden || (window.lost ??= {
                      at: performance.now(), isStale: document.body.classList.contains('stale'),
                      says: banner.textContent, house: document.getElementById('house').textContent})
                    new MutationObserver(look).observe(banner, {attributes: true})
                    window.begun = performance.now()
                    """)
                try await desk.waitUntil("performance.now() - begun > 12000")
                #expect(try await desk.value("window.lost === undefined").isTrue)
                try await desk.driver.run("window.frozen = performance.now()")
                library.frost.holds = true
                try await desk.waitUntil("window.lost", "the page says that it is lost")
                #expect(try await desk.value("lost.at - frozen").number ?? 9e9 < 30_000)
                #expect(try await desk.value("lost.isStale").isTrue)
                #expect(try await desk.value("lost.says.includes('连接已断开') && lost.house.includes('状态未知')").isTrue)
                library.frost.holds = false
                try await desk.waitUntil("document.getElementById('stale').hidden && !document.body.classList.contains('stale')", "it is back")
            }
        }

        @Test("an act needs no mouse, and the focus comes back to where it was")
        func keyboard() async throws {
            try await sit("anna") { library, desk in
                try await desk.waitUntil("document.querySelector('[data-key=\"hold-east-in\"]')")
                var steps = 0
                while try await desk.value("document.activeElement.dataset.key").text != "hold-east-in", steps < 60 {
                    try await desk.press("\u{E004}")
                    steps += 1
                }
                #expect(steps < 60, "the button is reached by tabulator")
                try await desk.press("\u{E007}")
                try await desk.waitUntil("document.activeElement.id === 'why'", "the reason has the focus")
                for letter in "crowd" { try await desk.press(String(letter)) }
                while try await desk.value("document.activeElement.className").text != "main" { try await desk.press("\u{E004}") }
                try await desk.press("\u{E007}")
                try await desk.waitUntil("!document.querySelector('dialog')")
                try await desk.waitUntil("document.activeElement.dataset.key === 'hold-east-in'", "the focus is back")
                #expect(try await library.newestAct().why == "crowd")
            }
        }

        @Test("reports count visits, show them and hand them out as CSV")
        func reports() async throws {
            try await visit(.desk) { library, desk in
                try await library.annaEnters()
                try await desk.prepare("""
                    window.files = []
                    const make = URL.createObjectURL
                    URL.createObjectURL = (blob) => { blob.text().then((text) => files.push(text)); return make.call(URL, blob) }
                    """)
                try await desk.signInAtDesk("anna")
                try await desk.goTo("reports", "报表")
                try await desk.see("合计 1")
                try await desk.waitUntil("document.querySelector('.plot svg rect')", "a picture is drawn")
                try await desk.see("2026-11-21")
                try await desk.tap("下载 CSV")
                try await desk.waitUntil("files.length === 1", "the file is handed out")
                let csv = try await desk.value("files[0]").text ?? ""
                #expect(csv.hasPrefix("period,campus,entries,exits") && csv.contains("2026-11-21,east,1,0"), "\(csv)")
                try await desk.tap("下载图片")
                try await desk.waitUntil("files.length === 2 && files[1].startsWith('<svg')", "the picture is handed out")
                _ = await library.gate.present(Array("nonsense".utf8), at: LibraryUnderTest.inside)
                try await desk.tap("拒绝原因")
                try await desk.see("不是入馆二维码")
                try await desk.photograph("desk-report")
                for preset in ["今天", "近 30 天", "近 12 个月"] {
                    try await desk.tap(preset)
                    try await desk.see("不是入馆二维码")
                }
            }
        }

        private func choose(_ value: String, _ label: String, _ desk: Phone) async throws {
            try await desk.driver.run("""
                const [wanted, name] = arguments
                const one = document.getElementById([...document.querySelectorAll('label')].find((label) => label.textContent === name).htmlFor)
                one.value = wanted
                one.dispatchEvent(new Event('change'))
                """, [.text(value), .text(label)])
        }
    }

    @Suite("The desk for everybody", .enabled("axe-core cannot be fetched from PyPI here") { try await Axe.isHad })
    struct DeskForEverybody {
        @Test("axe-core finds nothing on any screen of the desk, at each size, light and dark", arguments: ["light", "dark"])
        func axe(_ scheme: String) async throws {
            let script = try await Axe.script()
            try await sit("chen", .desk, { library in
                try await library.annaEnters()
                _ = await library.gate.present(Array("nonsense".utf8), at: LibraryUnderTest.inside)
                await library.gate.controller.camera(.fault("/dev/video0 is not there; plug it in"), at: LibraryUnderTest.outside)
            }) { _, desk in
                try await desk.prefer("prefers-color-scheme", scheme)
                for (name, title) in [("live", "实时"), ("inside", "谁在馆内"), ("patron", "查询读者"), ("violations", "违约与申诉"), ("log", "操作记录"), ("reports", "报表")] {
                    try await desk.goTo(name, title)
                    if name == "patron" { try await desk.lookUp(LibraryUnderTest.anna) }
                    for (size, screen) in [("1280", Phone.Screen.desk), ("1920", .wideDesk), ("phone", .usual)] {
                        try await desk.turn(to: screen)
                        try await desk.photograph("desk-\(name)-\(size)-\(scheme)")
                        #expect(try await desk.value("document.documentElement.scrollWidth <= innerWidth").isTrue, "\(name) at \(size) is too wide")
                        let found = try await faults(desk, script)
                        #expect(found == [], "\(name) at \(size)")
                    }
                }
                try await desk.turn(to: .desk)
                try await desk.goTo("live", "实时")
                try await desk.click(key: "hold-east-in")
                try await desk.photograph("desk-dialog-\(scheme)")
                let found = try await faults(desk, script)
                #expect(found == [])
            }
        }

        /// What axe-core has against the screen that is shown.
        private func faults(_ desk: Phone, _ script: String) async throws -> [String] {
            try await desk.driver.devTools("Runtime.evaluate", ["expression": .text(script)])
            return try await desk.driver.runToCallback("""
                const done = arguments[0]
                const words = ({id, nodes}) => `${id}: ${nodes.map((node) => node.html)}`
                axe.run(document).then((found) => done(found.violations.map(words)))
                """).list.compactMap(\.text)
        }
    }
}
