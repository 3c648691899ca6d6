import LibraryModel
import Testing

extension BrowserTests {
    @Suite("Signing in on the page")
    struct SignInPage {
        @Test("a first password is changed before anything else, and a weak one is refused with its reason")
        func firstPassword() async throws {
            try await visit { _, phone in
                try await phone.open("/")
                try await phone.see("校园卡号")
                try await phone.photograph("sign-in")
                try await phone.signIn(LibraryUnderTest.carl)
                try await phone.see("设置新密码")
                try await phone.type("12345678", into: "new")
                try await phone.tap("保存")
                try await phone.waitUntil("document.querySelector('.note.bad')")
                try await phone.photograph("first-password-weak")
                try await phone.type("a calm corner by the window", into: "new")
                try await phone.tap("保存")
                try await phone.see("开始预约")
                #expect(try await phone.console().filter { !$0.contains("422") } == [])
            }
        }

        @Test("wrong passwords are told, and too many wait for as long as the page counts down")
        func tooManyTries() async throws {
            try await visit { library, phone in
                try await phone.open("/")
                try await phone.type(LibraryUnderTest.anna, into: "card")
                let asked = "performance.getEntriesByType('resource').filter((entry) => entry.name.endsWith('/session')).length"
                for number in 0..<5 {
                    try await phone.type("not it", into: "password")
                    try await phone.tap("登录")
                    try await phone.waitUntil("\(asked) > \(number + 1) && !document.querySelector('[aria-busy=true]')")
                    try await phone.see("卡号或密码不正确")
                }
                try await phone.photograph("wrong-password")
                try await phone.tap("登录")
                try await phone.waitUntil("document.querySelector('form button:disabled')?.innerText.includes('请等待')")
                try await phone.photograph("wait")
                library.advance(by: .seconds(3))
                try await phone.waitUntil("!document.querySelector('form button:disabled')", "the wait is over")
                try await phone.type(LibraryUnderTest.password, into: "password")
                try await phone.tap("登录")
                try await phone.see("开始预约")
            }
        }

        @Test("English is one tap away, and stays")
        func english() async throws {
            try await visit { _, phone in
                try await phone.open("/")
                try await phone.tap("English")
                try await phone.see("Campus card number")
                #expect(try await phone.value("document.documentElement.lang").text == "en")
                try await phone.open("/#book")
                try await phone.see("Sign in")
                try await phone.tap("中文")
                try await phone.see("校园卡号")
                #expect(try await phone.value("document.documentElement.lang").text == "zh-CN")
            }
        }

        @Test("a session that has ended leads to the sign-in and back to where the patron was")
        func endedSession() async throws {
            try await visit { _, phone in
                try await phone.signIn()
                try await phone.see("开始预约")
                try await phone.driver.command("DELETE", "cookie")
                try await phone.tap("我的记录")
                try await phone.type(LibraryUnderTest.anna, into: "card")
                try await phone.type(LibraryUnderTest.password, into: "password")
                try await phone.tap("登录")
                try await phone.see("入馆记录")
            }
        }

        @Test("a sign-in that failed at the university is told in words")
        func universityFailed() async throws {
            try await visit { _, phone in
                try await phone.open("/#sign-in=state_mismatch")
                try await phone.see("登录没有成功")
                try await phone.signIn(at: "/#sign-in=state_mismatch")
                try await phone.see("开始预约")
            }
        }
    }
}
