import Imaging
import LibraryModel
import LibraryRules
import QRReader
import Testing

extension BrowserTests {
    @Suite("The pass on the page")
    struct PassPage {
        /// Makes the timers of a page run twenty times as fast, and its clock leap when a test says so.
        private static let haste = """
            window.unhurried = setTimeout.bind(window)
            const patient = setTimeout.bind(window), steady = Date.now.bind(Date)
            setTimeout = (work, delay, ...rest) => patient(work, work.name === 'renew' ? delay / 20 : delay, ...rest)
            window.leap = 0
            Date.now = () => steady() + window.leap
            """

        @Test("from the page to the relay: booked, shown, photographed, read and let in; then out again")
        func pageToRelay() async throws {
            try await visit { library, phone in
                try await phone.standAtTheDoor()
                try await phone.signIn()
                try await phone.book("9:00", "11:00")
                try await phone.openPass()
                try await phone.see("签到成功")
                let code = try #require(try read(await phone.photograph("pass")), "the gate's reader reads the photograph")
                #expect(await library.gate.present(code, at: LibraryUnderTest.inside)?.code == .entry)
                #expect(library.gate.pulses(.entry, at: LibraryUnderTest.inside) == 1)
                await library.gate.goThrough(.entry, at: LibraryUnderTest.inside)
                try await phone.openPass("签退码")
                try await phone.see("您在馆内")
                let exit = try #require(try read(await phone.photograph("pass-inside")))
                #expect(await library.gate.present(exit, at: LibraryUnderTest.outside)?.code == .exit)
                #expect(library.gate.pulses(.exit, at: LibraryUnderTest.outside) == 1)
                #expect(try await phone.console() == [])
            }
        }

        @Test("the reason for the location is read before the browser asks, and the tap brings a pass that opens")
        func locationAsked() async throws {
            try await visit { library, phone in
                try await library.bookForAnna()
                try await phone.signIn()
                try await phone.openPass()
                try await phone.see("需要您的位置")
                try await phone.see("请打开定位")
                try await phone.photograph("pass-location-reason")
                try await phone.standAtTheDoor()
                try await phone.tap("开启定位")
                try await phone.see("签到成功")
                try await phone.waitUntil("!document.querySelector('.where').firstChild", "nothing more to say about the location")
            }
        }

        @Test("the screen is kept awake while the pass is shown, also after a look at something else, and no longer")
        func awake() async throws {
            try await visit { library, phone in
                try await phone.prepare("""
                    window.awake = []
                    const lock = () => ({release: async () => { window.awake.push('let go') }})
                    Object.defineProperty(navigator, 'wakeLock', {value: {request: async (what) => { window.awake.push(what); return lock() }}})
                    """)
                try await library.bookForAnna()
                try await phone.standAtTheDoor()
                try await phone.signIn()
                try await phone.see("入馆码")
                #expect(try await phone.value("window.awake") == [])
                try await phone.openPass()
                try await phone.see("签到成功")
                #expect(try await phone.value("window.awake") == ["screen"])
                try await phone.driver.run("document.dispatchEvent(new Event('visibilitychange'))")
                try await phone.waitUntil("window.awake.length === 2", "the browser lets go of it when the page is hidden")
                try await phone.tap("返回")
                try await phone.waitUntil("window.awake.at(-1) === 'let go'")
            }
        }

        struct Hindrance: Sendable, CustomTestStringConvertible {
            let name: String
            let setting: String
            var script = ""
            var accuracy = 12.0
            let note: String
            let verdict: String
            var testDescription: String { name }
        }

        @Test("what is wrong with the location is said plainly", arguments: [
            Hindrance(name: "denied", setting: "denied", note: "定位未被允许", verdict: "请打开定位"),
            Hindrance(
                name: "insecure", setting: "granted",
                script: "Object.defineProperty(window, 'isSecureContext', {get: () => false})", note: "无法定位：此网址不是 https",
                verdict: "请打开定位"),
            Hindrance(name: "inaccurate", setting: "granted", accuracy: 900, note: "", verdict: "定位不准"),
            Hindrance(
                name: "stale", setting: "granted",
                script: """
                    for (const name of ['watchPosition', 'getCurrentPosition']) {
                      const real = Geolocation.prototype[name]
                      Geolocation.prototype[name] = function (found, ...rest) {
                        return real.call(this, ({coords, timestamp}) => found({coords, timestamp: timestamp - 300e3}), ...rest)
                      }
                    }
                    """, note: "", verdict: "定位已过时"),
        ])
        func hindrances(_ hindrance: Hindrance) async throws {
            try await visit { library, phone in
                try await library.bookForAnna()
                try await phone.prepare(hindrance.script)
                let door = try #require(LibraryUnderTest.door)
                try await phone.stand(latitude: door.latitude, longitude: door.longitude, accuracy: hindrance.accuracy)
                try await phone.allowLocation(hindrance.setting)
                try await phone.signIn()
                try await phone.openPass()
                try await phone.see(hindrance.verdict)
                try await phone.see(hindrance.note)
                try await phone.photograph("pass-\(hindrance.name)")
            }
        }

        @Test("before the window opens the page says when it does")
        func tooEarly() async throws {
            try await visit { library, phone in
                try await library.bookForAnna(start: LibraryUnderTest.nine + .hours(1))
                try await phone.standAtTheDoor()
                try await phone.signIn()
                try await phone.openPass()
                try await phone.see("签到时间09:40开始")
                #expect(try await phone.value("/4[78]:\\d\\d 后开始/.test(document.body.innerText)").isTrue)
                try await phone.photograph("pass-too-early")
            }
        }

        @Test("dark on light also in dark mode, and read there too")
        func darkMode() async throws {
            try await visit(.small) { library, phone in
                try await library.bookForAnna()
                try await phone.standAtTheDoor()
                try await phone.prefer("prefers-color-scheme", "dark")
                try await phone.signIn()
                try await phone.openPass()
                try await phone.see("签到成功")
                let picture = try await phone.photograph("small-pass-dark")
                let box = try #require(chain().readThoroughly(picture).first?.box)
                // The quiet zone is white, the ground round it is dark.
                #expect(picture.pixels[(box.y - 8) * picture.width + box.x + box.width / 2] > 250)
                #expect(picture.pixels[picture.pixels.count - 4] < 60)
            }
        }

        @Test("the pass renews itself without a flicker")
        func renewal() async throws {
            try await visit { library, phone in
                try await library.bookForAnna()
                try await phone.standAtTheDoor()
                try await phone.prepare(Self.haste)
                try await phone.signIn()
                try await phone.openPass()
                try await phone.see("签到成功")
                try await phone.driver.run("""
                    const frame = document.querySelector('.qr'); window.empty = 0; window.swaps = 0
                    const look = () => {
                      const image = frame.querySelector('img')
                      window.swaps += 1
                      if (!image?.complete || !image.naturalWidth) window.empty += 1
                    }
                    new MutationObserver(look).observe(frame, {childList: true})
                    """)
                let first = try await phone.value("document.querySelector('.qr img').src")
                library.advance(by: .seconds(20))
                try await phone.waitUntil("window.swaps >= 2", "the pass is renewed twice")
                #expect(try await phone.value("window.empty").number == 0)
                #expect(try await phone.value("document.querySelector('.qr img').src") != first)
            }
        }

        @Test("with the network cut the last pass stays until it ends, and says for how long")
        func networkCut() async throws {
            try await visit { library, phone in
                try await library.bookForAnna()
                try await phone.standAtTheDoor()
                try await phone.prepare(Self.haste)
                try await phone.signIn()
                try await phone.openPass()
                try await phone.see("签到成功")
                try await phone.network(isCut: true)
                try await phone.see("网络断开。此码还可用")
                #expect(try read(await phone.photograph("pass-network-cut")) != nil)
                try await phone.driver.run("window.leap = 61e3")
                try await phone.see("网络断开，二维码已过期")
                #expect(try read(await phone.photograph("pass-network-cut-ended")) == nil)
                try await phone.network(isCut: false)
                try await phone.waitUntil("document.querySelector('.qr img')", "a new pass when the network is back")
            }
        }

        private func chain() throws -> DecoderChain { try DecoderChain.kiosk() }

        /// What the gate's own reader makes of a picture.
        private func read(_ picture: LumaImage) throws -> [UInt8]? { try chain().readThoroughly(picture).first?.bytes }
    }
}
