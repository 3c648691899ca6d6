import LibraryModel
import Testing

extension BrowserTests {
    @Suite(
        "The pages for everybody", .enabled("axe-core cannot be fetched from PyPI here") { try await Axe.isHad })
    struct Accessibility {
        @Test("axe-core finds nothing on any screen, light and dark", arguments: ["light", "dark"])
        func axe(_ scheme: String) async throws {
            let script = try await Axe.script()
            try await visit { library, phone in
                try await phone.prefer("prefers-color-scheme", scheme)
                try await phone.open("/")
                try await phone.see("校园卡号")
                #expect(try await faults(phone, script) == [])
                try await library.bookForAnna()
                try await library.bookForAnna(2, start: LibraryUnderTest.nine + .hours(3))
                try await phone.signIn()
                try await phone.see("现在可签到")
                #expect(try await faults(phone, script) == [])
                try await phone.openPass()
                try await phone.see("需要您的位置")
                #expect(try await faults(phone, script) == [])
                try await library.wait(until: LibraryUnderTest.nine + .minutes(21))
                try await phone.open("/#records")
                try await phone.tap("我要申诉")
                #expect(try await faults(phone, script) == [])
                try await phone.open("/#k=east-in.a.b")
                try await phone.see("点击开始使用")
                #expect(try await faults(phone, script) == [])
            }
            try await visit { _, phone in
                try await phone.prefer("prefers-color-scheme", scheme)
                try await phone.signIn()
                try await phone.tap("9:00")
                try await phone.tap("10:00")
                try await phone.see("提交预约")
                try await phone.photograph("book-chosen-\(scheme)")
                #expect(try await faults(phone, script) == [])
            }
        }

        @Test("axe-core does find what is wrong")
        func notBlind() async throws {
            let script = try await Axe.script()
            try await visit { _, phone in
                try await phone.open("/")
                try await phone.see("校园卡号")
                try await phone.driver.run("document.querySelector('label').remove()")
                #expect(try await faults(phone, script).contains { $0.hasPrefix("label:") })
            }
        }

        /// What axe-core has against the screen that is shown, each with the element.
        private func faults(_ phone: Phone, _ script: String) async throws -> [String] {
            try await phone.driver.devTools("Runtime.evaluate", ["expression": .text(script)])
            return try await phone.driver.runToCallback("""
                const done = arguments[0]
                const words = ({id, nodes}) => `${id}: ${nodes.map((node) => node.html)}`
                axe.run(document).then((found) => done(found.violations.map(words)))
                """).list.compactMap(\.text)
        }
    }
}
