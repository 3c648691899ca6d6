import Imaging
import LibraryModel
import QRReader
import Testing

extension BrowserTests {
    @Suite("The kiosk's code")
    struct KioskPage {
        @Test("from the kiosk's screen to the relay, in and out: photographed, opened on the phone, one tap")
        func kioskToRelay() async throws {
            try await visit { library, phone in
                try await library.bookForAnna()
                try await phone.standAtTheDoor()
                let screen = try await kiosk(library, phone)
                defer { screen.end() }
                try await screen.see("入馆签到")
                try await phone.signIn(at: try await path(try await screen.photograph("kiosk-entry"), phone))
                try await phone.see("通道 east-in")
                #expect(try await phone.value("location.hash").text == "#use")
                try await phone.photograph("kiosk-use")
                try await phone.tap("点击开始使用")
                try await phone.see("签到成功")
                try await phone.photograph("kiosk-use-in")
                #expect(library.gate.pulses(.entry, at: LibraryUnderTest.inside) == 1)
                await library.gate.goThrough(.entry, at: LibraryUnderTest.inside)

                try await screen.open("/kiosk/east-out")
                try await screen.see("离馆签退")
                try await phone.open(try await path(try await screen.photograph("kiosk-exit"), phone))
                try await phone.tap("点击开始使用")
                try await phone.see("签退成功")
                try await phone.photograph("kiosk-use-out")
                #expect(library.gate.pulses(.exit, at: LibraryUnderTest.outside) == 1)
                #expect(try await screen.console() == [])
                #expect(try await phone.console() == [])
            }
        }

        @Test("a code that has changed since is told, and so is a patron without a booking")
        func refusals() async throws {
            try await visit { library, phone in
                try await phone.standAtTheDoor()
                let screen = try await kiosk(library, phone)
                defer { screen.end() }
                try await screen.see("入馆签到")
                let path = try await path(try await screen.photograph("kiosk-entry"), phone)
                try await phone.signIn(at: path)
                try await phone.tap("点击开始使用")
                try await phone.see("此处没有可用的预约")
                library.advance(by: .minutes(3))
                try await phone.tap("点击开始使用")
                try await phone.see("请重新扫描屏幕上的二维码")
                try await phone.photograph("kiosk-use-expired")
                #expect(library.gate.pulses(.entry, at: LibraryUnderTest.inside) == 0)
            }
        }

        @Test("the token leaves the address, a screen without one says so, and a cut line is told in both languages")
        func screenTrouble() async throws {
            try await visit(.kiosk) { library, screen in
                try await screen.open("/kiosk/east-in")
                try await screen.see("本屏未获授权")
                try await screen.open(library.kioskPath("east-in").replacing("#", with: "?again#"))
                try await screen.see("Check in to enter")
                #expect(try await screen.value("location.hash").text == "")
                try await screen.network(isCut: true)
                try await screen.see("连接中断")
                try await screen.see("No connection")
                try await screen.photograph("kiosk-cut")
                try await screen.network(isCut: false)
                try await screen.waitUntil("document.getElementById('trouble').hidden", "the screen recovers by itself")
            }
        }

        @Test("the code is replaced without a flicker when the server says so")
        func changing() async throws {
            try await visit(.kiosk) { library, screen in
                try await screen.open(library.kioskPath("east-in"))
                try await screen.waitUntil("document.querySelector('#code img')")
                let first = try await screen.value("document.querySelector('#code img').src")
                try await screen.driver.run("""
                    const frame = document.getElementById('code'); window.empty = 0
                    const look = () => { if (!frame.querySelector('img')?.naturalWidth) window.empty += 1 }
                    new MutationObserver(look).observe(frame, {childList: true})
                    """)
                library.advance(by: .seconds(5))
                try await screen.waitUntil("document.querySelector('#code img').src !== '\(first.text ?? "")'")
                #expect(try await screen.value("window.empty").number == 0)
            }
        }

        /// The screen beside the entry lane.
        private func kiosk(_ library: LibraryUnderTest, _ phone: Phone) async throws -> Phone {
            let screen = try await Phone(phone.home)
            do {
                try await screen.turn(to: .kiosk)
                try await screen.open(library.kioskPath("east-in"))
            } catch {
                screen.end()
                throw error
            }
            return screen
        }

        /// Where a phone's camera leads that looks at the screen, without the address of the library.
        private func path(_ picture: LumaImage, _ phone: Phone) async throws -> String {
            let read = try #require(try DecoderChain.kiosk().readThoroughly(picture).first?.bytes)
            let address = String(decoding: read, as: UTF8.self)
            #expect(address.hasPrefix(phone.home + "/#k=east-"))
            return String(address.dropFirst(phone.home.count))
        }
    }
}
